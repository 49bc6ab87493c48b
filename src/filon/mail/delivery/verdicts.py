"""What the end of an SMTP dialogue means for the message, for its recipient and for the mailbox. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from filon.mail.smtp import NotSent, Outcome, Phase, Reason, Rejected, Sent
from filon.mail.states import Trouble

MAX_TRIES = 6
RETRY_AFTER = (
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""Greylisting lets a second try in after a few minutes; after six tries over most of a day a server means no."""

WAIT = timedelta(minutes=5)
"""A server that asks to wait is left alone for so long."""

LIMIT_WAIT = timedelta(hours=1)
"""The provider's own sending limit (5.4.5, 4.7.28…) is hourly or daily."""

LOST_WAIT = timedelta(seconds=30)
HURRIED = timedelta(seconds=1)
"""The longest wait of a workspace whose limits are off."""

REPLY_KEPT = 500

TOO_BIG = frozenset({"5.3.4", "5.2.3"})
OVER_LIMIT = frozenset({"5.4.5", "4.4.5", "4.7.28", "5.7.28"})


class Fate(StrEnum):
    """How it ended. Only UNCERTAIN leaves a doubt; HELD, DEFERRED and LOST are tried again."""

    SENT = "sent"
    BOUNCED = "bounced"
    REFUSED = "refused"
    DEFERRED = "deferred"
    LOST = "lost"
    HELD = "held"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reply`` is what the server said. HELD is the mailbox's matter and not the message's: nothing else is tried for
    ``wait``, and with a ``trouble`` the mailbox is broken until somebody or something mends it."""

    fate: Fate
    reply: str = ""
    trouble: Trouble | None = None
    wait: timedelta = timedelta(0)

    @property
    def stops(self) -> bool:
        """Whether the rest of the batch would meet the same end."""
        return self.fate is Fate.HELD


NOT_TRIED = Verdict(Fate.HELD)
"""Time was up before its turn."""

UNCERTAIN = Verdict(Fate.UNCERTAIN)


def judge(outcome: Outcome) -> Verdict:
    """The verdict on one outcome of ``mail.smtp``."""
    if isinstance(outcome, Sent):
        return Verdict(Fate.SENT, _kept(str(outcome.reply)))
    if isinstance(outcome, NotSent):
        return _not_sent(outcome)
    if isinstance(outcome, Rejected):
        return _rejected(outcome)
    return Verdict(Fate.UNCERTAIN, _kept(f"{outcome.reason} {outcome.detail}".strip()))


def retry_after(tries: int, *, fate: Fate) -> timedelta | None:
    """How long to wait after ``tries`` tries in vain (the one just made included); None when it is given up.

    A connection that broke for the first time is no refusal, and is tried again soon.
    """
    if tries >= MAX_TRIES:
        return None
    return LOST_WAIT if fate is Fate.LOST and tries == 1 else RETRY_AFTER[tries - 1]


def _not_sent(outcome: NotSent) -> Verdict:
    said = _kept(f"{outcome.reason} {outcome.detail}".strip())
    if outcome.phase not in (Phase.CONNECT, Phase.AUTH):
        return Verdict(Fate.LOST, said)
    return Verdict(Fate.HELD, said, trouble=_TROUBLES.get(outcome.reason, Trouble.CONNECTION))


_TROUBLES = {
    Reason.TLS_FAILED: Trouble.SECURITY,
    Reason.TLS_MISSING: Trouble.SECURITY,
    Reason.NOT_LOOPBACK: Trouble.SECURITY,
    Reason.AUTH_MISSING: Trouble.AUTH,
}


def _rejected(outcome: Rejected) -> Verdict:
    said = _kept(" ".join(filter(None, (str(outcome.code), outcome.enhanced, outcome.text))))
    if outcome.enhanced in OVER_LIMIT:
        return Verdict(Fate.HELD, said, wait=LIMIT_WAIT)
    if outcome.phase in (Phase.CONNECT, Phase.AUTH, Phase.MAIL):
        if outcome.enhanced in TOO_BIG or outcome.code == 552:
            return Verdict(Fate.REFUSED, said)
        if not outcome.permanent:
            return Verdict(Fate.HELD, said, wait=WAIT)
        return Verdict(Fate.HELD, said, trouble=_REFUSALS[outcome.phase])
    if not outcome.permanent:
        return Verdict(Fate.DEFERRED, said)
    hard = outcome.phase is Phase.RCPT and _names_the_address(outcome)
    return Verdict(Fate.BOUNCED if hard else Fate.REFUSED, said)


_REFUSALS = {Phase.CONNECT: Trouble.CONNECTION, Phase.AUTH: Trouble.AUTH, Phase.MAIL: Trouble.SENDER}


def _names_the_address(outcome: Rejected) -> bool:
    """Whether the refusal is about the recipient's address (RFC 3463: 5.1.x and a mailbox that is disabled) and not
    about us, our message or a full mailbox. A server that gives no such code is taken at its word."""
    if outcome.enhanced:
        return outcome.enhanced.startswith("5.1.") or outcome.enhanced == "5.2.1"
    return outcome.code in (550, 551, 553)


def _kept(said: str) -> str:
    return " ".join(said.split())[:REPLY_KEPT]
