"""The listener judged over real calls: every clip of the test half is played over SIP and RTP on loopback."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from pathlib import Path

from filon.voice.answering import HERE, Answering, IncomingCall
from filon.voice.corpus.build import Truth, read_truth
from filon.voice.events import Answered
from filon.voice.listen.audio.wav import read_wav
from filon.voice.listen.classify import Verdict
from filon.voice.listen.report import Heard, Report, at_least, at_most
from filon.voice.media.engine import MediaEngine
from filon.voice.media.session import MediaSettings
from filon.voice.trunk import Trunk, TrunkSettings

CALLS_PER_SECOND = 20.0
CALLER = "0199000000"


@dataclass(frozen=True)
class Bench:
    """What every call of the report shares. A clip's number is its place in `clips`."""

    folder: Path
    clips: list[Truth]
    media: MediaEngine

    async def play(self, call: IncomingCall) -> None:
        """Answer at once, play the clip, hang up."""
        truth = self.clips[int(call.called.number)]
        samples = await asyncio.to_thread(read_wav, self.folder / truth.file)
        await call.answer().play(samples)

    async def call(self, trunk: Trunk, place: int) -> Heard | None:
        """Call a clip and hear it; None when the call did not come about."""
        session = self.media.open(HERE, MediaSettings(accepts=trunk.agent.allow.accepts))
        placed = await trunk.place(f"{place:06}", CALLER, session.offer())
        decided: list[Verdict] = []

        def told(verdict: Verdict) -> None:
            decided.append(verdict)
            placed.hangup()

        async for event in placed.events():
            if isinstance(event, Answered):
                session.connect(event.answer)
                session.listen(told)
        verdict = decided[0] if decided else await session.conclude()
        session.close()
        return _heard(self.clips[place], verdict) if verdict else None


def judge_live(folder: Path, *, concurrent: int, loss: float = 0.0, most: int | None = None) -> Report:
    """Listen to the test half of a corpus, or to `most` clips of it, with so many calls at once and packets lost."""
    clips = [truth for truth in read_truth(folder) if truth.split == "test"]
    random.Random(1).shuffle(clips)  # noqa: S311 an order, no secret
    with MediaEngine() as media:
        return asyncio.run(_judge(Bench(folder, clips[:most], media), concurrent, loss))


async def _judge(bench: Bench, concurrent: int, loss: float) -> Report:
    place = await Answering.open(bench.play, media=bench.media)
    place.drops = loss
    settings = TrunkSettings(host=HERE, port=place.port, max_concurrent=concurrent, calls_per_second=CALLS_PER_SECOND)
    free = asyncio.Semaphore(concurrent)
    async with await Trunk.open(settings) as trunk:

        async def one(number: int) -> Heard | None:
            async with free:
                return await bench.call(trunk, number)

        heard = await asyncio.gather(*(one(number) for number in range(len(bench.clips))))
    place.close()
    return Report(tuple(each for each in heard if each))


def _heard(truth: Truth, verdict: Verdict) -> Heard:
    return Heard(
        truth=truth,
        nature=verdict.nature,
        confidence=verdict.confidence,
        decided_at=verdict.decided_at,
        waited_s=round(verdict.decided_at - verdict.ring_s, 2),
    )


def compared(offline: Report, live: Report, *, loss: float) -> str:
    """Both reports in a few lines, and the clips that were heard differently."""
    files = {each.truth.file: each.nature for each in offline.heard}
    differ = [each for each in live.heard if files.get(each.truth.file) != each.nature]
    lines = [
        f"clips: {len(offline.heard)} from files, {len(live.heard)} over calls, {loss:.0%} of packets lost",
        f"nine natures right: {at_least(offline.right())} from files, {at_least(live.right())} over calls",
        f"humans recognised: {at_least(offline.humans_recognised())}, {at_least(live.humans_recognised())}",
        f"machine called human: {at_most(offline.machines_called_human())}, {at_most(live.machines_called_human())}",
        f"heard differently: {len(differ)}",
        *(
            f"  {each.truth.file}: {files.get(each.truth.file)} from its file, {each.nature} over a call"
            for each in differ
        ),
    ]
    return "\n".join(lines)
