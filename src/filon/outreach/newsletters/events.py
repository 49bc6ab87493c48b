"""What happens to newsletters, their issues and who receives them. The envelope's ``origin_id`` is the newsletter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class NewsletterActivated(TypedEvent):
    """From now on people can be subscribed and issues sent (CO-122)."""

    kind: ClassVar[str] = "outreach.newsletter_activated"


@dataclass(frozen=True, kw_only=True)
class NewsletterStopped(TypedEvent):
    """Nothing of it is sent any more; ``issues`` that were planned were taken back."""

    kind: ClassVar[str] = "outreach.newsletter_stopped"
    issues: int = 0


@dataclass(frozen=True, kw_only=True)
class NewsletterSubscribed(TypedEvent):
    """The contact receives its issues from now on (CO-129)."""

    kind: ClassVar[str] = "outreach.newsletter_subscribed"


@dataclass(frozen=True, kw_only=True)
class NewsletterUnsubscribed(TypedEvent):
    """The contact receives nothing of it any more (CO-130). ``why`` is one of ``newsletters.states.Ended``."""

    kind: ClassVar[str] = "outreach.newsletter_unsubscribed"
    why: str


@dataclass(frozen=True, kw_only=True)
class IssuePlanned(TypedEvent):
    """An issue was handed over for ``people``, now or for a later moment."""

    kind: ClassVar[str] = "outreach.issue_planned"
    issue_id: UUID
    people: int


@dataclass(frozen=True, kw_only=True)
class IssueCancelled(TypedEvent):
    """A user took back what had not left: ``kept_back`` mails. ``begun``: some had."""

    kind: ClassVar[str] = "outreach.issue_cancelled"
    issue_id: UUID
    kept_back: int
    begun: bool


@dataclass(frozen=True, kw_only=True)
class IssueSent(TypedEvent):
    """Nothing of the issue is left to be sent: ``sent`` mails left, ``not_sent`` did not."""

    kind: ClassVar[str] = "outreach.issue_sent"
    issue_id: UUID
    sent: int
    not_sent: int
