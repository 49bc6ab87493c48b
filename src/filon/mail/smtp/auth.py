"""Proving who we are: XOAUTH2, PLAIN and LOGIN, each a first word and the answers to the server's challenges."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from filon.mail.smtp.settings import SmtpSettings


@dataclass(frozen=True, slots=True)
class Attempt:
    """``AUTH`` with an initial response, then one answer for each 334 of the server."""

    mechanism: str
    initial: bytes
    answers: Sequence[bytes] = ()

    @property
    def command(self) -> bytes:
        tail = b" " + base64.b64encode(self.initial) if self.initial else b""
        return b"AUTH " + self.mechanism.encode("ascii") + tail + b"\r\n"


def attempt_for(settings: SmtpSettings, offered: frozenset[str]) -> Attempt | None:
    """The best mechanism that both sides know, or None when there is none."""
    user, password = settings.user.encode(), settings.password.encode()
    if settings.access_token:
        if "XOAUTH2" not in offered:
            return None
        token = settings.access_token.encode()
        # An error comes as a 334 that must be answered with an empty line before the 535 is told.
        return Attempt("XOAUTH2", b"user=" + user + b"\x01auth=Bearer " + token + b"\x01\x01", (b"",))
    if "PLAIN" in offered:
        return Attempt("PLAIN", b"\0" + user + b"\0" + password)
    if "LOGIN" in offered:
        return Attempt("LOGIN", b"", (user, password))
    return None
