"""Where lines may lead: the public internet, and the inside networks that the host opened (FILON_TRUNK_NETWORKS).

A form can only look at what is written; names are looked up when a line is opened, and decided then too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

from filon.calls.states import TrunkKind
from filon.kernel.http.addresses import Network, is_public

HERE: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
"""Where practice lines lead, and no other line unless the host says so."""

LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
WIDEST = {4: 8, 6: 16}
"""Bits at least of a further network: nobody's operator has more."""


@dataclass(frozen=True)
class Reach:
    """Asked of each address, as text, before a packet goes there. ``public``: the internet as well."""

    networks: tuple[Network, ...]
    public: bool

    def __call__(self, address: str) -> bool:
        try:
            ip = ip_address(address)
        except ValueError:
            return False
        if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        return any(ip in network for network in self.networks) or (self.public and is_public(ip))


def reach_of(kind: str) -> Reach:
    """Where a line of this kind may lead."""
    if kind == TrunkKind.PRACTICE:
        return Reach(HERE, public=False)
    return Reach(tuple(settings.FILON_TRUNK_NETWORKS), public=True)


def is_inside(host: str, *, reach: Reach) -> bool:
    """Whether what is written as a host is out of reach for certain; a name of the internet is not known here."""
    name = host.strip("[]").rstrip(".").lower()
    try:
        ip_address(name)
    except ValueError:
        local = name == "localhost" or name.endswith(LOCAL_NAMES) or "." not in name
        return local and not reach.networks
    return not reach(name)


def unusable(networks: Sequence[str], *, reach: Reach) -> str:
    """The first further network that is none, is too wide or lies inside, "" when all are good."""
    for text in networks:
        try:
            network = ip_network(text, strict=False)
        except ValueError:
            return text
        ends = (network.network_address, network.broadcast_address)
        if network.prefixlen < WIDEST[network.version] or not all(reach(str(end)) for end in ends):
            return text
    return ""
