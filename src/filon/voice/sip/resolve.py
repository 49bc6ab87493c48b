"""From a trunk's name to addresses (RFC 3263): a literal, SRV records where no port is given, else A and AAAA."""

from __future__ import annotations

import asyncio
import ipaddress
import random
import socket
from dataclasses import dataclass
from typing import Protocol

import dns.asyncresolver
import dns.exception
import dns.rdatatype
import dns.resolver

from filon.voice.sip.timers import DNS_TIMEOUT_S, MAX_TARGETS

SRV_NAMES = {"udp": "_sip._udp.", "tcp": "_sip._tcp.", "tls": "_sips._tcp."}
DEFAULT_PORT = {"udp": 5060, "tcp": 5060, "tls": 5061}


class Unresolved(OSError):
    """The trunk's name gives no address."""


class OutOfReach(Unresolved):
    """The trunk's name leads to an address that must not be talked to."""


@dataclass(frozen=True, slots=True)
class Service:
    """An SRV record (RFC 2782)."""

    priority: int
    weight: int
    port: int
    host: str


class Names(Protocol):
    """What is asked of the name service."""

    async def services(self, name: str) -> list[Service]: ...

    async def addresses(self, host: str) -> list[str]: ...


class SystemNames:
    """SRV by the system's name servers; addresses in the system's way, which knows /etc/hosts."""

    async def services(self, name: str) -> list[Service]:
        try:
            answer = await dns.asyncresolver.resolve(name, dns.rdatatype.SRV, lifetime=DNS_TIMEOUT_S)
        except (dns.exception.DNSException, OSError):
            return []
        return [
            Service(r.priority, r.weight, r.port, str(r.target).rstrip(".")) for r in answer if str(r.target) != "."
        ]

    async def addresses(self, host: str) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(DNS_TIMEOUT_S):
                found = await loop.getaddrinfo(host, None, type=socket.SOCK_DGRAM)
        except (OSError, UnicodeError):
            return []
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Place:
    """What is looked up: `port` 0 asks for SRV records first."""

    host: str
    port: int
    transport: str


async def resolve(place: Place, *, names: Names, chance: random.Random) -> list[tuple[str, int]]:
    """(address, port) in the order in which they are to be tried. Raises `Unresolved`."""
    if literal := _literal(place.host):
        return [(literal, place.port or DEFAULT_PORT[place.transport])]
    targets: list[tuple[str, int]] = []
    for host, port in await _hosts(place, names, chance):
        targets += [(address, port) for address in await names.addresses(host)]
        if len(targets) >= MAX_TARGETS:
            break
    if not targets:
        raise Unresolved(f"no address for {place.host}")
    return targets[:MAX_TARGETS]


def in_order(services: list[Service], chance: random.Random) -> list[Service]:
    """By priority, and by chance of their weight within one (RFC 2782)."""
    ordered: list[Service] = []
    for priority in sorted({service.priority for service in services}):
        left = [service for service in services if service.priority == priority]
        while left:
            picked = chance.choices(left, [service.weight + 0.01 for service in left])[0]
            left.remove(picked)
            ordered.append(picked)
    return ordered


async def _hosts(place: Place, names: Names, chance: random.Random) -> list[tuple[str, int]]:
    if not place.port:
        services = await names.services(SRV_NAMES[place.transport] + place.host)
        if services:
            return [(service.host, service.port) for service in in_order(services, chance)[:MAX_TARGETS]]
    return [(place.host, place.port or DEFAULT_PORT[place.transport])]


def _literal(host: str) -> str:
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return ""
