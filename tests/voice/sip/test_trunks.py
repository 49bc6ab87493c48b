"""Trunks that ask for more: encryption, registration, calls that come in."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from tests.voice.sip.peers import sipp
from tests.voice.sip.ports import free_port
from tests.voice.sip.test_matrix import PLANS, call, judge, offer_at
from tests.voice.sip.tls import door

from filon.voice.incoming import MissedCall, Policy, Reception
from filon.voice.sip.registration import Registration
from filon.voice.trunk import Trunk, TrunkFull, TrunkSettings

pytestmark = pytest.mark.telephony
SETTINGS = TrunkSettings(host="127.0.0.1", user="alice", password="secret", caller="0199000000")


@pytest.mark.parametrize("scenario", ["ok_ringing", "auth407", "f404", "uas_bye"])
def test_a_trunk_over_tls(scenario: str, tmp_path: Path) -> None:
    async def play() -> None:
        port = free_port()
        async with sipp(scenario, transport="t1") as peer, door(peer.port, port=port, folder=tmp_path) as authority:
            settings = replace(SETTINGS, port=port, transport="tls", tls_ca_file=str(authority))
            async with await Trunk.open(settings) as trunk:
                judge(PLANS[scenario], await call(trunk, PLANS[scenario]))
                assert await peer.result() == 0, peer.complaints()

    asyncio.run(play())


def test_a_certificate_of_another_is_refused(tmp_path: Path) -> None:
    async def play() -> None:
        port = free_port()
        async with door(free_port(), port=port, folder=tmp_path, name="127.0.0.9") as authority:
            settings = replace(SETTINGS, port=port, transport="tls", tls_ca_file=str(authority))
            with pytest.raises(OSError, match="connection"):
                await Trunk.open(settings)

    asyncio.run(play())


async def _registered(scenario: str) -> tuple[Registration, int, str]:
    async with sipp(scenario) as peer:
        trunk = await Trunk.open(replace(SETTINGS, port=peer.port, register=True))
        assert trunk.registration
        await asyncio.wait_for(trunk.registration.settled.wait(), 5)
        held = trunk.registration.registered
        await trunk.close()
        trunk.registration.registered = held
        return trunk.registration, await peer.result(), peer.complaints()


@pytest.mark.parametrize("scenario", ["register", "register_423"])
def test_a_registration_is_made_and_taken_back(scenario: str) -> None:
    registration, result, complaints = asyncio.run(_registered(scenario))
    assert result == 0, complaints
    assert registration.registered
    assert registration.problem == ""


def test_a_refused_registration_says_why() -> None:
    registration, result, complaints = asyncio.run(_registered("register_refused"))
    assert result == 0, complaints
    assert not registration.registered
    assert "403" in registration.problem


@pytest.mark.parametrize(
    ("scenario", "policy"),
    [
        ("incoming_missed", Policy.UNAVAILABLE),
        ("incoming_busy", Policy.BUSY),
        ("options_ping", Policy.UNAVAILABLE),
    ],
)
def test_mo_26_a_call_that_comes_in_is_refused_and_told_of_once(scenario: str, policy: Policy) -> None:
    async def play() -> list[MissedCall]:
        missed: list[MissedCall] = []
        ours, theirs = free_port(), free_port()
        async with await Trunk.open(replace(SETTINGS, port=theirs, bind_port=ours)) as trunk:
            Reception(trunk.agent, missed.append, policy=policy)
            async with sipp(scenario, remote=ours, port=theirs) as peer:
                assert await peer.result() == 0, peer.complaints()
        return missed

    missed = asyncio.run(play())
    expected = [] if scenario == "options_ping" else [("0199000042", "0199000000", "Jeanne")]
    assert [(told.caller, told.called, told.display) for told in missed] == expected


def test_more_calls_than_the_trunk_bears_are_refused_at_once() -> None:
    async def play() -> None:
        async with await Trunk.open(replace(SETTINGS, port=free_port(), max_concurrent=1)) as trunk:
            placed = await trunk.place("0199000001", "", offer_at(free_port()))
            with pytest.raises(TrunkFull):
                await trunk.place("0199000002", "", offer_at(free_port()))
            placed.hangup()
            assert trunk.live == 0

    asyncio.run(play())


@pytest.mark.parametrize("number", ["", "0199@thief.test", "01 99", "x", "1" * 40, "01\r\nVia: x"])
def test_what_is_no_number_is_not_called(number: str) -> None:
    async def play() -> None:
        async with await Trunk.open(replace(SETTINGS, port=free_port())) as trunk:
            with pytest.raises(ValueError, match="digits"):
                await trunk.place(number, "0199000000", offer_at(free_port()))

    asyncio.run(play())
