"""A name server on loopback that knows what a test writes down, and a name service that asks it and nobody else."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import dns.asyncresolver
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from filon.voice.sip.resolve import DnsNames

HERE = "127.0.0.1"
TTL = 60


class NameServer(asyncio.DatagramProtocol):
    """`zone`: lines such as "_sip._udp.operator.test SRV 10 5 5060 a.operator.test."."""

    def __init__(self, zone: list[str]) -> None:
        self.asked: list[str] = []
        self._records: dict[tuple[str, str], list[str]] = {}
        self.transport: asyncio.DatagramTransport | None = None
        for line in zone:
            name, kind, data = line.split(" ", 2)
            self._records.setdefault((f"{name}.", kind), []).append(data)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        question = query.question[0]
        name, kind = str(question.name), dns.rdatatype.to_text(question.rdtype)
        self.asked.append(f"{name.rstrip('.')} {kind}")
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        if found := self._records.get((name, kind)):
            response.answer.append(dns.rrset.from_text(name, TTL, "IN", kind, *found))
        elif not any(known == name for known, _ in self._records):
            response.set_rcode(dns.rcode.NXDOMAIN)
        assert self.transport is not None
        self.transport.sendto(response.to_wire(), addr)


@contextlib.asynccontextmanager
async def names(*zone: str) -> AsyncIterator[tuple[DnsNames, NameServer]]:
    """The service and the server behind it."""
    loop = asyncio.get_running_loop()
    transport, server = await loop.create_datagram_endpoint(lambda: NameServer(list(zone)), local_addr=(HERE, 0))
    server.transport = transport
    resolver = dns.asyncresolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = [HERE], transport.get_extra_info("sockname")[1]
    try:
        yield DnsNames(resolver), server
    finally:
        transport.close()
