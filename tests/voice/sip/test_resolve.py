"""From a name to addresses (RFC 3263), asked of a real name server on loopback."""

from __future__ import annotations

import asyncio
import random
from collections import Counter

import pytest
from tests.voice.sip.names import names

from filon.voice.sip.resolve import Place, Service, Unresolved, in_order, resolve
from filon.voice.trunk import within_family

A = ("a.operator.test A 192.0.2.1", "b.operator.test A 192.0.2.2", "c.operator.test AAAA 2001:db8::3")
SRV = (
    "_sip._udp.operator.test SRV 20 0 5070 c.operator.test.",
    "_sip._udp.operator.test SRV 10 1 5062 b.operator.test.",
    "_sip._tcp.operator.test SRV 10 1 5064 b.operator.test.",
)


def found(*zone: str, host: str = "operator.test", port: int = 0, transport: str = "udp") -> list[tuple[str, int]]:
    async def ask() -> list[tuple[str, int]]:
        async with names(*zone) as (service, _):
            return await resolve(Place(host, port, transport), names=service, chance=random.Random(1))

    return asyncio.run(ask())


def test_services_come_by_priority_and_both_families_are_known() -> None:
    assert found(*A, *SRV) == [("192.0.2.2", 5062), ("2001:db8::3", 5070)]
    assert found(*A, *SRV, transport="tcp") == [("192.0.2.2", 5064)]


def test_a_port_that_is_given_asks_for_addresses_only() -> None:
    assert found(*A, *SRV, host="a.operator.test", port=5080) == [("192.0.2.1", 5080)]


def test_a_name_without_services_is_tried_at_the_usual_port() -> None:
    assert found(*A, host="a.operator.test") == [("192.0.2.1", 5060)]
    assert found(*A, host="a.operator.test", transport="tls") == [("192.0.2.1", 5061)]


def test_naptr_leads_to_the_services_of_our_transport() -> None:
    zone = (
        'operator.test NAPTR 10 50 "s" "SIP+D2T" "" _sip._tcp.east.operator.test.',
        'operator.test NAPTR 20 50 "s" "SIP+D2U" "" _sip._udp.west.operator.test.',
        'operator.test NAPTR 10 60 "S" "sip+d2u" "" _sip._udp.east.operator.test.',
        "_sip._udp.west.operator.test SRV 1 1 5066 a.operator.test.",
        "_sip._udp.east.operator.test SRV 1 1 5065 a.operator.test.",
    )
    assert found(*A, *SRV, *zone) == [("192.0.2.1", 5065)]
    assert found(*A, *SRV, *zone[:1]) == [("192.0.2.2", 5062), ("2001:db8::3", 5070)]


def test_a_service_whose_host_has_no_address_is_passed_over() -> None:
    assert found(*A, "_sip._udp.operator.test SRV 1 1 5060 gone.operator.test.", SRV[1]) == [("192.0.2.2", 5062)]


@pytest.mark.parametrize("zone", [(), ("_sip._udp.operator.test SRV 0 0 0 .", "operator.test A 192.0.2.9")])
def test_a_name_that_leads_nowhere_is_said_to(zone: tuple[str, ...]) -> None:
    with pytest.raises(Unresolved, match=r"operator\.test"):
        found(*zone)


@pytest.mark.parametrize(("host", "address"), [("[::1]", "::1"), ("::1", "::1"), ("192.0.2.7", "192.0.2.7")])
def test_a_literal_asks_nobody(host: str, address: str) -> None:
    async def ask() -> None:
        async with names() as (service, server):
            assert await resolve(Place(host, 0, "udp"), names=service, chance=random.Random(1)) == [(address, 5060)]
            assert server.asked == []

    asyncio.run(ask())


def test_weights_share_the_calls_within_a_priority() -> None:
    services = [
        Service(1, 30, 5060, "a"),
        Service(1, 10, 5060, "b"),
        Service(2, 99, 5060, "c"),
        Service(1, 0, 5060, "d"),
    ]
    chance = random.Random(7)
    orders = [in_order(services, chance) for _ in range(4_000)]
    first = Counter(order[0].host for order in orders)
    assert {order[-1].host for order in orders} == {"c"}
    assert abs(first["a"] / 4_000 - 0.75) < 0.03
    assert 0 < first["d"] < 40


def test_a_family_that_this_machine_has_no_way_to_is_passed_over() -> None:
    targets = [("::1", 5060), ("127.0.0.1", 5060), ("127.0.0.2", 5060)]
    assert within_family(targets, bind="127.0.0.1") == targets[1:]
    with pytest.raises(OSError, match="kind"):
        within_family(targets[:1], bind="127.0.0.1")
