"""The allow rule: which addresses the engine hears and talks to, for signalling and for audio alike."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable


class AllowRule:
    """The trunk's own addresses and the networks that its operator's documentation names; nothing else.

    `within_reach` is asked of each address on top, since a network may hold some that must not be talked to.
    """

    def __init__(self, networks: Iterable[str] = (), *, within_reach: Callable[[str], bool] | None = None) -> None:
        self._within_reach = within_reach
        self._networks = [ipaddress.ip_network(network, strict=False) for network in networks]
        self._known: dict[str, bool] = {}

    def add(self, addresses: Iterable[str]) -> None:
        """Take the resolved addresses of the trunk; they stay accepted when its name later gives others."""
        self._networks += [network for address in addresses if (network := _host(address)) not in self._networks]
        self._known.clear()

    def accepts(self, address: str) -> bool:
        """Whether an IP address may be talked to; a host name never, it could mean anything."""
        if address not in self._known:
            if len(self._known) > 1_000:
                self._known.clear()
            self._known[address] = self._judge(address)
        return self._known[address]

    def _judge(self, address: str) -> bool:
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return False
        if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        if self._within_reach and not self._within_reach(str(ip)):
            return False
        return any(ip.version == network.version and ip in network for network in self._networks)


def _host(address: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    return ipaddress.ip_network(address)
