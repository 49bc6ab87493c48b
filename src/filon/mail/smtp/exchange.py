"""One message on one connection: envelope, body, final dot, and what each failure on the way means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from filon.mail.smtp.opening import Opened
from filon.mail.smtp.outcomes import NotSent, Outcome, Phase, Reason, Rejected, Reply, Sent, Uncertain
from filon.mail.smtp.settings import TimeLimits
from filon.mail.smtp.wire import WireBroken

SERVICE_CLOSING = 421
START_INPUT = 354

_PATH = re.compile(r"[!-;=?-~]*")
_LONE_BREAK = re.compile(rb"\r\n|\r|\n")

OnPhase = Callable[[Phase], None]


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom and to whom the server is asked to carry it; ASCII addresses without brackets."""

    mail_from: str
    rcpt_to: str

    def __post_init__(self) -> None:
        for path in (self.mail_from, self.rcpt_to):
            if not _PATH.fullmatch(path):
                raise ValueError("an envelope address must be visible ASCII without angle brackets")


class Exchange:
    """``run`` it once. Afterwards ``in_step`` is False when the connection must not be used again."""

    def __init__(self, opened: Opened, *, limits: TimeLimits, on_phase: OnPhase) -> None:
        self.wire = opened.wire
        self.extensions = opened.extensions
        self.limits = limits
        self.on_phase = on_phase
        self.phase = Phase.MAIL
        self.in_step = False

    def run(self, envelope: Envelope, data: bytes, *, reset_first: bool) -> Outcome:
        stuffed = dot_stuffed(data)
        try:
            rejected = self._envelope(self._commands(envelope, len(stuffed)), reset_first=reset_first)
            if rejected is not None:
                return rejected
            self._enter(Phase.BODY)
            self.wire.write(stuffed, within=self.limits.body)
        except WireBroken as broken:
            return self._said_before_breaking() or NotSent(broken.reason, self.phase, broken.detail)
        return self._end_of_data()

    def _commands(self, envelope: Envelope, size: int) -> list[tuple[Phase, bytes]]:
        parameter = f" SIZE={size}" if "SIZE" in self.extensions else ""
        return [
            (Phase.MAIL, f"MAIL FROM:<{envelope.mail_from}>{parameter}\r\n".encode("ascii")),
            (Phase.RCPT, f"RCPT TO:<{envelope.rcpt_to}>\r\n".encode("ascii")),
            (Phase.DATA, b"DATA\r\n"),
        ]

    def _envelope(self, commands: list[tuple[Phase, bytes]], *, reset_first: bool) -> Rejected | None:
        if reset_first:
            commands = [(Phase.MAIL, b"RSET\r\n"), *commands]
        self._enter(Phase.MAIL)
        if "PIPELINING" in self.extensions:
            return self._pipelined(commands)
        for phase, command in commands:
            self.phase = phase
            self.wire.write(command, within=self.limits.command)
            rejected = self._judged(phase, self.wire.read_reply(within=self.limits.command))
            if rejected is not None:
                self.in_step = rejected.code != SERVICE_CLOSING
                return rejected
        return None

    def _pipelined(self, commands: list[tuple[Phase, bytes]]) -> Rejected | None:
        """All commands in one packet (RFC 2920). The first refusal counts; the replies after it are read off."""
        self.wire.write(b"".join(command for _, command in commands), within=self.limits.command)
        first: Rejected | None = None
        for phase, _command in commands:
            self.phase = phase if first is None else self.phase
            try:
                reply = self.wire.read_reply(within=self.limits.command)
            except WireBroken:
                if first is None:
                    raise
                return first
            if first is None:
                first = self._judged(phase, reply)
            elif reply.code == START_INPUT:
                return first  # a server that waits for a message to nobody: leave it
        self.in_step = first is not None and first.code != SERVICE_CLOSING
        return first

    def _judged(self, phase: Phase, reply: Reply) -> Rejected | None:
        expected = reply.code == START_INPUT if phase is Phase.DATA else reply.ok
        if expected:
            return None
        if reply.refused:
            return Rejected(phase, reply.code, reply.enhanced, reply.text)
        raise WireBroken(Reason.GARBAGE, str(reply))

    def _end_of_data(self) -> Outcome:
        self._enter(Phase.END_OF_DATA)
        try:
            self.wire.write(b".\r\n", within=self.limits.end_of_data)
        except WireBroken as broken:
            # The network took none of the three bytes unless it was the waiting that ended.
            if broken.reason is Reason.LOST:
                return NotSent(broken.reason, self.phase, broken.detail)
            return Uncertain(broken.reason, broken.detail)
        try:
            reply = self.wire.read_reply(within=self.limits.end_of_data)
        except WireBroken as broken:
            return Uncertain(broken.reason, broken.detail)
        if reply.ok:
            self.in_step = True
            return Sent(reply)
        if reply.refused:
            self.in_step = reply.code != SERVICE_CLOSING
            return Rejected(self.phase, reply.code, reply.enhanced, reply.text)
        return Uncertain(Reason.GARBAGE, str(reply))

    def _said_before_breaking(self) -> Rejected | None:
        """A server that refuses half-way through the message answers before it hangs up."""
        if self.phase is not Phase.BODY:
            return None
        try:
            reply = self.wire.read_reply(within=self.limits.goodbye)
        except WireBroken:
            return None
        return Rejected(self.phase, reply.code, reply.enhanced, reply.text) if reply.refused else None

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.on_phase(phase)


def dot_stuffed(data: bytes) -> bytes:
    """``data`` as it goes after DATA (RFC 5321 §4.5.2): CRLF everywhere, no line that is a lone dot, a line end last.

    A lone CR or LF would let a message end early on servers that take it for a line end, and start another.
    """
    if not data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r"):
        data = _LONE_BREAK.sub(b"\r\n", data)
    if not data.endswith(b"\r\n"):
        data += b"\r\n"
    data = data.replace(b"\r\n.", b"\r\n..")
    return b"." + data if data.startswith(b".") else data
