"""A call once there is a dialog: requests inside it, both ways, until BYE."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from filon.voice.events import Ended, ReInvite
from filon.voice.sip import sdp, session_timer
from filon.voice.sip.dialog import Dialog, request_in
from filon.voice.sip.headers import Malformed, parse_name_address, quoted, readable
from filon.voice.sip.message import Headers, Request, Response
from filon.voice.sip.reasons import q850
from filon.voice.sip.timers import MAX_IN_DIALOG_REQUESTS, SESSION_MINIMUM_S
from filon.voice.sip.transaction import ServerTransaction
from filon.voice.sip.user_agent import AGENT, ALLOWED_METHODS, Errand, ForeignAddress, UserAgent

AGAIN_AFTER_GLARE_S = (2.1, 4.0)
"""After 491, who made the call waits this long before it asks again (RFC 3261 §14.1)."""
AGAIN_AFTER_REFUSAL_S = 10.0
"""A refresh that is refused is asked for again in half of the time left, but not sooner than this."""
GONE = frozenset({408, 481})
UNKNOWN = frozenset({405, 501})
NOBODY = "0.0.0.0"  # noqa: S104 a hold, in the words of RFC 2543


@dataclass(frozen=True)
class Listener:
    """Who is told: the session changed, the session is over."""

    changed: Callable[[ReInvite], None]
    ended: Callable[[Ended], None]


class Session:
    def __init__(self, agent: UserAgent, offer: sdp.Offer, listener: Listener) -> None:
        self.answer: sdp.Answer | None = None
        self.dialog: Dialog | None = None
        self.cseq = random.SystemRandom().randint(1, 9_999)
        self.tags: set[str] = set()
        """Tags of the peer in this call, early ones too."""
        self.local_tag = ""
        self._agent = agent
        self._offer = offer
        self._sent = offer
        self._listener = listener
        self._remote_cseqs: dict[str, int] = {}
        """Last request number of each tag: phones that ring at once count each for itself."""
        self._requests = 0
        self._over = False
        self._update = False
        self._asking = False
        self._offered: ServerTransaction | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._interval, self._expires_at = 0, 0.0
        self.minimum = 0
        """The largest Min-SE that somebody on the way asked for (RFC 4028 §7.4)."""

    def next_cseq(self) -> int:
        self.cseq += 1
        return self.cseq

    def confirm(self, dialog: Dialog, response: Response, answer: sdp.Answer) -> None:
        """The 2xx that made this the call; the other phones that rang have no part in it any more."""
        self.dialog, self.answer = dialog, answer
        self.tags = {dialog.remote_tag}
        self._update = response.lists("allow", "UPDATE")
        self._watch(session_timer.from_response(response))

    def snapshot(self) -> Dialog | None:
        """The dialog with the numbers of now, for another process."""
        if self.dialog is None:
            return None
        return replace(self.dialog, cseq=self.cseq, remote_cseq=self._remote_cseqs.get(self.dialog.remote_tag, 0))

    def bye(self, by: str, reason: str = "") -> None:
        """End the call, once."""
        if self._over or self.dialog is None:
            return
        self._agent.send_in(self.dialog, Errand("BYE"), cseq=self.next_cseq, heard=lambda _: None)
        self._end(Ended(self._agent.loop.time(), by, reason=reason))

    def stop(self) -> None:
        """No timer of this session fires any more."""
        self._over = True
        if self._timer:
            self._timer.cancel()

    # Requests of the peer

    def on_request(self, request: Request, transaction: ServerTransaction) -> None:
        (number, _), tag = request.cseq, request.from_.tag
        self._requests += 1
        unanswered = request.method == "BYE" and self.dialog is None  # only who called may end it then (§15)
        if request.to.tag != self.local_tag or tag not in self.tags or unanswered:
            transaction.respond(request.respond(481, "Call/Transaction Does Not Exist"))
        elif number < self._remote_cseqs.get(tag, -1):
            transaction.respond(request.respond(500, "CSeq Out Of Order"))
        elif self._requests > MAX_IN_DIALOG_REQUESTS:
            transaction.respond(request.respond(503, "Too Many Requests"))
            self.bye("local", "the peer sent too many requests")
        else:
            self._remote_cseqs[tag] = number
            self._dispatch(request, transaction)

    def on_acknowledgement(self, request: Request) -> None:
        """ACK of our 2xx to a re-INVITE; it holds the peer's answer where we made the offer."""
        offered, self._offered = self._offered, None
        if offered is None:
            return
        offered.acknowledged()
        if request.body and not offered.request.body:
            try:
                self._change(self._read(request.body))
            except Malformed:
                self.bye("local", "the peer's answer cannot be talked with")

    def on_unacknowledged(self) -> None:
        """Our 2xx to a re-INVITE was never acknowledged: the peer is gone (RFC 3261 §14.2)."""
        if self._offered is not None:
            self.bye("lost", "a re-INVITE was not acknowledged")

    def _dispatch(self, request: Request, transaction: ServerTransaction) -> None:
        if request.method == "BYE":
            transaction.respond(request.respond(200, "OK"))
            cause, text = q850(request)
            self._end(Ended(self._agent.loop.time(), "remote", cause, text))
        elif request.method in ("INVITE", "UPDATE"):
            self._on_offer(request, transaction)
        elif request.method in ("OPTIONS", "INFO", "NOTIFY", "MESSAGE"):
            transaction.respond(request.respond(200, "OK", headers=[("allow", ALLOWED_METHODS)]))
        else:
            transaction.respond(request.respond(405, "Method Not Allowed", headers=[("allow", ALLOWED_METHODS)]))

    def _on_offer(self, request: Request, transaction: ServerTransaction) -> None:
        if self._asking or self._offered:
            transaction.respond(request.respond(491, "Request Pending"))
            return
        try:
            refresh = session_timer.from_request(request)
            answer = self._read(request.body) if request.body.strip() else None
            self._move(request)
        except session_timer.TooShort:
            minimum: Headers = [("min-se", str(SESSION_MINIMUM_S))]
            transaction.respond(request.respond(422, "Session Interval Too Small", headers=minimum))
        except Malformed as fault:
            warning: Headers = [("warning", f"399 {AGENT} {quoted(readable(str(fault)))}")]
            transaction.respond(request.respond(488, "Not Acceptable Here", headers=warning))
        else:
            if request.method == "INVITE":
                self._offered = transaction
            transaction.respond(self._acceptance(request, refresh, answer))
            self._watch(refresh)
            if answer:
                self._change(answer)

    def _acceptance(
        self, request: Request, refresh: session_timer.Refresh | None, answer: sdp.Answer | None
    ) -> Response:
        headers = [("contact", self._agent.contact()), ("allow", ALLOWED_METHODS), *session_timer.headers(refresh)]
        if answer is None and request.method == "UPDATE":
            return request.respond(200, "OK", headers=headers)
        ours = sdp.reply(self._offer, answer, version=self._sent.version) if answer else self._offer
        if replace(ours, version=self._sent.version) != self._sent:
            ours = replace(ours, version=self._sent.version + 1)
        self._sent = ours
        body = sdp.answering(request.body, ours) if answer else ours.encode()
        return request.respond(200, "OK", headers=[*headers, ("content-type", sdp.TYPE)], body=body)

    def _read(self, body: bytes) -> sdp.Answer:
        return read_answer(self._agent, self._offer, body)

    def _move(self, message: Request | Response) -> None:
        """The peer's new Contact (target refresh, in a request or a 2xx); refused before anything is sent to it."""
        contacts = message.all("contact")
        if self.dialog and self.dialog.confirmed and contacts:
            moved = replace(self.dialog, target=parse_name_address(contacts[0]).uri)
            self._agent.hop(moved)
            self.dialog = moved

    def _change(self, answer: sdp.Answer) -> None:
        if answer != self.answer:
            self.answer = answer
            self._listener.changed(ReInvite(self._agent.loop.time(), answer))

    def _end(self, event: Ended) -> None:
        if not self._over:
            self.stop()
            self._listener.ended(event)

    # Session timer

    def _watch(self, refresh: session_timer.Refresh | None) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if refresh and not self._over:
            action = self._refresh if refresh.ours else lambda: self.bye("lost", "the peer did not refresh the session")
            self._timer = self._agent.later(refresh.seconds, action)
            self._interval, self._expires_at = refresh.interval, self._agent.loop.time() + refresh.interval

    def _refresh(self) -> None:
        if self.dialog is None or self._over or self._offered:
            return
        self._asking = True
        headers: Headers = [("contact", self._agent.contact()), ("supported", "timer")]
        headers.append(("session-expires", f"{self._interval};refresher=uac"))
        if self.minimum:
            headers.append(("min-se", str(self.minimum)))
        if self._update:
            self._agent.send_in(self.dialog, Errand("UPDATE", headers), cseq=self.next_cseq, heard=self._refreshed)
        else:
            errand = Errand("INVITE", [*headers, ("content-type", sdp.TYPE)], self._sent.encode())
            self._agent.send_in(self.dialog, errand, cseq=self.next_cseq, heard=self._reinvited)

    def _reinvited(self, response: Response | None) -> None:
        if response is not None and response.code < 300 and self.dialog:
            if self._asking:  # not an answer that comes again: the peer may have moved since
                self._follow(response)
            peer = self._agent.hop(self.dialog)
            ack = request_in(self.dialog, "ACK", via=self._agent.via(), cseq=response.cseq[0])
            self._agent.transport.send(ack.encode(), peer)
            if not self._asking or self._over:
                return
            if response.body.strip():
                with contextlib.suppress(Malformed):  # the audio goes where it went
                    self._change(self._read(response.body))
        self._refreshed(response)

    def _refreshed(self, response: Response | None) -> None:
        self._asking = False
        if self._over:
            return
        if response is None or response.code in GONE:
            self.bye("lost", "the peer no longer answers")
        elif response.code < 300:
            if response.cseq[1] == "UPDATE":
                self._follow(response)
            self._watch(session_timer.from_response(response) or session_timer.Refresh(self._interval, ours=True))
        elif response.code == 491 and self._agent.loop.time() < self._expires_at:
            self._timer = self._agent.later(random.SystemRandom().uniform(*AGAIN_AFTER_GLARE_S), self._refresh)
        else:
            self._refused(response)

    def _follow(self, response: Response) -> None:
        """The peer is where it says, or where it was reached until now."""
        with contextlib.suppress(Malformed):
            self._move(response)

    def _refused(self, response: Response) -> None:
        """Ask again in the way that the refusal wants, as long as the session lasts; then it is over (RFC 4028 §10)."""
        if self._update and response.code in UNKNOWN:
            self._update = False
            self._timer = self._agent.later(0.0, self._refresh)
            return
        if response.code == 422:
            self.minimum = max(self.minimum, session_timer.minimum(response))
            self._interval = max(self._interval, self.minimum)
        left = self._expires_at - self._agent.loop.time()
        if left / 2 >= AGAIN_AFTER_REFUSAL_S:
            self._timer = self._agent.later(left / 2, self._refresh)
        else:
            said = "the peer refuses to refresh the session"
            self._timer = self._agent.later(max(0.0, left - left / 3), lambda: self.bye("lost", said))


def read_answer(agent: UserAgent, offer: sdp.Offer, body: bytes) -> sdp.Answer:
    """The peer's description as something to talk with. Raises `Malformed`, `ForeignAddress` for a third address."""
    answer = sdp.agree(offer, sdp.parse(body))
    if agent.allow.accepts(answer.address):
        return answer
    if answer.held:  # nothing is sent on hold; nor is music of somebody else heard
        return replace(answer, address=NOBODY)
    raise ForeignAddress(f"the peer wants audio sent to {answer.address}, which is not an address of this trunk")
