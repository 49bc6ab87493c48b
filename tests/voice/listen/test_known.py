"""When the trees are asked: not before the words say something, unless it is late."""

from __future__ import annotations

import numpy as np
import pytest

from filon.voice.listen.features import FRAMES_PER_SECOND, ROW, SHADES
from filon.voice.listen.known import SETTLED_S, SURE, Heard
from filon.voice.listen.waiting import Sound, Wait
from filon.voice.listen.words import KINDS, Words


def heard(*, sure: float, seconds: float) -> Heard:
    """A call of so many seconds whose words speak for a machine with this chance, and for the rest alike."""
    frames = int(seconds * FRAMES_PER_SECOND)
    rows = np.zeros((frames, ROW), np.float32)
    others = (1 - sure) / (len(KINDS) - 1)
    evidence = np.log(np.array([[others, sure, *[others] * (len(KINDS) - 2)]], np.float32))
    words = Words(begun=0, at=frames, rows=[evidence])
    wait = Wait(since=0.0, state="", open=False, ring_s=0.0, music=[], sound=Sound(rows, []))
    return Heard(seconds, [], wait, rows, np.zeros((frames, SHADES), np.uint8), words=words)


@pytest.mark.parametrize(
    ("sure", "seconds", "asked"),
    [(0.99, 5.0, True), (0.21, 5.0, False), (0.21, SETTLED_S, False), (0.21, SETTLED_S + 1, True)],
)
def test_the_trees_are_asked_once_the_words_say_something_or_it_is_late(
    sure: float, seconds: float, asked: bool
) -> None:
    call = heard(sure=sure, seconds=seconds)

    assert call.may_tell is asked
    assert (call.worded[-1] >= SURE) == (sure > SURE)
