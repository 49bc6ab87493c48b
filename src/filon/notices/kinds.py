"""What users can be told of. Rooms above register the kinds of what happens in them; this room knows none.

register(Kind(key="mail.replied", label=_("Réponse reçue"), icon="reply", order=10, tell=replied, by_default=BOTH))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.functional import Promise

Word = str | Promise
Data = Mapping[str, Any]


class Channels(NamedTuple):
    """Where a notice goes: under the flag, by e-mail, and by e-mail also while its user is in Filon."""

    in_app: bool
    by_mail: bool
    always: bool = False

    @property
    def any(self) -> bool:
        return self.in_app or self.by_mail


BOTH = Channels(in_app=True, by_mail=True)
APP = Channels(in_app=True, by_mail=False)
NOWHERE = Channels(in_app=False, by_mail=False)
EVERYWHERE = Channels(in_app=True, by_mail=True, always=True)


def anything() -> Q:
    return Q()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of notice. ``tell`` makes its sentence of the notice's data, in the language of who reads.

    ``technical``: both channels for everybody, present or not (CO-182). ``shown`` is the condition under which notices
    of the kind may be shown to the current reader, beyond what ``timeline.concealing`` keeps from them. ``page`` is
    where a notice without a company or an origin leads, ``rules`` the route of the page that says who is told, if any.
    """

    key: str
    label: Word
    icon: str
    order: int
    tell: Callable[[Data], str]
    by_default: Channels
    hint: Word = ""
    technical: bool = False
    shown: Callable[[], Q] = anything
    page: Callable[[Data], str] | None = None
    rules: str = ""


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make these kinds known; registering one again replaces it."""
    KINDS.update({kind.key: kind for kind in kinds})


def kinds() -> list[Kind]:
    """All of them, as the settings list them."""
    return sorted(KINDS.values(), key=lambda kind: (kind.order, kind.key))
