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
    told_of: Table = ()
    """Tells of an automatic message that another sent."""
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


def words(text: str) -> Table:
    """A table of single words, written as one string."""
    return tuple(text.split())


@dataclass(frozen=True)
class Intents:
    """The words that `intent` weighs, by concept; `*` at the end stands for any ending."""

    negation: Table = ()
    """Says no."""
    again: Table = ()
    """Makes a no final: no more, never."""
    contact: Table = ()
    """Is said of a seller who insists: contacting, chasing."""
    write: Table = ()
    """Writing, calling: said of anybody."""
    call: Table = ()
    """Telephoning: refused for good or not at all."""
    send: Table = ()
    """Sending."""
    receive: Table = ()
    """Receiving, in the infinitive."""
    mails: Table = ()
    """What is sent to people who asked for nothing."""
    offers: Table = ()
    """What a seller proposes."""
    end: Table = ()
    """Ending."""
    remove: Table = ()
    """Removing, deleting."""
    unsubscribe: Table = ()
    """Means it alone."""
    lists: Table = ()
    """What people are taken off."""
    data: Table = ()
    """What is deleted of a person."""
    me: Table = ()
    """The writer."""
    you: Table = ()
    """The reader."""
    needless: Table = ()
    """Says that there is no use."""
    trouble: Table = ()
    """Says it after a negation: no need, not worth the trouble."""
    rights: Table = ()
    """The law."""
    right: Table = ()
    """A right."""
    authority: Table = ()
    """Whom one complains to."""
    threat: Table = ()
    """Announces what comes next."""
    peace: Table = ()
    """What one is left in."""
    hostile: Table = ()
    """Complains of the mail itself."""
    things: Table = ()
    """What a customer removes, stops or refuses that is not mail."""
    when: Table = ()
    """Limits a refusal to a time or a means."""
    forget: Table = ()
    """Forgetting."""
    forbid: Table = ()
    """Forbidding, objecting."""
    consent: Table = ()
    """What was never given."""
    permission: Table = ()
    """What can be taken back."""
    means: Table = ()
    """A means other than mail: a refusal of it alone is no removal."""
    article: Table = ()
    """Begins the name of a thing: `take the option off us` is not `take us off`."""
    use: Table = ()
    """Using an address."""
    wish: Table = ()
    """Introduces a wish."""
    hesitate: Table = ()
    """Turns a negation into an invitation."""
    source: Table = ()
    """Having got an address."""
    filler: Table = ()
    """Stands beside a request and adds nothing."""
    mistake: Table = ()
    """Says that it was not meant."""
    keep: Table = ()
    """Wants the mail to go on."""
    origin: Table = ()
    """Asks where from."""
    instead: Table = ()
    """Gives another address or person."""
    reading: Table = ()
    """Tells of mail that came or did not."""
    interest: Table = ()
    """What is refused by one who declines."""
    have: Table = ()
    """Tells what was, not what shall be."""


@dataclass(frozen=True)
class Language:
    """All that one language says."""

    answers: Answers
    wishes: Wishes
    delivery: Delivery
    quoting: Quoting
    dates: Dates
    advertising: Advertising
    intents: Intents
