"""Who may call a practice place, and what happens to callers that are odd."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filon.voice.answering import HERE, Answering, IncomingCall, called
from filon.voice.events import Answered, CallEvent, Ended, Failed
from filon.voice.media.engine import MediaEngine
from filon.voice.sip import sdp
from filon.voice.sip.message import Request
from filon.voice.trunk import Trunk, TrunkSettings

NUMBER, CALLER = "0199000001", "0199000000"


async def answer_and_wait(call: IncomingCall) -> None:
    call.ring()
    call.answer()
    await asyncio.sleep(0.2)


def with_place(
    handler: Callable[[IncomingCall], Awaitable[None]], test: Callable[[Answering, Trunk], Awaitable[None]]
) -> None:
    async def run() -> None:
        with MediaEngine() as media:
            place = await Answering.open(handler, media=media)  # type: ignore[arg-type]  # handlers are coroutines
            async with await Trunk.open(TrunkSettings(host=HERE, port=place.port, calls_per_second=50)) as trunk:
                await test(place, trunk)
            place.close()

    asyncio.run(run())


async def last_of(trunk: Trunk, offer: sdp.Offer, *, hang_up: bool = False) -> CallEvent:
    call = await trunk.place(NUMBER, CALLER, offer, 3)
    last: CallEvent | None = None
    async for last in call.events():
        if hang_up and isinstance(last, Answered):
            call.hangup()
    assert last is not None
    return last


def test_the_place_hangs_up_and_is_hung_up_on() -> None:
    async def test(place: Answering, trunk: Trunk) -> None:
        theirs = await last_of(trunk, sdp.Offer(HERE, 9))
        ours = await last_of(trunk, sdp.Offer(HERE, 9), hang_up=True)
        assert isinstance(theirs, Ended)
        assert isinstance(ours, Ended)
        assert (theirs.by, ours.by) == ("remote", "local")
        await asyncio.sleep(0.05)
        assert place.live == 0

    with_place(answer_and_wait, test)


def test_audio_for_another_machine_is_refused() -> None:
    async def test(place: Answering, trunk: Trunk) -> None:
        last = await last_of(trunk, sdp.Offer("192.0.2.7", 4_000))
        assert isinstance(last, Failed)
        assert last.code == 488

    with_place(answer_and_wait, test)


def test_a_call_of_another_machine_is_not_answered() -> None:
    async def test(place: Answering, trunk: Trunk) -> None:
        place.received(b"INVITE sip:1@127.0.0.1 SIP/2.0\r\n\r\n", ("192.0.2.7", 5_060))
        assert (place.agent.counters.foreign, place.live) == (1, 0)

    with_place(answer_and_wait, test)


@pytest.mark.parametrize("fault", [False, True])
def test_a_handler_that_says_nothing_or_fails_refuses(fault: bool) -> None:
    async def nothing(call: IncomingCall) -> None:
        await asyncio.sleep(0)
        if fault:
            raise KeyError

    async def test(place: Answering, trunk: Trunk) -> None:
        last = await last_of(trunk, sdp.Offer(HERE, 9))
        assert isinstance(last, Failed)
        assert last.code == 480

    with_place(nothing, test)


@settings(max_examples=10)
@given(
    st.lists(
        st.binary(max_size=300) | st.binary(max_size=80).map(lambda tail: b"CANCEL sip:x SIP/2.0\r\n" + tail),
        max_size=20,
    )
)
def test_any_bytes_change_nothing(messages: list[bytes]) -> None:
    async def test(place: Answering, trunk: Trunk) -> None:
        for data in messages:
            place.received(data, (HERE, 5_999))
        assert (place.live, place.agent.counters.faults) == (0, 0)

    with_place(answer_and_wait, test)


@pytest.mark.parametrize(
    ("uri", "number", "host"),
    [
        ("sip:+33199000001@machines.practice.test:5060", "33199000001", "machines.practice.test"),
        ("sip:0199000001;phone-context=x@127.0.0.1", "0199000001", "127.0.0.1"),
        ("tel:+33199000001", "", ""),
    ],
)
def test_who_is_called_is_read_from_the_address(uri: str, number: str, host: str) -> None:
    found = called(Request([("from", f"<sip:{CALLER}@x.test>;tag=1")], method="INVITE", uri=uri))
    assert (found.number, found.host) == (number, host)
