"""Where and how to connect, and how long to wait."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import Literal

Security = Literal["tls", "starttls", "plain"]


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Seconds. RFC 5321 §4.5.3.2 asks for minutes of patience with a relay; a submission server that needs more than
    this is out of order, and a worker must not wait for it. The end of data keeps the longest one, because giving up
    there leaves a doubt."""

    connect: float = 15.0
    greeting: float = 30.0
    command: float = 60.0
    body: float = 120.0
    end_of_data: float = 180.0
    goodbye: float = 2.0


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """A submission server. ``access_token`` (XOAUTH2) comes before ``password``; without user there is no AUTH.

    ``ca_file`` replaces the system's authorities. ``per_connection`` messages are sent before a new connection.
    """

    host: str
    port: int
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    access_token: str = field(default="", repr=False)
    ca_file: str = ""
    per_connection: int = 100
    limits: TimeLimits = field(default_factory=TimeLimits)


def is_loopback(address: str) -> bool:
    """Whether ``address`` (numeric, as of a connected socket) is this machine."""
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False
