"""What is summed by products with masks is what a mean over the frames of the mask says."""

from __future__ import annotations

import numpy as np
import pytest

from filon.voice.listen.features import COLOURS, ROW, Column, Floats
from filon.voice.listen.segments import Segments
from filon.voice.listen.spans import joined, runs
from filon.voice.listen.timbre import NAMES, VOICED, timbre


def spoken(seed: int) -> tuple[Floats, Segments]:
    """Frames of anything, and segments that are drawn."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(-25, 9, (300, ROW)).astype(np.float32)
    rows[:, Column.VOICING] = rng.uniform(0, 1, len(rows))
    rows[:, Column.PITCH] = rng.uniform(80, 400, len(rows))
    active = np.repeat(rng.random(30) < 0.6, 10)
    pieces = [(int(start), int(end)) for start, end in runs(active)]
    return rows, Segments(active=active, gate=-40.0, pieces=pieces, utterances=joined(pieces, 20))


@pytest.mark.parametrize("seed", range(6))
def test_the_numbers_are_means_over_the_frames_that_speak(seed: int) -> None:
    rows, speech = spoken(seed)
    exact, at = rows.astype(np.float64), np.flatnonzero(speech.voice)
    said, before = exact[at], at[at > 0]
    one, two = said[at < speech.utterances[0][1]], said[at >= speech.utterances[0][1]]

    found = timbre(rows, speech)

    apart = np.abs(one.mean(axis=0) - two.mean(axis=0)) if min(len(one), len(two)) >= 5 else np.zeros(ROW)
    expected = {
        "level_std": said[:, Column.LEVEL].std(),
        "voicing": said[:, Column.VOICING].mean(),
        "voiced": (said[:, Column.VOICING] > VOICED).mean(),
        "pitch_std": np.log(said[said[:, Column.VOICING] > VOICED, Column.PITCH]).std(),
        "flux": np.abs(exact[before][:, COLOURS] - exact[before - 1][:, COLOURS]).mean(),
        "band_std": said[:, COLOURS].std(axis=0).mean(),
        "turn_level": apart[Column.LEVEL],
        "turn_bands": apart[COLOURS].mean(),
    }
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, rel=1e-4, abs=1e-4), name
    assert set(found) == set(NAMES)


def test_where_nobody_speaks_there_is_no_voice() -> None:
    rows, _ = spoken(7)
    nobody = Segments(active=np.zeros(len(rows), bool), gate=-40.0, pieces=[], utterances=[])

    assert timbre(rows, nobody) == dict.fromkeys(NAMES, 0.0)
