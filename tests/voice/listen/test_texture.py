"""The numbers of a window are what their names say, by the plainest formula there is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.features import BANDS, COLOURS, FRAMES_PER_SECOND, ROW, Column, Floats
from filon.voice.listen.texture import ACTIVE_DB, NAMES, VOICED, WINDOW, texture
from filon.voice.listen.timbre import mean, spread


def windows(count: int) -> Floats:
    """Rows that could be anybody's: loud and soft, with and without voice."""
    rng = np.random.default_rng(17)
    rows = rng.normal(0, 6, (count, WINDOW, ROW)).astype(np.float32)
    rows[:, :, Column.LEVEL] = rng.uniform(-70, -15, (count, WINDOW))
    for column in (Column.LINE, Column.LINES, Column.VOICING):
        rows[:, :, column] = rng.uniform(0, 1, (count, WINDOW))
    for column in (Column.PEAK, Column.PITCH):
        rows[:, :, column] = rng.uniform(80, 400, (count, WINDOW))
    rows[:, :, COLOURS] -= 20
    return rows


def by_hand(rows: NDArray[np.float64]) -> dict[str, float]:
    level, bands = rows[:, Column.LEVEL], rows[:, COLOURS]
    top = np.sort(level)[-6]
    active = level > top - ACTIVE_DB
    voiced = active & (rows[:, Column.VOICING] > VOICED)
    centroid = (10 ** (bands / 10) * np.arange(BANDS)).sum(axis=1)[active]
    curve = 10 ** (np.maximum(level - top, -40) / 20)
    power = np.abs(np.fft.rfft(curve - curve.mean())) ** 2
    rates = np.fft.rfftfreq(WINDOW, 1 / FRAMES_PER_SECOND)
    return {
        "gaps": 1 - active.mean(),
        "level_std": level[active].std(),
        "line": rows[active, Column.LINE].mean(),
        "pair": rows[active, Column.LINES].mean(),
        "voicing_std": rows[active, Column.VOICING].std(),
        "pitch_std": np.log(rows[voiced, Column.PITCH]).std(),
        "flux": np.abs(np.diff(bands, axis=0)).mean(axis=1)[active[1:]].mean(),
        "band_std": bands[active].std(axis=0).mean(),
        "centroid_std": centroid.std() / (centroid.mean() + 1e-3),
        "syllables": power[(rates >= 3) & (rates <= 8)].sum() / power[1:].sum(),
        "steady_3": (np.abs(rows[3:, Column.PEAK] - rows[:-3, Column.PEAK]) < 24).mean(),
    }


def test_the_numbers_of_a_window_are_those_of_their_definition() -> None:
    rows = windows(20)

    for found, window in zip(texture(rows), rows.astype(np.float64), strict=True):
        numbers = dict(zip(NAMES, found.tolist(), strict=True))
        for name, expected in by_hand(window).items():
            np.testing.assert_allclose(numbers[name], expected, rtol=1e-4, atol=1e-5, err_msg=name)


def test_a_window_of_one_loudness_has_no_movement() -> None:
    rows = np.zeros((1, WINDOW, ROW), np.float32)
    rows[:, :, Column.LEVEL], rows[:, :, Column.PITCH] = -31.7, 200
    numbers = dict(zip(NAMES, texture(rows)[0].tolist(), strict=True))

    moved = [numbers[name] for name in ("gaps", "level_std", "flux", "jumps", "attack", "syllables")]
    np.testing.assert_allclose(moved, 0, atol=1e-4)


def test_mean_and_spread_are_those_of_numpy() -> None:
    for values in (windows(1)[0], windows(1)[0, :, 0]):
        np.testing.assert_allclose(mean(values), values.mean(axis=0), rtol=1e-5)
        np.testing.assert_allclose(spread(values, about=mean(values)), values.std(axis=0), rtol=1e-4)
