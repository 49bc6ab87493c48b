"""What comes between INVITE and its answer: ringing, early audio, PRACK, and several phones at once."""

from __future__ import annotations

from filon.voice.events import CallEvent, EarlyMedia, Ringing
from filon.voice.sip import sdp
from filon.voice.sip.dialog import Dialog, Legs
from filon.voice.sip.headers import Malformed
from filon.voice.sip.message import Headers, Response
from filon.voice.sip.session import Session, read_answer
from filon.voice.sip.timers import MAX_FORKS
from filon.voice.sip.user_agent import Errand, UserAgent


class Progress:
    """The early dialogs of one call; `answers` is the early audio of each tag, `answer` what was heard of last."""

    def __init__(self, agent: UserAgent, offer: sdp.Offer, session: Session, legs: Legs) -> None:
        self.answer: sdp.Answer | None = None
        self.answers: dict[str, sdp.Answer] = {}
        self._agent = agent
        self._offer = offer
        self._session = session
        self._legs = legs
        self._reliable: dict[str, int] = {}
        self._rang: tuple[int, str] | None = None

    def take(self, response: Response) -> CallEvent | None:
        """A response from 101 to 199: the event that it is, None for a repetition. May raise `Malformed`."""
        tag = response.to.tag
        if tag not in self._legs.early and len(self._legs.early) >= MAX_FORKS:
            return None
        dialog = self._legs.from_response(response, cseq=self._session.cseq)
        self._legs.early[tag] = dialog
        self._session.tags.add(tag)
        if response.lists("require", "100rel") and not self._acknowledge(response, dialog):
            return None
        return self._event(response, tag)

    def _event(self, response: Response, tag: str) -> CallEvent | None:
        now = self._agent.loop.time()
        early = self._early_answer(response)
        if early:
            self.answers[tag] = early
        if early and early != self.answer:
            self.answer = early
            return EarlyMedia(now, response.code, early)
        if not early and self._rang != (response.code, tag):
            self._rang = (response.code, tag)
            return Ringing(now, response.code, response.reason)
        return None

    def _early_answer(self, response: Response) -> sdp.Answer | None:
        """Early audio that cannot be listened to is no reason to give up: it may ring all the same."""
        try:
            return read_answer(self._agent, self._offer, response.body) if response.body.strip() else None
        except Malformed:
            return None

    def _acknowledge(self, response: Response, dialog: Dialog) -> bool:
        """PRACK, in order and once (RFC 3262 §4); False for a repetition or a gap."""
        text = response.get("rseq")
        if not (text.isascii() and text.isdigit() and len(text) <= 10):
            return False
        number, last = int(text), self._reliable.get(dialog.remote_tag)
        if last is not None and number != last + 1:
            return False
        self._reliable[dialog.remote_tag] = number
        rack: Headers = [("rack", f"{number} {response.cseq[0]} INVITE")]
        self._agent.send_in(dialog, Errand("PRACK", rack), cseq=self._session.next_cseq, heard=lambda _: None)
        return True
