"""The counted address of a link: it names a link of one message, carries the page it leads to, and cannot be made up.

Nothing is stored for it: it goes on leading there for ever, and once the person is erased it names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from django.conf import settings

from filon.kernel.seals import opened, sealed

PATH = "/lien/"
PIXEL = "/vu/"
KIND = "counted link"
MOST_LINKS = 256
"""A number is one byte; links beyond stay plain."""
READABLE = "/:?=,;@~"
"""Left as they are in the parameter, so that people recognise the page they are sent to."""


@dataclass(frozen=True, slots=True)
class CountedLink:
    """Link ``number`` of the message of an action, which leads to ``target``."""

    workspace_id: UUID
    action_id: UUID
    number: int
    target: str


def address_of(link: CountedLink) -> str:
    """The address printed in the message instead of the target."""
    named = link.workspace_id.bytes + link.action_id.bytes + bytes([link.number])
    token = sealed(KIND, named, beside=link.target)
    return f"{settings.PUBLIC_URL}{PATH}{token}?u={quote(link.target, safe=READABLE)}"


def read(token: str, target: str) -> CountedLink | None:
    """What the address names, or None when one of its two parts is not ours: it must lead nowhere then."""
    named = opened(KIND, token, length=33, beside=target)
    if named is None:
        return None
    return CountedLink(UUID(bytes=named[:16]), UUID(bytes=named[16:32]), named[32], target)


def pixel_of(workspace_id: UUID, action_id: UUID) -> str:
    """The address of the picture that tells that the message of an action was opened."""
    named = workspace_id.bytes + action_id.bytes
    return f"{settings.PUBLIC_URL}{PIXEL}{sealed(KIND, named, beside=PIXEL)}.gif"


def read_pixel(token: str) -> tuple[UUID, UUID] | None:
    """(workspace, action) of a message, or None for anything that is not ours."""
    named = opened(KIND, token, length=32, beside=PIXEL)
    if named is None:
        return None
    return UUID(bytes=named[:16]), UUID(bytes=named[16:])
