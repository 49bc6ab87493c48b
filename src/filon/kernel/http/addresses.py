"""Which IP addresses are the public internet, and which are somebody's inside."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from filon.kernel.http.errors import OutboundError

Network = IPv4Network | IPv6Network
Resolver = Callable[[str], Sequence[str]]
"""A host name → its addresses as text. Raises OSError."""

GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that the IANA has given out for the public internet; the rest is local, mapped, translated or multicast."""

CLOSED_6 = tuple(
    IPv6Network(net)
    for net in (
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID (RFC 6890)
        "2001:db8::/32",  # documentation (RFC 3849)
        "2002::/16",  # 6to4: an IPv4 address in disguise (RFC 7526)
        "3fff::/20",  # documentation (RFC 9637)
    )
)
CLOSED_4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8",  # this network: Linux connects it to itself
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "198.18.0.0/15",  # benchmarking
        "100.64.0.0/10",  # carrier-grade NAT; also holds a cloud's metadata service
        "168.63.129.16/32",  # a cloud's wire server, reachable from inside it only
        "240.0.0.0/4",  # reserved, and broadcast
    )
)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anyone on the internet reaches this address in the same way as we do."""
    if isinstance(address, IPv6Address):
        return address in GLOBAL_UNICAST and not any(address in net for net in CLOSED_6)
    return address.is_global and not address.is_multicast and not any(address in net for net in CLOSED_4)


def is_loopback(address: IPv4Address | IPv6Address) -> bool:
    return address.is_loopback


def system_resolver(host: str) -> list[str]:
    """The machine's own resolution, every address once, in the order in which they should be tried."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(host: str, resolve: Resolver, *, allow_loopback: bool, allowed: Sequence[Network] = ()) -> list[str]:
    """The addresses of a host, all of them public or in an ``allowed`` network; raises OutboundError otherwise.

    One inside address among public ones refuses the whole name: an honest name has none.
    """
    try:
        answers = resolve(host)
    except (OSError, UnicodeError) as error:
        raise OutboundError("resolution", "the name has no address") from error
    if not answers:
        raise OutboundError("resolution", "the name has no address")
    for text in answers:
        address = _parsed(text)
        let_in = (allow_loopback and is_loopback(address)) or any(address in net for net in allowed)
        if not (is_public(address) or let_in):
            raise OutboundError("address", "the name leads to an address that is not on the public internet")
    return list(answers)


def _parsed(text: str) -> IPv4Address | IPv6Address:
    try:
        return ip_address(text)  # a zone ("fe80::1%eth0") is parsed too, and is never public
    except ValueError as error:
        raise OutboundError("address", "the name has an address that cannot be read") from error
