"""Where and how to read a mailbox, and the one way in which that fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Security = Literal["tls", "starttls", "plain"]


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """A mailbox. ``access_token`` (XOAUTH2) comes before ``password``; ``ca_file`` replaces the system's
    authorities; ``timeout`` is how many seconds of silence are borne."""

    host: str
    port: int
    security: Security = "tls"
    user: str = ""
    password: str = field(default="", repr=False)
    access_token: str = field(default="", repr=False)
    ca_file: str = ""
    timeout: float = 30.0


class Reason(StrEnum):
    """What went wrong, for programs."""

    UNREACHABLE = "unreachable"
    TLS_FAILED = "tls_failed"
    NOT_LOOPBACK = "plain_text_outside_loopback"
    SIGN_IN = "sign_in_refused"
    BUSY = "busy"
    LOST = "connection_lost"
    TIMEOUT = "timeout"
    NO_FOLDER = "no_such_folder"
    GARBAGE = "garbage"


class ImapFailure(Exception):
    """Reading failed; the reader must be closed. ``detail`` comes from the server or the system, not for logs."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.detail = detail

    @property
    def permanent(self) -> bool:
        """Whether a person must do something before it can work again."""
        return self.reason in (Reason.SIGN_IN, Reason.NOT_LOOPBACK, Reason.TLS_FAILED)
