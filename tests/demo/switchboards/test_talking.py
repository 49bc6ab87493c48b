"""Somebody who holds a conversation, over SIP and RTP: each turn at its moment, told by the pitch of its sound."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import numpy as np
import pytest

from filon.demo.switchboards.board import Switchboard
from filon.demo.switchboards.library import load_library
from filon.voice.answering import HERE, Answering
from filon.voice.events import Answered
from filon.voice.listen.audio.wav import write_wav
from filon.voice.media.engine import MediaEngine
from filon.voice.media.session import MediaSession, MediaSettings
from filon.voice.trunk import Trunk, TrunkSettings

NUMBER = "0199000098"
HELLO, FIRST, SECOND = 400, 700, 1_000
WITHIN_S = 60
HEADER = (
    f'mine:\n  hears: human\n  number: "{NUMBER}"\n  rings: 0\n  hangs_up: true\n  speaks: [wav 400.wav, wait 30]\n'
)


def tone(hz: int, seconds: float) -> np.ndarray:
    return (6_000 * np.sin(2 * np.pi * hz * np.arange(int(seconds * 8_000)) / 8_000)).astype(np.int16)


class Caller:
    """What a caller says and hears."""

    def __init__(self, session: MediaSession) -> None:
        self.session = session

    def pitches(self) -> list[int]:
        """Pitches of what was heard, one after another; several blocks in a row count once.

        To the nearest 100 Hz: a block in which a sound only begins measures a little beside it.
        """
        found: list[int] = []
        heard = self.session.recording()
        for block in heard[: len(heard) // 800 * 800].reshape(-1, 800).astype(float):
            hz = round(int(np.abs(np.fft.rfft(block * np.hanning(800))).argmax()) * 10, -2)
            pitch = hz if np.sqrt(np.mean(block**2)) > 1_000 else 0
            if not found or found[-1] != pitch:
                found.append(pitch)
        return [pitch for pitch in found if pitch]

    async def hear(self, pitch: int) -> None:
        """Wait for that sound."""
        async with asyncio.timeout(WITHIN_S):
            while pitch not in self.pitches():  # noqa: ASYNC110 sound sets no event
                await asyncio.sleep(0.02)

    async def say(self, seconds: float) -> None:
        await self.session.play(tone(300, seconds))


async def call(folder: Path, what: Callable[[Caller], Awaitable[None]]) -> list[int]:
    """Call, do that, and wait until they hang up."""
    with MediaEngine() as media:
        place = await Answering.open(Switchboard(load_library([folder])).answer, media=media)
        async with await Trunk.open(TrunkSettings(host=HERE, port=place.port)) as trunk:
            session = media.open(HERE, MediaSettings(accepts=trunk.agent.allow.accepts))
            placed = await trunk.place(NUMBER, "0199000000", session.offer(), 8)
            caller = Caller(session)
            doing: asyncio.Task[None] | None = None
            async with asyncio.timeout(WITHIN_S * 2):
                async for event in placed.events():
                    if isinstance(event, Answered):
                        session.connect(event.answer)
                        doing = asyncio.ensure_future(what(caller))
            assert doing
            await doing
            session.close()
        place.close()
    return caller.pitches()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for hz in (HELLO, FIRST, SECOND):
        write_wav(tmp_path / f"{hz}.wav", tone(hz, 0.6))
    return tmp_path


def written(folder: Path, turns: str) -> Path:
    (folder / "mine.yaml").write_text(f"{HEADER}  turns: {turns}\n", encoding="utf-8")
    return folder


def test_each_turn_is_said_once_the_caller_has_spoken_and_they_hang_up_after_the_last(folder: Path) -> None:
    async def talk(caller: Caller) -> None:
        await caller.hear(HELLO)
        await caller.say(1.0)
        assert FIRST not in caller.pitches()
        await caller.hear(FIRST)
        await asyncio.sleep(0.7)
        await caller.say(1.0)
        await caller.hear(SECOND)

    heard = asyncio.run(call(written(folder, "[wav 700.wav, wav 1000.wav]"), talk))
    assert heard == [HELLO, FIRST, SECOND]


def test_a_caller_who_goes_on_after_a_short_pause_is_let_finish(folder: Path) -> None:
    async def talk(caller: Caller) -> None:
        await caller.hear(HELLO)
        for _ in range(3):
            await caller.say(0.6)
            await asyncio.sleep(0.3)
        assert FIRST not in caller.pitches()
        await caller.hear(FIRST)

    asyncio.run(call(written(folder, "[[wait 0.5, wav 700.wav]]"), talk))


def test_somebody_may_speak_while_the_caller_does(folder: Path) -> None:
    async def talk(caller: Caller) -> None:
        await caller.hear(HELLO)
        talking = asyncio.ensure_future(caller.say(5.0))
        await caller.hear(FIRST)
        assert not talking.done()
        await talking

    heard = asyncio.run(call(written(folder, "[[interrupt 1.0, wav 700.wav], wav 1000.wav]"), talk))
    assert heard == [HELLO, FIRST, SECOND], "the caller's end was noticed after it"


def test_a_turn_of_silence_is_for_a_caller_who_says_nothing(folder: Path) -> None:
    turns = "[wav 700.wav, {when: silence 1.5, say: wav 1000.wav}]"

    async def talk(caller: Caller) -> None:
        await caller.hear(HELLO)
        await caller.say(0.8)
        await caller.hear(FIRST)
        await caller.hear(SECOND)

    assert asyncio.run(call(written(folder, turns), talk)) == [HELLO, FIRST, SECOND]


TALKS = f"""{HEADER}  replies: [wav 700.wav]
  talks: mine_talks
talker:
  hears: human
  turns: [wav 1000.wav]
  hangs_up: true
mixtures:
  mine_talks: {{talker: 1}}
"""


@pytest.mark.parametrize(("seconds", "answer"), [(1.0, FIRST), (5.5, SECOND)])
def test_a_receptionist_replies_to_a_word_and_talks_with_whoever_speaks_at_length(
    folder: Path, seconds: float, answer: int
) -> None:
    (folder / "mine.yaml").write_text(TALKS, encoding="utf-8")

    async def talk(caller: Caller) -> None:
        await caller.hear(HELLO)
        await caller.say(seconds)
        await caller.hear(answer)

    assert asyncio.run(call(folder, talk)) == [HELLO, answer]
