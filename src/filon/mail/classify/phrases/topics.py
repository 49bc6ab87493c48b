"""The shape of a language's tables, by topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Table = tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """What automatic answers say."""

    auto_subject: Table = ()
    """Begins the subject of an automatic answer, and of nothing else."""
    absence_subject: Table = ()
    """Is the whole subject that a person gives to the answer left behind for an absence."""
    automatic: Table = ()
    """Says of the message that a machine sent it."""
    absent: Table = ()
    """Says that the writer is away."""
    cover: Table = ()
    """What an absent person adds for everybody: whom to ask, when answers will come."""
    personal: Table = ()
    """What only a person says who answers us: an interest, a question, a refusal, a proposal."""
    left: Table = ()
    """Says that somebody no longer works there."""
    closed: Table = ()
    """Says that nobody reads this address any more."""
    acknowledged: Table = ()
    """Says that a message arrived and that somebody will look at it."""
    ticket_subject: Table = ()
    """Begins the subject of such an acknowledgement."""


@dataclass(frozen=True)
class Wishes:
    """What people and filters ask of a sender."""

    removal: Table = ()
    """Asks to be written to no more."""
    removal_alone: Table = ()
    """Asks it when it is all that is said."""
    politeness: Table = ()
    """Is a whole phrase that says nothing: a greeting, thanks, a plain refusal, a closing."""
    removal_subject: Table = ()
    """Is the whole subject of a removal by List-Unsubscribe."""
    removal_void: Table = ()
    """Takes back what looks like a removal: a negation, a question, another thing than us."""
    challenge: Table = ()
    """Asks the sender to prove to be a person, when there is a way given to do so."""
    challenge_sure: Table = ()
    """Says it beyond doubt, link or not."""


@dataclass(frozen=True)
class Delivery:
    """What servers say of a delivery."""

    undelivered_subject: Table = ()
    """Begins the subject of a non-delivery."""
    undelivered: Table = ()
    """Says that a message was not delivered."""
    delayed: Table = ()
    """Says that it will be tried again."""
    failures: Mapping[str, Table] = field(default_factory=dict)
    """Why, by reason; English stands with the servers' own words in `bounce.diagnostics`."""
    read_subject: Table = ()
    """Begins the subject of a receipt."""
    read: Table = ()
    """Says that a message was read, opened or deleted."""


@dataclass(frozen=True)
class Quoting:
    """How mail programs set off what was said before."""

    wrote: Table = ()
    """Is the whole line, once joined, that introduces what another wrote."""
    original_message: Table = ()
    """Stands between dashes above a message that follows."""
    header_names: tuple[Table, ...] = ()
    """Labels of quoted headers: from, sent, to, subject, others; `( x)?` is an optional word."""
    disclaimer: Table = ()
    """Begins the words of a company's lawyers at the foot of a mail."""
    mobile_signature: Table = ()
    """Is the whole line that a telephone adds."""


@dataclass(frozen=True)
class Dates:
    """How people say when they come back."""

    months: Mapping[int, Table] = field(default_factory=dict)
    weekdays: Mapping[int, Table] = field(default_factory=dict)
    """0 is Monday."""
    back: Table = ()
    """Announces a day of return, before or after the date."""
    until: Table = ()
    """Stands right before the end of an absence."""
    until_inclusive: Table = ()
    """Like `until`, and says that the day is still one of absence."""
    range_start: Table = ()
    range_end: Table = ()
    inclusive: Table = ()
    """Right after a date: that day is still one of absence."""
    tomorrow: Table = ()
    next_week: Table = ()


@dataclass(frozen=True)
class Advertising:
    """How advertising speaks."""

    footer: Table = ()
    """Tells readers how to be left alone."""
    pitch: Table = ()
    """Sells, each phrase a reason of its own."""
    scam: Table = ()
    """Lies for money."""


@dataclass(frozen=True)
class Language:
    """All that one language says."""

    answers: Answers
    wishes: Wishes
    delivery: Delivery
    quoting: Quoting
    dates: Dates
    advertising: Advertising
