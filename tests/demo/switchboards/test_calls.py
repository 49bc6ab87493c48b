"""Real calls over SIP and RTP: the trunk, the media engine and the listener against the practice switchboards."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import numpy as np

from filon.demo.switchboards.board import Switchboard
from filon.demo.switchboards.library import load_library
from filon.voice.answering import HERE, Answering
from filon.voice.causes import outcome_of
from filon.voice.events import Answered, EarlyMedia, Failed
from filon.voice.listen.classify import Verdict
from filon.voice.media.engine import MediaEngine
from filon.voice.media.session import MediaSettings
from filon.voice.trunk import Trunk, TrunkSettings

CALLER = "0199000000"


@dataclass
class Result:
    """What a call came to: the verdict of an answered one, the outcome of a refused one, what was heard before."""

    verdict: Verdict | None = None
    outcome: str = ""
    recorded_s: float = 0.0


async def call(trunk: Trunk, media: MediaEngine, number: str, *, press: str = "", srtp: bool = False) -> Result:
    """Call, listen from the first sound on, hang up on the verdict."""
    session = media.open(HERE, MediaSettings(accepts=trunk.agent.allow.accepts, srtp=srtp))
    placed = await trunk.place(number, CALLER, session.offer(), 8)
    result = Result()

    def told(verdict: Verdict) -> None:
        result.verdict = verdict
        placed.hangup()

    async for event in placed.events():
        if isinstance(event, EarlyMedia | Answered):
            session.connect(event.answer)
            session.listen(told)
            if press and isinstance(event, Answered):
                session.dtmf(press)
        elif isinstance(event, Failed):
            result.outcome = outcome_of(event).value
            result.verdict = result.verdict or await session.conclude()
    result.recorded_s = len(session.recording()) / 8_000
    session.close()
    return result


async def results(numbers: tuple[str, ...], **options: object) -> list[Result]:
    """All the calls at the same time."""
    with MediaEngine() as media:
        place = await Answering.open(Switchboard(load_library()).answer, media=media)
        settings = TrunkSettings(host=HERE, port=place.port, calls_per_second=50, srtp=bool(options.get("srtp")))
        async with await Trunk.open(settings) as trunk:
            found = await asyncio.gather(*(call(trunk, media, number, **options) for number in numbers))  # type: ignore[arg-type]  # press and srtp
        assert place.live == 0
        place.close()
    return found


EXPECTED = {
    "0199000003": ("human", ""),
    "0199000024": ("fax", ""),
    "0199000041": ("", "unassigned"),
    "0199000042": ("unassigned", "no_answer"),
    "0199000043": ("unassigned", "no_answer"),
    "0199000044": ("unassigned", ""),
    "0199000045": ("", "busy"),
    "0199000046": ("", "no_answer"),
    "0199000048": ("", "refused"),
    "0199000049": ("", "congestion"),
    "+33199000021": ("voicemail", ""),
}


def test_every_kind_of_number_is_told_apart_over_real_calls() -> None:
    found = asyncio.run(results(tuple(EXPECTED)))
    heard = {n: (r.verdict.nature if r.verdict else "", r.outcome) for n, r in zip(EXPECTED, found, strict=True)}
    assert heard == EXPECTED


async def spoken_to(number: str) -> tuple[float, float]:
    """(loudness, silence) of a switchboard: seconds of sound in the four after our words, and while we spoke."""
    with MediaEngine() as media:
        place = await Answering.open(Switchboard(load_library()).answer, media=media)
        settings = TrunkSettings(host=HERE, port=place.port)
        async with await Trunk.open(settings) as trunk:
            session = media.open(HERE, MediaSettings(accepts=trunk.agent.allow.accepts))
            placed = await trunk.place(number, CALLER, session.offer(), 30)
            async for event in placed.events():
                if isinstance(event, Answered):
                    session.connect(event.answer)
                    await asyncio.sleep(1.8)
                    began = len(session.recording())
                    await session.play(WORDS)
                    ended = len(session.recording())
                    await asyncio.sleep(4)
                    placed.hangup()
            heard = session.recording()
            session.close()
        place.close()
    return loud_s(heard[ended:]), loud_s(heard[began + 8_000 : ended])


def loud_s(samples: np.ndarray) -> float:
    """Seconds in which there is more than the line's noise."""
    blocks = samples[: len(samples) // 400 * 400].reshape(-1, 400).astype(float)
    return float((np.sqrt((blocks**2).mean(axis=1)) > 400).sum() * 0.05)


WORDS = (5_000 * np.sin(2 * np.pi * 300 * np.arange(24_000) / 8_000)).astype(np.int16)


def test_whoever_is_spoken_to_listens_and_answers_and_a_machine_speaks_on() -> None:
    answered, meanwhile = asyncio.run(spoken_to("0199000002"))
    assert answered > 0.3
    assert meanwhile < 0.3
    _after, machine = asyncio.run(spoken_to("0199000021"))
    assert machine > 1


def test_a_key_pressed_in_a_menu_is_followed_on_an_encrypted_line() -> None:
    (result,) = asyncio.run(results(("0199000023",), press="1", srtp=True))
    assert result.verdict is not None
    assert result.verdict.nature == "human"
    assert result.recorded_s > 3
