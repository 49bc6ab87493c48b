"""From a host name to a connection that may send: greeting, EHLO, TLS, AUTH."""

from __future__ import annotations

import base64
import ssl
from dataclasses import dataclass

from filon.mail.smtp.auth import Attempt, attempt_for
from filon.mail.smtp.outcomes import NotSent, Phase, Reason, Rejected, Reply
from filon.mail.smtp.settings import SmtpSettings, is_loopback
from filon.mail.smtp.wire import Wire, WireBroken, connect

MAX_CHALLENGES = 4


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection ready for MAIL FROM, and what the server said it can do."""

    wire: Wire
    extensions: frozenset[str]


class _Failed(Exception):
    def __init__(self, outcome: NotSent | Rejected) -> None:
        super().__init__()
        self.outcome = outcome


def open_connection(settings: SmtpSettings) -> Opened | NotSent | Rejected:
    """Connect and sign in. A refusal of the server or a failure comes back as the outcome it means for a message."""
    try:
        wire = connect(settings.host, settings.port, within=settings.limits.connect)
    except WireBroken as broken:
        return NotSent(broken.reason, Phase.CONNECT, broken.detail)
    opening = _Opening(settings, wire)
    try:
        return opening.run()
    except WireBroken as broken:
        wire.close()
        return NotSent(broken.reason, opening.phase, broken.detail)
    except _Failed as failed:
        wire.close()
        return failed.outcome


class _Opening:
    def __init__(self, settings: SmtpSettings, wire: Wire) -> None:
        self.settings, self.wire = settings, wire
        self.limits = settings.limits
        self.phase = Phase.CONNECT

    def run(self) -> Opened:
        if self.settings.security == "plain" and not is_loopback(self.wire.peer):
            raise _Failed(NotSent(Reason.NOT_LOOPBACK, Phase.CONNECT))
        if self.settings.security == "tls":
            self._encrypt()
        self._expect_ok(self.wire.read_reply(within=self.limits.greeting))
        extensions = self._hello()
        if self.settings.security == "starttls":
            if "STARTTLS" not in extensions:
                raise _Failed(NotSent(Reason.TLS_MISSING, Phase.CONNECT))
            self._expect_ok(self._ask(b"STARTTLS\r\n"))
            self._encrypt()
            extensions = self._hello()
        if self.settings.user:
            self.phase = Phase.AUTH
            self._sign_in(_mechanisms(extensions))
        return Opened(self.wire, frozenset(e.split(" ")[0] for e in extensions))

    def _encrypt(self) -> None:
        context = ssl.create_default_context(cafile=self.settings.ca_file or None)
        self.wire.start_tls(context, host=self.settings.host, within=self.limits.connect)

    def _hello(self) -> frozenset[str]:
        """EHLO with our own address as literal (RFC 5321 §4.1.3): the name of the machine is nobody's business."""
        own = self.wire.own.partition("%")[0]
        literal = f"[IPv6:{own}]" if ":" in own else f"[{own or '127.0.0.1'}]"
        reply = self._ask(f"EHLO {literal}\r\n".encode("ascii"))
        if reply.ok:
            return frozenset(line.strip().upper() for line in reply.text.split("\n")[1:])
        self._expect_ok(self._ask(f"HELO {literal}\r\n".encode("ascii")))
        return frozenset()

    def _sign_in(self, offered: frozenset[str]) -> None:
        attempt = attempt_for(self.settings, offered)
        if attempt is None:
            raise _Failed(NotSent(Reason.AUTH_MISSING, Phase.AUTH, " ".join(sorted(offered))))
        self._expect_ok(self._converse(attempt))

    def _converse(self, attempt: Attempt) -> Reply:
        reply = self._ask(attempt.command)
        for answer in attempt.answers[:MAX_CHALLENGES]:
            if reply.code != 334:
                break
            reply = self._ask(base64.b64encode(answer) + b"\r\n")
        return reply

    def _ask(self, command: bytes) -> Reply:
        self.wire.write(command, within=self.limits.command)
        return self.wire.read_reply(within=self.limits.command)

    def _expect_ok(self, reply: Reply) -> None:
        if reply.refused:
            raise _Failed(Rejected(self.phase, reply.code, reply.enhanced, reply.text))
        if not reply.ok:
            raise _Failed(NotSent(Reason.GARBAGE, self.phase, str(reply)))


def _mechanisms(extensions: frozenset[str]) -> frozenset[str]:
    """The words after AUTH; some servers write ``AUTH=`` (an early draft of RFC 4954)."""
    words: set[str] = set()
    for line in extensions:
        if line.startswith(("AUTH ", "AUTH=")):
            words.update(line[5:].split())
    return frozenset(words)
