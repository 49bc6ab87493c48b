"""What happens to messages written by hand; ``mail.events`` tell the rest. ``origin_id`` is the draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class LetterRefused(TypedEvent):
    """It does not leave for this person; ``reasons`` are codes of the policy."""

    kind: ClassVar[str] = "outreach.letter_refused"
    reasons: tuple[str, ...] = ()
