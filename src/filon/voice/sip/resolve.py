"""From a trunk's name to addresses (RFC 3263): a literal, NAPTR and SRV where no port is given, else A and AAAA.

The transport is the trunk's own setting: NAPTR records say where its SRV records are, not which transport to take.
"""

from __future__ import annotations

import asyncio
import ipaddress
import random
import socket
from dataclasses import dataclass
from typing import Any, Protocol

import dns.asyncresolver
import dns.exception
import dns.rdatatype
import dns.resolver

from filon.voice.sip.timers import DNS_TIMEOUT_S, MAX_TARGETS

SRV_NAMES = {"udp": "_sip._udp.", "tcp": "_sip._tcp.", "tls": "_sips._tcp."}
POINTERS = {"udp": "SIP+D2U", "tcp": "SIP+D2T", "tls": "SIPS+D2T"}
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


@dataclass(frozen=True, slots=True)
class Pointer:
    """A NAPTR record that leads to SRV records (RFC 3403): `service` such as SIP+D2U, `name` is theirs."""

    order: int
    preference: int
    service: str
    name: str


class Names(Protocol):
    """What is asked of the name service."""

    async def pointers(self, host: str) -> list[Pointer]: ...

    async def services(self, name: str) -> list[Service]: ...

    async def addresses(self, host: str) -> list[str]: ...


class DnsNames:
    """Everything by name servers: those of `resolver`, the system's where it is None."""

    def __init__(self, resolver: dns.asyncresolver.Resolver | None = None) -> None:
        self._resolver = resolver

    async def pointers(self, host: str) -> list[Pointer]:
        found = await self._ask(host, dns.rdatatype.NAPTR)
        return [
            Pointer(
                each.order, each.preference, each.service.decode("ascii", "replace").upper(), _name(each.replacement)
            )
            for each in found
            if each.flags.lower() == b"s"
        ]

    async def services(self, name: str) -> list[Service]:
        found = await self._ask(name, dns.rdatatype.SRV)
        return [Service(each.priority, each.weight, each.port, _name(each.target)) for each in found]

    async def addresses(self, host: str) -> list[str]:
        four, six = await asyncio.gather(self._ask(host, dns.rdatatype.A), self._ask(host, dns.rdatatype.AAAA))
        return [str(each.address) for each in (*four, *six)]

    async def _ask(self, name: str, kind: dns.rdatatype.RdataType) -> list[Any]:
        try:
            resolver = self._resolver or dns.asyncresolver.get_default_resolver()
            return list(await resolver.resolve(name, kind, lifetime=DNS_TIMEOUT_S))
        except (dns.exception.DNSException, OSError):
            return []


class SystemNames(DnsNames):
    """Records by the system's name servers; addresses in the system's way, which knows /etc/hosts."""

    async def addresses(self, host: str) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(DNS_TIMEOUT_S):
                found = await loop.getaddrinfo(host, None, type=socket.SOCK_DGRAM)
        except (OSError, UnicodeError):
            return []
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _name(text: object) -> str:
    """A name of a record without its last dot; "" for the root, which says that there is no such service."""
    return str(text).rstrip(".")


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
    """(host name, port) to look up; nothing for a service that says of itself that it is none (RFC 2782: the root)."""
    for name in await _records(place, names) if not place.port else []:
        services = await names.services(name)
        if services:
            ordered = in_order(services, chance)[:MAX_TARGETS]
            return [(service.host, service.port) for service in ordered if service.host]
    return [(place.host, place.port or DEFAULT_PORT[place.transport])]


async def _records(place: Place, names: Names) -> list[str]:
    """Names of SRV records: those that NAPTR leads to for our transport, then the usual one."""
    pointers = sorted(await names.pointers(place.host), key=lambda each: (each.order, each.preference))
    led = [each.name for each in pointers if each.service == POINTERS[place.transport] and each.name]
    return [*led[:MAX_TARGETS], SRV_NAMES[place.transport] + place.host]


def _literal(host: str) -> str:
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return ""
