"""A call that we place: from INVITE to its answer or refusal, and the ways to give it up."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from enum import Enum, auto

from filon.voice import events as happens
from filon.voice.causes import Cause
from filon.voice.sip import sdp, session_timer
from filon.voice.sip.authentication import CODES, Authentication
from filon.voice.sip.dialog import Dialog, Legs, cancel_of, request_in
from filon.voice.sip.failover import Failover, LeftBehind
from filon.voice.sip.headers import Malformed
from filon.voice.sip.invite import Order, base_dialog, invite_request
from filon.voice.sip.message import Headers, Request, Response
from filon.voice.sip.progress import Progress
from filon.voice.sip.reasons import q850, redirection
from filon.voice.sip.session import Listener, Session, read_answer
from filon.voice.sip.timers import COMPLETED_INVITE_S, MAX_FORKS
from filon.voice.sip.transaction import ClientTransaction, ServerTransaction
from filon.voice.sip.transport import Peer
from filon.voice.sip.user_agent import Errand, ForeignAddress, UserAgent

LINGER_S = COMPLETED_INVITE_S + 3
"""A finished call is kept this long, for answers that come late."""
CANCELLED_BY = {Cause.RING_TIMEOUT: "nobody answered in time", Cause.CANCELLED: "hung up before an answer"}


class State(Enum):
    INVITING = auto()
    CANCELLING = auto()
    UP = auto()
    OVER = auto()


class OutgoingCall:
    """Made by `Trunk.place`. Its events come in order, `Failed` or `Ended` once and last."""

    def __init__(self, agent: UserAgent, order: Order, *, finished: Callable[[], None]) -> None:
        self._agent = agent
        self._order = order
        self._finished = finished
        self._stream = happens.EventStream()
        self._state = State.INVITING
        self._session = Session(agent, order.offer, Listener(self._stream.put, self._over))
        self._authentication = Authentication(agent.settings.credentials)
        self._session.local_tag = secrets.token_hex(8)
        self._legs = Legs(base_dialog(agent.settings, order, self._session))
        self._progress = Progress(agent, order.offer, self._session, self._legs)
        self._acks: dict[str, tuple[bytes, Peer]] = {}
        self._route = Failover(agent)
        self._extra: Headers = []
        self._cause = Cause.CANCELLED
        self._cancel_sent = False
        self._transaction: ClientTransaction | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def call_id(self) -> str:
        return self._legs.base.call_id

    @property
    def answer(self) -> sdp.Answer | None:
        return self._session.answer or self._progress.answer

    def events(self) -> AsyncIterator[happens.CallEvent]:
        return self._stream.read()

    def dialog(self) -> Dialog:
        """What another process needs to end this call; changes with every event."""
        early = next(reversed(self._legs.early.values()), self._legs.base)
        return self._session.snapshot() or replace(early, cseq=self._session.cseq)

    def start(self) -> None:
        self._agent.owners[self.call_id] = self
        self._timer = self._agent.later(self._order.ring_timeout, lambda: self._give_up(Cause.RING_TIMEOUT))
        self._route.go(self._invite_if_wanted)

    def hangup(self) -> None:
        """End the call in the way its state asks for; a second time does nothing."""
        if self._state is State.UP:
            self._session.bye("local")
        else:
            self._give_up(Cause.CANCELLED)

    # INVITE

    def _invite(self) -> None:
        number, via, (host, port) = self._session.next_cseq(), self._agent.via(), self._route.target
        self._legs.base = replace(
            self._legs.base, cseq=number, invite_via=via, invite_cseq=number, invite_host=host, invite_port=port
        )
        extra = [*self._extra, *self._authentication.headers()]
        request = invite_request(self._agent, self._legs.base, self._order.offer, extra=extra)
        self._transaction = self._agent.send(request, self._route.target, self._on_invite)
        self._route.watch(self._transaction, silent=self._move_on)

    def _on_invite(self, response: Response | None) -> None:
        try:
            if response is None:
                self._on_silence()
            elif response.code < 200:
                self._on_provisional(response)
            elif response.code < 300:
                self._on_answer(response)
            else:
                self._on_refusal(response)
        except ForeignAddress as fault:
            self._abandon(response, str(fault), Cause.FOREIGN_ADDRESS)
        except sdp.NoAgreement as fault:
            self._abandon(response, str(fault), Cause.NO_CODEC)
        except Malformed as fault:
            self._abandon(response, str(fault), Cause.PROTOCOL)

    def _on_silence(self) -> None:
        transaction = self._transaction
        heard = transaction is not None and transaction.provisional
        if self._state is State.INVITING and not heard and self._next_target():
            return
        cause = Cause.UNREACHABLE if heard or self._agent.transport.reliable else Cause.SILENT
        self._fail(408, "the trunk does not answer", cause=cause)

    def _move_on(self, transaction: ClientTransaction) -> None:
        """Nothing came of it in time: the next address gets the call. An answer that comes after all is ended."""
        if self._state is State.INVITING and transaction is self._transaction:
            LeftBehind(self._agent, self._legs.base, dismiss=self._dismiss_answer).take(transaction)
            self._next_target()

    def _next_target(self) -> bool:
        """The trunk's next address, if any: the one that was tried does not take the call."""
        return self._route.go_on(self._invite_if_wanted)

    def _invite_if_wanted(self) -> None:
        """Unless the call was given up while the connection was made."""
        if self._state is State.INVITING:
            self._invite()

    def _on_provisional(self, response: Response) -> None:
        if self._state is State.CANCELLING:
            self._send_cancel()
        elif self._state is State.INVITING and response.code == 100:
            self._stream.put(happens.Trying(self._agent.loop.time()))
        elif self._state is State.INVITING and (event := self._progress.take(response)):
            self._stream.put(event)

    def _on_answer(self, response: Response) -> None:
        tag = response.to.tag
        if tag in self._acks:
            self._agent.transport.send(*self._acks[tag])
            return
        if len(self._acks) >= MAX_FORKS:
            return
        dialog = self._legs.from_response(response, cseq=self._session.cseq)
        self._acknowledge(response, dialog, self._agent.hop(dialog))
        if self._state is State.INVITING:
            self._on_connected(dialog, response, self._answer_of(response))
        else:
            self._dismiss(dialog)
            if self._state is State.CANCELLING:
                self._fail(487, "answered while being cancelled", cause=self._cause)

    def _answer_of(self, response: Response) -> sdp.Answer:
        if response.body.strip():
            return read_answer(self._agent, self._order.offer, response.body)
        early = self._progress.answers.get(response.to.tag)
        if early is None:
            raise sdp.NoAgreement("the peer answered without describing its audio")
        return early

    def _on_connected(self, dialog: Dialog, response: Response, answer: sdp.Answer) -> None:
        self._state = State.UP
        self._session.confirm(dialog, response, answer)
        if self._timer:
            self._timer.cancel()
        self._timer = self._agent.later(self._agent.settings.max_call_seconds, lambda: self._session.bye("limit"))
        self._stream.put(happens.Answered(self._agent.loop.time(), answer))

    def _acknowledge(self, response: Response, dialog: Dialog, peer: Peer) -> None:
        extra = self._authentication.headers()
        ack = request_in(dialog, "ACK", via=self._agent.via(), cseq=response.cseq[0], extra=extra)
        self._acks[response.to.tag] = (ack.encode(), peer)
        self._agent.transport.send(*self._acks[response.to.tag])

    def _on_refusal(self, response: Response) -> None:
        if self._state is State.CANCELLING:
            self._cancelled()
        elif self._state is State.INVITING and not self._retried(response):
            if response.code < 400:
                self._fail(response.code, redirection(response), cause=Cause.REDIRECTED)
            elif response.code in CODES:
                self._fail(response.code, "the trunk refuses the user name or the password", cause=Cause.CREDENTIALS)
            else:
                self._fail(response.code, response.reason, q850_cause=q850(response)[0])

    def _retried(self, response: Response) -> bool:
        """Whether the INVITE goes out once more: with credentials, a longer session interval, or elsewhere."""
        assert self._transaction
        if response.code in CODES and self._authentication.take(response, self._transaction.request):
            self._invite()
            return True
        minimum = session_timer.minimum(response)
        if response.code == 422 and not self._extra and minimum:
            self._session.minimum = minimum
            self._extra = [("session-expires", str(minimum)), ("min-se", str(minimum))]
            self._invite()
            return True
        return response.code == 503 and self._next_target()

    # Giving up

    def _give_up(self, cause: Cause) -> None:
        if self._state is not State.INVITING:
            return
        self._state, self._cause = State.CANCELLING, cause
        if self._transaction and self._transaction.provisional:
            self._send_cancel()
        else:
            # CANCEL must wait for a sign of the peer; should it come, the call is cancelled, or ended if answered.
            if self._transaction:
                self._transaction.stop_repeating()
            silent = cause is Cause.RING_TIMEOUT
            self._fail(408, "the trunk does not answer", cause=Cause.SILENT if silent else cause, keep=True)

    def _send_cancel(self) -> None:
        if not self._cancel_sent and self._transaction:
            self._cancel_sent = True
            self._agent.send(cancel_of(self._legs.base), self._transaction.peer, lambda _: None)
            self._agent.later(self._agent.settings.timers.patience, self._give_up_waiting)

    def _give_up_waiting(self) -> None:
        """The CANCEL had no effect: the INVITE is let go (RFC 3261 §9.1). An answer that comes after all is ended."""
        self._cancelled()
        if self._transaction:
            self._transaction.unreachable()

    def _cancelled(self) -> None:
        self._fail(487, CANCELLED_BY[self._cause], cause=self._cause)

    def _abandon(self, response: Response | None, reason: str, cause: Cause) -> None:
        """The peer cannot be worked with: end what it opened, by the trunk's own address, and say why."""
        if response is not None and 200 <= response.code < 300:
            self._dismiss_answer(response)
        elif self._state is State.INVITING and self._transaction and self._transaction.provisional:
            self._send_cancel()
        if self._state is not State.UP:
            code = response.code if response is not None and response.code >= 300 else 0
            self._fail(code, reason, cause=cause)

    def _dismiss_answer(self, response: Response) -> None:
        """Acknowledge what it opened, and end it."""
        dialog, peer = self._way_back(response)
        if response.to.tag not in self._acks:
            self._acknowledge(response, dialog, peer)
        self._dismiss(dialog, peer=peer)

    def _way_back(self, response: Response) -> tuple[Dialog, Peer]:
        """The dialog of an answer that is refused, and where to say so: the trunk itself if need be."""
        try:
            dialog = self._legs.from_response(response, cseq=self._session.cseq)
            return dialog, self._agent.hop(dialog)
        except Malformed:
            base = self._legs.base
            return replace(base, remote=response.get("to"), cseq=self._session.cseq, confirmed=True), self._agent.peer

    def _dismiss(self, dialog: Dialog, *, peer: Peer | None = None) -> None:
        self._agent.send_in(dialog, Errand("BYE", peer=peer), cseq=self._session.next_cseq, heard=lambda _: None)

    # The end

    def _fail(
        self, code: int, reason: str, *, cause: Cause = Cause.NONE, q850_cause: int | None = None, keep: bool = False
    ) -> None:
        """Tell the reader. `keep`: a CANCEL may still have to follow."""
        state = self._state
        self._over(happens.Failed(self._agent.loop.time(), code, q850_cause, reason, cause.value))
        if keep:
            self._state = state

    def _over(self, event: happens.CallEvent) -> None:
        self._state = State.OVER
        if self._stream.closed:
            return
        self._stream.put(event)
        self._session.stop()
        if self._timer:
            self._timer.cancel()
        self._agent.later(LINGER_S, self._forget)
        self._finished()

    def _forget(self) -> None:
        self._agent.owners.pop(self.call_id, None)

    # Requests and answers that the user agent hands over

    def on_request(self, request: Request, transaction: ServerTransaction) -> None:
        self._session.on_request(request, transaction)

    def on_acknowledgement(self, request: Request) -> None:
        self._session.on_acknowledgement(request)

    def on_unacknowledged(self) -> None:
        self._session.on_unacknowledged()

    def on_stray(self, response: Response) -> None:
        if response.cseq[1] == "INVITE" and 200 <= response.code < 300:
            self._on_invite(response)
