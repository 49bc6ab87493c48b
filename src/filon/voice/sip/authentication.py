"""Which challenge gets an answer: each realm once, and once more when its nonce was stale."""

from __future__ import annotations

import secrets

from filon.voice.sip.digest import Challenge, Credentials, Question, answer, choose
from filon.voice.sip.message import Headers, Request, Response
from filon.voice.sip.timers import MAX_AUTHENTICATIONS

_HEADERS = {401: ("www-authenticate", "authorization"), 407: ("proxy-authenticate", "proxy-authorization")}
CODES = frozenset(_HEADERS)


class Authentication:
    """The credentials of one request through all its repetitions."""

    def __init__(self, credentials: Credentials | None) -> None:
        self._credentials = credentials
        self._answers: dict[tuple[str, str], str] = {}
        self._tries = 0

    def headers(self) -> Headers:
        """Every Authorization and Proxy-Authorization that was asked for so far."""
        return [(header, value) for (header, _), value in self._answers.items()]

    def take(self, response: Response, request: Request) -> bool:
        """Answer the challenge of a 401 or 407 for a repetition of `request`; False when it cannot or did not help."""
        asked, given = _HEADERS[response.code]
        challenge = choose(response.all(asked))
        if self._credentials is None or challenge is None or self._tries >= MAX_AUTHENTICATIONS:
            return False
        place = (given, challenge.realm)
        if place in self._answers and not challenge.stale:
            return False
        self._tries += 1
        self._answers[place] = self._answer(challenge, request)
        return True

    def _answer(self, challenge: Challenge, request: Request) -> str:
        assert self._credentials
        question = Question(request.method, request.uri, cnonce=secrets.token_hex(8), body=request.body)
        return answer(challenge, self._credentials, question)
