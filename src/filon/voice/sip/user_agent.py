"""The user agent of one trunk: hears messages of allowed peers only, knows which call or transaction they belong to."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from filon.voice.settings import TrunkSettings
from filon.voice.sip.allow import AllowRule
from filon.voice.sip.authentication import CODES, Authentication
from filon.voice.sip.dialog import Dialog, request_in
from filon.voice.sip.headers import Malformed, authority
from filon.voice.sip.message import Headers, Request, Response, parse
from filon.voice.sip.timers import AVOIDED_S, MAX_SERVER_TRANSACTIONS
from filon.voice.sip.transaction import ClientTransaction, Line, ServerTransaction
from filon.voice.sip.transport import Peer, Transport

log = logging.getLogger(__name__)
AGENT = "Filon"
ALLOWED_METHODS = "INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO"
BRANCH = "z9hG4bK"
Heard = Callable[[Response | None], None]


class ForeignAddress(Malformed):
    """The peer names an address that the trunk's allow rule does not accept."""


@dataclass(frozen=True)
class Errand:
    """A request to be made inside a dialog; `peer` overrides where the dialog says that requests go."""

    method: str
    headers: Headers = field(default_factory=list)
    body: bytes = b""
    peer: Peer | None = None


class Owner(Protocol):
    """A call, as the user agent sees it."""

    def on_request(self, request: Request, transaction: ServerTransaction) -> None: ...

    def on_acknowledgement(self, request: Request) -> None: ...

    def on_unacknowledged(self) -> None: ...

    def on_stray(self, response: Response) -> None: ...


@dataclass
class Counters:
    """For diagnosis: what came that was not used."""

    malformed: int = 0
    foreign: int = 0
    stray: int = 0
    faults: int = 0


@dataclass
class UserAgent:
    """`targets` are the trunk's resolved addresses, in the order in which they are tried."""

    settings: TrunkSettings
    allow: AllowRule
    transport: Transport
    targets: list[Peer]
    counters: Counters = field(default_factory=Counters)
    owners: dict[str, Owner] = field(default_factory=dict)
    stranger: Callable[[Request, ServerTransaction], None] | None = None
    """Gets an INVITE of the trunk that belongs to no call."""
    _avoided: dict[Peer, float] = field(default_factory=dict)
    _clients: dict[tuple[str, str], ClientTransaction] = field(default_factory=dict)
    _servers: dict[tuple[str, str, str], ServerTransaction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.line = Line(self.transport, self.settings.timers, self.later)

    def later(self, delay: float, action: Callable[[], None]) -> asyncio.TimerHandle:
        return self.loop.call_later(delay, action)

    @property
    def peer(self) -> Peer:
        """The address of the trunk that new requests go to."""
        return self.in_order()[0]

    def in_order(self) -> list[Peer]:
        """The trunk's addresses, those to avoid at the end."""
        now = self.loop.time()
        return sorted(self.targets, key=lambda target: self._avoided.get(target, now) > now)

    def avoid(self, peer: Peer) -> None:
        """It did not take a request: others first, for a while (RFC 3263 §4.3)."""
        self._avoided[peer] = self.loop.time() + AVOIDED_S

    def close(self) -> None:
        for server in list(self._servers.values()):
            server.stop()
        for client in list(self._clients.values()):
            client.unreachable()
        self.transport.close()

    # What we send

    def here(self) -> tuple[str, int]:
        """Our address as the trunk sees it."""
        host, port = self.transport.local(self.peer)
        return self.settings.advertise or host, port

    def via(self, branch: str = "") -> str:
        branch = branch or BRANCH + secrets.token_hex(10)
        return f"SIP/2.0/{self.transport.name} {authority(*self.here())};rport;branch={branch}"

    def contact(self) -> str:
        user = self.settings.user.partition("@")[0] or self.settings.caller or "filon"
        scheme_tail = "" if self.transport.name == "UDP" else f";transport={self.transport.name.lower()}"
        return f"<sip:{user}@{authority(*self.here())}{scheme_tail}>"

    def send(self, request: Request, peer: Peer, heard: Heard) -> ClientTransaction:
        """Start a transaction towards an allowed peer. `heard` gets its responses, None for silence."""
        if not self.allow.accepts(peer[0]):
            raise ForeignAddress(f"{peer[0]} is not an address of this trunk")
        transaction = ClientTransaction(self.line, request, peer, heard)
        self._clients[transaction.key] = transaction
        transaction.forget = lambda: self._drop(transaction)
        transaction.start()
        return transaction

    def send_in(self, dialog: Dialog, errand: Errand, *, cseq: Callable[[], int], heard: Heard) -> None:
        """A request inside a dialog, repeated with credentials where they are asked for; `heard` gets what is final."""
        peer = errand.peer or self.hop(dialog)
        authentication = Authentication(self.settings.credentials)

        def attempt() -> None:
            headers = [*errand.headers, ("user-agent", AGENT), *authentication.headers()]
            request = request_in(dialog, errand.method, via=self.via(), cseq=cseq(), extra=headers)
            request.body = errand.body

            def on_response(response: Response | None) -> None:
                if response is not None and response.code < 200:
                    return
                if response is not None and response.code in CODES and authentication.take(response, request):
                    attempt()
                else:
                    heard(response)

            self.send(request, peer, on_response)

        attempt()

    def hop(self, dialog: Dialog) -> Peer:
        """Where the dialog's requests go. Raises `ForeignAddress` for a third address, `Malformed` for nonsense."""
        host, port = dialog.next_hop()
        if host.lower() in (self.settings.host.lower(), self.settings.domain.lower()):
            host, port = self.peer[0], port or self.peer[1]
        if not self.allow.accepts(host):
            raise ForeignAddress(f"the peer wants requests sent to {host}, which is not an address of this trunk")
        asked = (host, port or 5060)
        if not self.transport.reliable or asked in self.targets:
            return asked
        # A connection that is open to that address serves, whatever port the Contact names.
        return next((target for target in self.in_order() if target[0] == host), asked)

    # What we hear

    def received(self, data: bytes, source: Peer) -> None:
        """One message of anybody. Nothing that it holds may stop the engine."""
        if not self.allow.accepts(source[0]):
            self.counters.foreign += 1
            return
        try:
            message = parse(data, source=source)
            if isinstance(message, Response):
                self._on_response(message)
            else:
                self._on_request(message)
        except Malformed as fault:
            self.counters.malformed += 1
            log.debug("message of the trunk not understood: %s", fault)
        except Exception:
            self.counters.faults += 1
            log.exception("a message of the trunk could not be handled")

    def unreachable(self, peer: Peer) -> None:
        """A lost connection has no answers any more; of a datagram somebody only says that it did not arrive."""
        for transaction in [known for known in self._clients.values() if known.peer == peer]:
            if self.transport.reliable:
                transaction.unreachable()
            else:
                transaction.refused()

    def _on_response(self, response: Response) -> None:
        transaction = self._clients.get((response.via.branch, response.cseq[1]))
        if transaction:
            transaction.on_response(response)
        elif owner := self.owners.get(response.call_id):
            owner.on_stray(response)
        else:
            self.counters.stray += 1

    def _on_request(self, request: Request) -> None:
        request.source = self._return_path(request)
        method = "INVITE" if request.method == "ACK" else request.method
        key = (request.via.branch, f"{request.via.host}:{request.via.port}", method)
        known = self._servers.get(key)
        if request.method == "ACK":
            self._on_acknowledgement(request, known)
        elif known:
            known.repeated()
        elif len(self._servers) < MAX_SERVER_TRANSACTIONS:
            self._open(request, key)

    def _open(self, request: Request, key: tuple[str, str, str]) -> None:
        owner = self.owners.get(request.call_id)
        lost = owner.on_unacknowledged if owner else lambda: None
        transaction = ServerTransaction(self.line, request, forget=lambda: self._forget_server(key), lost=lost)
        self._servers[key] = transaction
        if owner and request.to.tag:
            owner.on_request(request, transaction)
        else:
            self._answer_stranger(request, transaction)

    def _answer_stranger(self, request: Request, transaction: ServerTransaction) -> None:
        if request.to.tag:
            code, reason = 481, "Call/Transaction Does Not Exist"
        elif request.method == "OPTIONS":
            code, reason = 200, "OK"
        elif request.method == "CANCEL":
            code, reason = self._cancelled(request)
        elif request.method == "INVITE" and self.stranger:
            self.stranger(request, transaction)
            return
        else:
            code, reason = (
                (480, "Temporarily Unavailable") if request.method == "INVITE" else (405, "Method Not Allowed")
            )
        allow = [("allow", ALLOWED_METHODS), ("user-agent", AGENT)]
        transaction.respond(request.respond(code, reason, tag=secrets.token_hex(5), headers=allow))

    def _cancelled(self, request: Request) -> tuple[int, str]:
        """An INVITE of the peer is refused at once, so that its CANCEL has nothing left to do."""
        key = (request.via.branch, f"{request.via.host}:{request.via.port}", "INVITE")
        return (200, "OK") if key in self._servers else (481, "Call/Transaction Does Not Exist")

    def _on_acknowledgement(self, request: Request, known: ServerTransaction | None) -> None:
        if known:
            known.acknowledged()
        elif owner := self.owners.get(request.call_id):
            owner.on_acknowledgement(request)

    def _return_path(self, request: Request) -> Peer:
        """Answers go to the address that asked, at the port it asked for (RFC 3581), never to another address."""
        via = request.via
        if self.transport.reliable or "rport" in via.parameters:
            return request.source
        return request.source[0], via.port or 5060

    def _drop(self, transaction: ClientTransaction) -> None:
        if self._clients.get(transaction.key) is transaction:
            del self._clients[transaction.key]

    def _forget_server(self, key: tuple[str, str, str]) -> None:
        self._servers.pop(key, None)
