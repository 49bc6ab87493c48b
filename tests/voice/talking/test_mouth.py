"""One sentence at a time."""

from __future__ import annotations

import asyncio

import numpy as np

from filon.voice.talking.mouth import Mouth, Unspeakable

SOUND = np.ones(800, np.int16)


class Ear:
    """What is played, until it is stopped or ended by hand."""

    def __init__(self) -> None:
        self.playing: asyncio.Future[bool] | None = None
        self.played: list[int] = []

    def play(self, samples):
        self._settle(whole=False)
        self.playing = asyncio.get_running_loop().create_future()
        self.played.append(len(samples))
        return self.playing

    def stop(self):
        self._settle(whole=False)

    def end(self):
        self._settle(whole=True)

    def _settle(self, *, whole):
        if self.playing and not self.playing.done():
            self.playing.set_result(whole)


class Voice:
    name = "test"

    def say(self, text, *, language):
        return SOUND * len(text) if text else None


def trial(act, settle=0.05):
    """What was told, after these acts on a mouth, each given a moment."""

    async def run():
        ear, told, faults = Ear(), [], []
        mouth = Mouth(ear, Voice(), language="fr", over=told.append, failed=faults.append)
        for step in act:
            step(mouth, ear)
            await asyncio.sleep(settle)
        return ear, told, faults, mouth.busy

    return asyncio.run(run())


def test_a_sentence_is_told_of_when_it_is_over():
    _, told, faults, busy = trial([lambda m, e: m.say("un"), lambda m, e: e.end()])
    assert (told, faults, busy) == ([True], [], False)


def test_one_that_is_cut_is_told_as_cut():
    assert trial([lambda m, e: m.say("un"), lambda m, e: m.fall_silent()])[1] == [False]


def test_one_that_is_cut_before_its_first_word_is_never_heard():
    def both(mouth, ear):
        mouth.say("un")
        mouth.fall_silent()

    ear, told, _, _ = trial([both])
    assert (ear.played, told) == ([], [False])


def test_one_that_another_replaces_is_not_told_of():
    steps = [lambda m, e: m.say("un"), lambda m, e: m.say("deux"), lambda m, e: e.end()]
    ear, told, _, _ = trial(steps)
    assert (len(ear.played), told) == (2, [True])


def test_without_a_voice_the_fault_is_told():
    _, told, faults, busy = trial([lambda m, e: m.say("")])
    assert (told, busy) == ([], False)
    assert isinstance(faults[0], Unspeakable)
