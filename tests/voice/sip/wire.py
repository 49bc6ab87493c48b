"""A user agent on a wire that keeps what is sent: messages are handed in, no socket is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from filon.voice.settings import TrunkSettings
from filon.voice.sip import message, sdp
from filon.voice.sip.allow import AllowRule
from filon.voice.sip.message import Request, Response
from filon.voice.sip.transport import Peer
from filon.voice.sip.user_agent import UserAgent

TRUNK: Peer = ("127.0.0.1", 5060)
OFFER = sdp.Offer("127.0.0.1", 20_000)


@dataclass
class Wire:
    name: str = "UDP"
    reliable: bool = True
    """No repetitions, unless a test wants them."""
    sent: list[tuple[bytes, Peer]] = field(default_factory=list)

    def send(self, data: bytes, peer: Peer) -> None:
        self.sent.append((data, peer))

    def ready(self, peer: Peer, action: Callable[[], None]) -> None:
        action()

    def local(self, peer: Peer) -> Peer:
        return "127.0.0.1", 5070

    def close(self) -> None:
        self.sent.clear()

    def messages(self) -> list[Request | Response]:
        return [message.parse(data) for data, _ in self.sent]

    def last(self) -> Request | Response:
        return self.messages()[-1]


def agent_on(wire: Wire, **settings: object) -> UserAgent:
    given = {"host": "127.0.0.1", "port": TRUNK[1], "user": "alice", "password": "secret", "caller": "0199000000"}
    allow = AllowRule(["127.0.0.1"])
    return UserAgent(TrunkSettings(**{**given, **settings}), allow, wire, [TRUNK])  # type: ignore[arg-type]  # fields


def answer_to(request: Request, code: int, *extra: str, body: bytes = b"", tag: str = "far") -> bytes:
    """What a trunk would answer to our request."""
    response = request.respond(code, "Words", tag=tag, body=body)
    response.headers += [tuple(line.split(": ", 1)) for line in extra]  # type: ignore[misc]  # pairs
    return response.encode()


def description(address: str = "127.0.0.1", port: int = 30_000, **more: object) -> bytes:
    return sdp.Offer(address, port, **more).encode()  # type: ignore[arg-type]  # fields of Offer
