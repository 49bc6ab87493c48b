"""`trunk test`: each way in which a trunk can be wrong is named."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.voice.sip.peers import sipp
from tests.voice.sip.ports import free_port
from tests.voice.sip.test_kamailio import kamailio

from filon.voice.causes import Cause
from filon.voice.events import Failed
from filon.voice.probe import Check, Step, refused, try_trunk
from filon.voice.settings import TrunkSettings
from filon.voice.sip.resolve import Pointer, Service
from filon.voice.sip.timers import Timers

SETTINGS = TrunkSettings(host="127.0.0.1", user="alice", password="secret", caller="0199000000")
QUICK = Timers(t1=0.01, t2=0.04, t4=0.04)


class NoNames:
    """A name service that knows nothing."""

    async def pointers(self, host: str) -> list[Pointer]:
        return []

    async def services(self, name: str) -> list[Service]:
        return []

    async def addresses(self, host: str) -> list[str]:
        return []


def last_step(settings: TrunkSettings) -> Step:
    return asyncio.run(try_trunk(settings, "0199000001", names=NoNames()))[-1]


def test_a_name_without_address() -> None:
    step = last_step(replace(SETTINGS, host="sip.operator.test"))
    assert (step.check, step.code) == (Check.DNS, "no_address")


def test_a_host_that_does_not_answer() -> None:
    step = last_step(replace(SETTINGS, port=free_port(), timers=QUICK))
    assert (step.check, step.code) == (Check.REACHABLE, "silent")


def test_a_port_that_takes_no_connection() -> None:
    step = last_step(replace(SETTINGS, port=free_port(), transport="tcp"))
    assert (step.check, step.code) == (Check.REACHABLE, "not_connected")


@given(st.integers(300, 699), st.none() | st.integers(1, 127), st.sampled_from(list(Cause)), st.booleans())
def test_every_refusal_names_one_step_that_failed(code: int, q850: int | None, cause: Cause, rang: bool) -> None:
    steps = refused(Failed(0.0, code, q850, "Words", cause.value), rang=rang)
    assert [step.ok for step in steps] == [*(True for _ in steps[:-1]), False]
    assert not rang or steps[-1].check in (Check.CODEC, Check.ANSWER)


@pytest.mark.parametrize(
    ("failed", "check"),
    [
        (Failed(0.0, 407, None, "no", Cause.CREDENTIALS), Check.AUTHENTICATION),
        (Failed(0.0, 603, None, "Decline"), Check.CALLER),
        (Failed(0.0, 488, None, "Not Acceptable Here"), Check.CODEC),
        (Failed(0.0, 486, None, "Busy Here"), Check.ANSWER),
        (Failed(0.0, 0, None, "", Cause.SILENT), Check.AUTHENTICATION),
    ],
)
def test_a_refusal_is_put_at_its_step(failed: Failed, check: Check) -> None:
    assert refused(failed)[-1].check is check


@pytest.mark.telephony
def test_a_trunk_that_answers_but_sends_no_audio(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filon.voice.probe.LISTEN_S", 0.2)

    told: list[Step] = []

    async def play() -> list[Step]:
        async with kamailio() as port, sipp("ok_ringing") as peer:
            number = f"01990{peer.port:05d}"
            steps = await try_trunk(replace(SETTINGS, port=port), number, names=NoNames(), told=told.append)
            assert await peer.result() == 0, peer.complaints()
        return steps

    steps = asyncio.run(play())
    assert [(step.check, step.ok) for step in steps[:-1]] == [(check, True) for check in list(Check)[:-1]]
    assert (steps[-1].check, steps[-1].code) == (Check.INWARDS, "deaf")
    assert told == steps
