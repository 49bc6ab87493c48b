"""How each kind of event is told to a person. A room registers the sentences of its own events.

@sentence("mail.replied", icon="reply")
def replied(data: Mapping[str, Any]) -> str:
    return _("A répondu : « %(subject)s »") % {"subject": data["subject"]}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from filon.timeline.models import Event

Tell = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True)
class Sentence:
    """``icon`` is a name of the icon sprite, ``tone`` one of "", "good", "warning", "bad"."""

    tell: Tell
    icon: str
    tone: str


@dataclass(frozen=True)
class Told:
    """An event ready for a page."""

    event: Event
    text: str
    icon: str
    tone: str


SENTENCES: dict[str, Sentence] = {}
PLAIN = Sentence(tell=lambda data: "", icon="circle", tone="")


def sentence(kind: str, *, icon: str = "circle", tone: str = "") -> Callable[[Tell], Tell]:
    """Register how events of this kind are told."""

    def register(tell: Tell) -> Tell:
        SENTENCES[kind] = Sentence(tell, icon, tone)
        return tell

    return register


def told(event: Event) -> Told:
    """The event in the reader's language; its kind when a newer version of Filon wrote it."""
    known = SENTENCES.get(event.kind, PLAIN)
    return Told(event=event, text=known.tell(event.data) or event.kind, icon=known.icon, tone=known.tone)
