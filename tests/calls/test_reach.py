"""Lines lead to the internet, and inside only where the host has opened it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest
from tests.factories import make_trunk

from filon.calls.line import settings_of
from filon.calls.operations.trunks import TrunkFields, save_trunk
from filon.calls.reach import Reach, is_inside, unusable
from filon.kernel.errors import Refused
from filon.voice.probe import Check, try_trunk
from filon.voice.sip.allow import AllowRule
from filon.voice.sip.resolve import OutOfReach, Pointer, Service
from filon.voice.trunk import Trunk

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
INTERNET = Reach((), public=True)
OPENED = Reach((ip_network("10.1.0.0/16"),), public=True)
OPERATOR = "8.8.4.4"
"""Any public address: nothing is sent to it."""


class Names:
    """A name service that gives every name these addresses."""

    def __init__(self, *addresses: str) -> None:
        self.given = list(addresses)

    async def pointers(self, host: str) -> list[Pointer]:
        return []

    async def services(self, name: str) -> list[Service]:
        return []

    async def addresses(self, host: str) -> list[str]:
        return self.given


def operator(**fields: object) -> TrunkFields:
    return TrunkFields(**{"name": "Opérateur", "host": "sip.operateur.example", "caller": "+33162000000", **fields})


INSIDE = ["127.0.0.1", "localhost", "pbx", "pbx.lan", "10.1.2.3", "192.168.1.20", "[::1]", "169.254.169.254", "fd00::1"]


@pytest.mark.parametrize("host", INSIDE)
def test_a_host_inside_is_refused_beside_its_field(workspace, host: str) -> None:
    with pytest.raises(Refused) as refusal:
        save_trunk(operator(host=host), now=NOW)
    assert refusal.value.field == "host"
    assert "FILON_TRUNK_NETWORKS" in refusal.value.message


def test_a_pbx_in_an_opened_network_is_taken_and_its_neighbours_are_not(workspace, settings) -> None:
    settings.FILON_TRUNK_NETWORKS = [ip_network("10.1.0.0/16")]
    for host in ("10.1.2.3", "pbx.lan", "sip.operateur.example"):
        assert save_trunk(operator(name=host, host=host), now=NOW).host == host
    for host in ("10.2.0.1", "127.0.0.1"):
        with pytest.raises(Refused):
            save_trunk(operator(host=host), now=NOW)


@pytest.mark.parametrize("networks", [["10.0.0.0/8"], ["0.0.0.0/0"], ["127.0.0.1/32"], ["nonsense"], ["::/0"]])
def test_further_networks_lie_outside_too(workspace, networks: list[str]) -> None:
    with pytest.raises(Refused) as refusal:
        save_trunk(operator(extra_networks=tuple(networks)), now=NOW)
    assert refusal.value.field == "extra_networks"
    assert not unusable(["8.8.4.0/24"], reach=INTERNET)


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["10.1.2.3"], [OPERATOR, "192.168.0.1"], ["::ffff:127.0.0.1"]])
def test_what_a_name_leads_to_is_decided_when_the_line_is_opened(workspace, addresses: list[str]) -> None:
    line = settings_of(save_trunk(operator(port=5060), now=NOW))
    with pytest.raises(OutOfReach):
        asyncio.run(Trunk.open(line, names=Names(*addresses)))
    steps = asyncio.run(try_trunk(line, "0199000001", names=Names(*addresses)))
    assert [(step.check, step.code) for step in steps] == [(Check.DNS, "out_of_reach")]


def test_an_address_inside_a_wide_network_of_the_operator_is_not_talked_to() -> None:
    rule = AllowRule(["168.63.0.0/16"], within_reach=INTERNET)
    assert rule.accepts("168.63.1.1")
    assert not rule.accepts("168.63.129.16")


def test_practice_lines_lead_to_this_machine_whatever_is_opened(workspace, settings) -> None:
    settings.FILON_TRUNK_NETWORKS = [ip_network("10.1.0.0/16")]
    reach = settings_of(make_trunk()).within_reach
    assert reach is not None
    assert [reach(address) for address in ("127.0.0.1", "::1", "10.1.2.3", OPERATOR)] == [True, True, False, False]


def test_a_practice_line_without_a_port_follows_its_installation(workspace, settings) -> None:
    line = make_trunk(port=0)
    settings.FILON_SWITCHBOARDS_PORT = 8260
    assert settings_of(line).port == 8260
    assert settings_of(make_trunk(port=5070)).port == 5070


def test_a_name_of_the_internet_is_not_judged_by_how_it_is_written() -> None:
    assert not is_inside("sip.operateur.example", reach=INTERNET)
    assert is_inside("10.1.2.3", reach=INTERNET)
    assert not is_inside("10.1.2.3", reach=OPENED)
