"""What happens to the right to contact somebody. The events never hold the address: only its keyed hash is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class Suppressed(TypedEvent):
    """An address, a domain, a number or a company may not be contacted any more.

    The envelope's ``origin_id`` is the campaign when it concerns one only.
    """

    kind: ClassVar[str] = "consent.suppressed"
    what: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SuppressionLifted(TypedEvent):
    """A user took something off the list again."""

    kind: ClassVar[str] = "consent.suppression_lifted"
    what: str


@dataclass(frozen=True, kw_only=True)
class TrackingAnswered(TypedEvent):
    """A person accepted or refused that their opens, clicks and visits are counted; ``granted`` says which."""

    kind: ClassVar[str] = "consent.tracking_answered"
    granted: bool
