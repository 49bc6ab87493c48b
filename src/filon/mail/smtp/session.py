"""One kept-open connection that sends messages one after the other and says exactly how each one ended."""

from __future__ import annotations

from filon.mail.smtp.exchange import SERVICE_CLOSING, Envelope, Exchange, OnPhase
from filon.mail.smtp.opening import Opened, open_connection
from filon.mail.smtp.outcomes import NotSent, Outcome, Phase, Reason, Rejected, Sent
from filon.mail.smtp.settings import SmtpSettings
from filon.mail.smtp.wire import WireBroken

_BEFORE_BODY = (Phase.MAIL, Phase.RCPT, Phase.DATA)


def _ignore(_phase: Phase) -> None:
    return


class SmtpSession:
    """Used by one thread at a time. ``send`` never raises for anything that the server or the network does."""

    def __init__(self, settings: SmtpSettings) -> None:
        self.settings = settings
        self._opened: Opened | None = None
        self._used = 0
        self._most = settings.per_connection
        self._dirty = False

    def send(self, envelope: Envelope, data: bytes, *, on_phase: OnPhase = _ignore) -> Outcome:
        """Send one message and tell how it ended.

        ``data`` is the message with CRLF line ends. ``on_phase(Phase.END_OF_DATA)`` is called when the whole message
        but the final dot has been written: whatever is recorded there is on record before the server can accept. An
        exception of ``on_phase`` closes the connection, so that nothing is sent, and goes through.
        """
        if self._opened is not None and self._used >= self._most:
            self.close()
        reused = self._opened is not None
        outcome = self._attempt(envelope, data, on_phase=on_phase)
        if reused and _is_stale(outcome):
            self._learn_limit(outcome)
            self.close()
            outcome = self._attempt(envelope, data, on_phase=on_phase)
        return outcome

    def check(self) -> NotSent | Rejected | None:
        """Connect and sign in without sending anything; None when all is well."""
        if self._opened is not None:
            return None
        opened = open_connection(self.settings)
        if not isinstance(opened, Opened):
            return opened
        self._opened, self._used, self._dirty = opened, 0, False
        return None

    def close(self) -> None:
        """Say goodbye and forget the connection; the next ``send`` opens another."""
        opened, self._opened = self._opened, None
        if opened is None:
            return
        within = self.settings.limits.goodbye
        try:
            opened.wire.write(b"QUIT\r\n", within=within)
            opened.wire.read_reply(within=within)
        except WireBroken:
            pass
        finally:
            opened.wire.close()

    def _attempt(self, envelope: Envelope, data: bytes, *, on_phase: OnPhase) -> Outcome:
        on_phase(Phase.CONNECT)
        if (failure := self.check()) is not None:
            return failure
        assert self._opened is not None
        exchange = Exchange(self._opened, limits=self.settings.limits, on_phase=on_phase)
        finished = False
        try:
            outcome = exchange.run(envelope, data, reset_first=self._dirty)
            finished = exchange.in_step
        finally:
            if not finished:
                self._drop()
        self._used += 1
        self._dirty = not isinstance(outcome, Sent)
        return outcome

    def _drop(self) -> None:
        """Forget a connection on which the dialogue is out of step: a goodbye would not be understood."""
        if self._opened is not None:
            self._opened.wire.close()
            self._opened = None

    def _learn_limit(self, outcome: Outcome) -> None:
        """A server that says 421 after n messages on a connection will say it again: next time leave before."""
        if isinstance(outcome, Rejected) and outcome.phase is Phase.MAIL and self._used > 1:
            self._most = min(self._most, self._used - 1)


def _is_stale(outcome: Outcome) -> bool:
    """Whether a kept connection turned out to be gone or used up, which says nothing about the message."""
    if isinstance(outcome, NotSent):
        return outcome.reason is Reason.LOST and outcome.phase is Phase.MAIL
    return isinstance(outcome, Rejected) and outcome.code == SERVICE_CLOSING and outcome.phase in _BEFORE_BODY
