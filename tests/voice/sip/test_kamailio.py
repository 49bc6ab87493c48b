"""The same calls through a real proxy that challenges and records its route."""

from __future__ import annotations

import asyncio

import pytest
from tests.voice.sip.peers import sipp
from tests.voice.sip.ports import free_port
from tests.voice.sip.proxy import kamailio, through
from tests.voice.sip.test_matrix import EVENTS_WITHIN_S, PLANS, Plan, judge, offer_at

from filon.voice.trunk import Answered, CallEvent, Failed, Trunk

pytestmark = pytest.mark.telephony
THROUGH = (
    "ok_ringing",
    "183_then_200",
    "f404",
    "f486",
    "f480",
    "f603",
    "early183_then_404",
    "ring_cancel",
    "cancel_glare_200",
    "prack_183",
    "prack_challenged",
    "answer_in_183_only",
    "fork_2tags",
    "fork_two_answers",
    "bye_challenged",
    "uas_bye",
    "uas_reinvite",
    "uas_reinvite_offerless",
    "uas_update_sdp",
    "uas_options",
    "uas_refer",
    "timer_too_short",
)
LOSING = ("lossy_invite", "lossy_ack")
"""Packets get lost between proxy and peer: only where there are packets."""


async def call(trunk: Trunk, plan: Plan, number: str) -> list[CallEvent]:
    placed = await trunk.place(number, "0199000000", offer_at(free_port()), plan.ring_s)
    seen: list[CallEvent] = []
    async with asyncio.timeout(EVENTS_WITHIN_S):
        async for event in placed.events():
            seen.append(event)
            if isinstance(event, Answered) and not plan.peer_hangs_up:
                asyncio.get_running_loop().call_later(plan.talk_s, placed.hangup)
    return seen


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_calls_through_a_proxy(transport: str) -> None:
    async def play() -> None:
        async with kamailio() as port, await Trunk.open(through(port, transport=transport)) as trunk:
            for scenario in THROUGH if transport == "tcp" else THROUGH + LOSING:
                async with sipp(scenario) as peer:
                    seen = await call(trunk, PLANS[scenario], f"01990{peer.port:05d}")
                    assert await peer.result() == 0, (scenario, peer.complaints())
                judge(PLANS[scenario], seen)

    asyncio.run(play())


def test_a_wrong_password_is_told() -> None:
    async def play() -> None:
        async with kamailio() as port, await Trunk.open(through(port, password="wrong")) as trunk:
            last = (await call(trunk, PLANS["ok_ringing"], "0199012345"))[-1]
            assert isinstance(last, Failed)
            assert (last.code, last.cause) == (407, "credentials")

    asyncio.run(play())


@pytest.mark.parametrize(("password", "registered"), [("secret", True), ("wrong", False)])
def test_a_registration_at_a_proxy(password: str, registered: bool) -> None:
    async def play() -> None:
        async with kamailio() as port, await Trunk.open(through(port, password=password, register=True)) as trunk:
            assert trunk.registration
            await asyncio.wait_for(trunk.registration.settled.wait(), 5)
            assert trunk.registration.registered is registered
            assert bool(trunk.registration.problem) is not registered

    asyncio.run(play())
