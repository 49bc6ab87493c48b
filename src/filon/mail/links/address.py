"""The counted address of a link: it names a link of one message, carries the page it leads to, and cannot be made up.

Nothing is stored for it: it goes on leading there for ever, and once the person is erased it names nobody.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from django.conf import settings

from filon.kernel.secrets import fingerprint

PATH = "/lien/"
PIXEL = "/vu/"
SEAL_BYTES = 16
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
    token = base64.urlsafe_b64encode(named + _seal(named, link.target)).decode().rstrip("=")
    return f"{settings.PUBLIC_URL}{PATH}{token}?u={quote(link.target, safe=READABLE)}"


def read(token: str, target: str) -> CountedLink | None:
    """What the address names, or None when one of its two parts is not ours: it must lead nowhere then."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    named, seal = raw[:33], raw[33:]
    if len(named) != 33 or not hmac.compare_digest(seal, _seal(named, target)):
        return None
    return CountedLink(UUID(bytes=named[:16]), UUID(bytes=named[16:32]), named[32], target)


def pixel_of(workspace_id: UUID, action_id: UUID) -> str:
    """The address of the picture that tells that the message of an action was opened."""
    named = workspace_id.bytes + action_id.bytes
    token = base64.urlsafe_b64encode(named + _seal(named, PIXEL)).decode().rstrip("=")
    return f"{settings.PUBLIC_URL}{PIXEL}{token}.gif"


def read_pixel(token: str) -> tuple[UUID, UUID] | None:
    """(workspace, action) of a message, or None for anything that is not ours."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    named, seal = raw[:32], raw[32:]
    if len(named) != 32 or not hmac.compare_digest(seal, _seal(named, PIXEL)):
        return None
    return UUID(bytes=named[:16]), UUID(bytes=named[16:])


def _seal(named: bytes, target: str) -> bytes:
    return fingerprint("counted link", f"{named.hex()} {target}")[:SEAL_BYTES]
