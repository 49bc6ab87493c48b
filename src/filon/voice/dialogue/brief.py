"""What a dialogue is for, what happens to it, and what it does. Times are seconds since the call was answered."""

from __future__ import annotations

from dataclasses import dataclass

from filon.voice.speech.transcript import Transcript


@dataclass(frozen=True, kw_only=True)
class Person:
    """Whom the file names; what it does not say is ""."""

    first_name: str
    last_name: str
    job_title: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Brief:
    """``caller`` is the company in whose name it calls, ``purpose`` what is said to « C’est à quel sujet ? ».

    ``company`` is the one that is called, ``domain`` that of its e-mails. ``language``: fr, en or es. ``colleagues``
    are names that may be heard instead, ``titles`` functions and ``numbers`` telephone numbers (national digits) that
    may be told. Addresses are asked for with ``ask_email`` only.
    """

    language: str
    caller: str
    person: Person
    company: str
    purpose: str = ""
    domain: str = ""
    colleagues: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    ask_email: bool = True


# What happens


@dataclass(frozen=True, slots=True)
class Opened:
    """It is our turn to begin: somebody has answered and waits."""

    at: float


@dataclass(frozen=True, slots=True)
class TheyBegan:
    """They have been speaking for a moment (``since``), perhaps while we do."""

    at: float
    since: float


@dataclass(frozen=True, slots=True)
class TheySaid:
    """They fell silent: what they said from ``start`` to ``end``.

    ``cut``: it went on for so long that it may be music, or a recording; only a wish for no more calls counts.
    """

    at: float
    start: float
    end: float
    transcript: Transcript
    cut: bool = False


@dataclass(frozen=True, slots=True)
class WeSaid:
    """Our sentence is over; ``whole`` is False when it was cut."""

    at: float
    whole: bool = True


@dataclass(frozen=True, slots=True)
class OnHold:
    """Music or ringing began (``begun``) or ended: nobody hears us meanwhile."""

    at: float
    begun: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """Time goes by."""

    at: float


Event = Opened | TheyBegan | TheySaid | WeSaid | OnHold | Tick


# What it does


@dataclass(frozen=True, slots=True)
class Say:
    """Say this, instead of what is being said."""

    text: str


@dataclass(frozen=True, slots=True)
class FallSilent:
    """Stop in the middle of what is being said: they speak."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """Everything was said."""


Act = Say | FallSilent | HangUp
