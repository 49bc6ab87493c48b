"""A trunk as its operator describes it. Pure: read by the engine, filled by whoever stores it."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field

from filon.voice.sip.digest import Credentials
from filon.voice.sip.sdp import DEFAULT_CODECS, Codec
from filon.voice.sip.timers import FAILOVER_S, STANDARD, Timers

TRANSPORTS = ("udp", "tcp", "tls")
MAX_CONCURRENT = 30
CALLS_PER_SECOND = 5.0
MAX_CALL_SECONDS = 600.0
"""A forgotten call costs money: beyond, we hang up whatever happens."""
RING_TIMEOUT_S = 60.0


@dataclass(frozen=True, kw_only=True)
class TrunkSettings:
    """How to reach a telephone operator.

    `host` may be an IP address, a host name, or (with `port` 0) a domain with SRV records. `allowed` lists further
    networks (CIDR) that signalling and audio may go to; the trunk's own resolved addresses always may.
    """

    host: str
    port: int = 0
    transport: str = "udp"
    user: str = ""
    password: str = field(default="", repr=False)
    caller: str = ""
    """Caller number shown to the called person, as the operator wants it written."""
    domain: str = ""
    """Host part of our addresses; `host` where it is empty."""
    register: bool = False
    srtp: bool = False
    codecs: tuple[Codec, ...] = DEFAULT_CODECS
    max_concurrent: int = MAX_CONCURRENT
    calls_per_second: float = CALLS_PER_SECOND
    max_call_seconds: float = MAX_CALL_SECONDS
    allowed: tuple[str, ...] = ()
    bind: str = ""
    """Address of this machine to send from; found out where it is empty."""
    bind_port: int = 0
    advertise: str = ""
    """Address that the operator sees us under, behind a router that rewrites addresses."""
    tls_ca_file: str = ""
    tls_name: str = ""
    """Name that the operator's certificate must bear; `host` where it is empty."""
    timers: Timers = STANDARD
    failover_s: float = FAILOVER_S
    """Over UDP, how long one of several addresses may stay silent before the next one gets the call."""
    within_reach: Callable[[str], bool] | None = None
    """Whether an IP address may be talked to at all, whatever names and networks say; None: any may."""

    def __post_init__(self) -> None:
        """Refuse at once what would fail at the first call, or forge a header."""
        if self.transport not in TRANSPORTS:
            raise ValueError(f"transport must be one of {', '.join(TRANSPORTS)}")
        if not self.host or not 0 <= self.port <= 65_535:
            raise ValueError("a trunk needs a host, and a port from 1 to 65535 or 0")
        if self.max_concurrent < 1 or self.calls_per_second <= 0 or self.max_call_seconds <= 0:
            raise ValueError("the caps of a trunk must be above zero")
        for text in (self.host, self.user, self.caller, self.domain, self.advertise):
            if any(character in ' <>"@;?' or ord(character) < 33 for character in text.replace("@", "", 1)):
                raise ValueError("an address of the trunk holds a character that SIP does not allow there")
        for network in self.allowed:
            ipaddress.ip_network(network, strict=False)

    @property
    def credentials(self) -> Credentials | None:
        return Credentials(self.user, self.password) if self.user else None

    @property
    def realm_host(self) -> str:
        """Host part of the addresses that we write."""
        return self.domain or self.host
