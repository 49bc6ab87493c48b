"""REGISTER for trunks that ask for it: kept alive while the trunk is open, taken back when it closes."""

from __future__ import annotations

import asyncio
import re
import secrets

from filon.voice.sip.authentication import CODES, Authentication
from filon.voice.sip.headers import Malformed, authority, parse_name_address
from filon.voice.sip.message import Headers, Request, Response
from filon.voice.sip.timers import REGISTER_EXPIRES_S, REGISTER_MARGIN, REGISTER_RETRY_S
from filon.voice.sip.user_agent import AGENT, UserAgent

SHORTEST_S = 5
LONGEST_S = 86_400
_SECONDS = re.compile(r"\d{1,9}")


class Registration:
    """`registered` and `problem` (a sentence, "" while all is well); `settled` is set by the first answer."""

    def __init__(self, agent: UserAgent) -> None:
        self.registered = False
        self.problem = ""
        self.code = 0
        self.settled = asyncio.Event()
        self._agent = agent
        self._call_id = secrets.token_hex(16)
        self._tag = secrets.token_hex(8)
        self._cseq = 0
        self._expires = REGISTER_EXPIRES_S
        self._failures = 0
        self._timer: asyncio.TimerHandle | None = None
        self._stopping: asyncio.Event | None = None

    def start(self) -> None:
        authentication = Authentication(self._agent.settings.credentials)
        self._agent.transport.ready(self._agent.peer, lambda: self._register(authentication))

    async def stop(self) -> None:
        """Take the registration back, and wait a moment for the answer."""
        if self._timer:
            self._timer.cancel()
        self._stopping = asyncio.Event()
        if self.registered:
            self._expires = 0
            self.start()
            try:
                async with asyncio.timeout(self._agent.settings.timers.t4):
                    await self._stopping.wait()
            except TimeoutError:
                return

    def _register(self, authentication: Authentication) -> None:
        self._cseq += 1
        settings = self._agent.settings
        us = f"<sip:{settings.user.partition('@')[0]}@{authority(settings.realm_host, 0)}>"
        headers: Headers = [
            ("via", self._agent.via()),
            ("max-forwards", "70"),
            ("from", f"{us};tag={self._tag}"),
            ("to", us),
            ("call-id", self._call_id),
            ("cseq", f"{self._cseq} REGISTER"),
            ("contact", self._agent.contact()),
            ("expires", str(self._expires)),
            ("user-agent", AGENT),
            *authentication.headers(),
        ]
        request = Request(headers, method="REGISTER", uri=f"sip:{authority(settings.realm_host, 0)}")

        peer = self._agent.peer

        def heard(response: Response | None) -> None:
            if response is None or response.code == 503:
                self._agent.avoid(peer)
            if response is None or response.code >= 200:
                self._on_final(response, request, authentication)

        self._agent.send(request, peer, heard)

    def _on_final(self, response: Response | None, request: Request, authentication: Authentication) -> None:
        if response is not None and response.code in CODES and authentication.take(response, request):
            self._register(authentication)
            return
        if response is not None and response.code == 423 and self._lengthen(response):
            self._register(authentication)
            return
        self.code = response.code if response is not None else 0
        self.registered = self.code == 200 and self._expires > 0
        self.problem = "" if self.code == 200 else _problem(response)
        self.settled.set()
        if self._stopping:
            self._stopping.set()
        elif self.registered and response is not None:
            self._failures = 0
            self._again(granted(response, self._agent.here(), asked=self._expires) * REGISTER_MARGIN)
        else:
            self._again(REGISTER_RETRY_S[min(self._failures, len(REGISTER_RETRY_S) - 1)])
            self._failures += 1

    def _again(self, seconds: float) -> None:
        self._timer = self._agent.later(seconds, self.start)

    def _lengthen(self, response: Response) -> bool:
        """423: the registrar wants longer registrations."""
        least = response.get("min-expires")
        if not _SECONDS.fullmatch(least) or not self._expires < int(least) <= LONGEST_S:
            return False
        self._expires = int(least)
        return True


def granted(response: Response, here: tuple[str, int], *, asked: int) -> int:
    """Seconds that the registrar gives us: of our Contact, else of Expires, else what we asked; within sane bounds."""
    text = response.get("expires")
    for contact in response.all("contact"):
        try:
            address = parse_name_address(contact)
        except Malformed:
            continue
        if authority(*here) in address.uri:
            text = address.parameters.get("expires", text)
    seconds = int(text) if _SECONDS.fullmatch(text) else asked
    return min(max(seconds, SHORTEST_S), LONGEST_S)


def _problem(response: Response | None) -> str:
    if response is None:
        return "the registrar does not answer"
    if response.code in CODES:
        return "the registrar refuses the user name or the password"
    return f"the registrar refuses with {response.code} {response.reason}"
