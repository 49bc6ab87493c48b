"""Many calls at once are heard as each would be alone, and what is kept between steps changes nothing."""

from __future__ import annotations

import numpy as np
from tests.voice.listen.sounds import Samples, chain, french_ringing, noisy, quiet, tone

from filon.voice.listen.classify import Listener, Verdict
from filon.voice.listen.ears import Ears
from filon.voice.listen.features import describe_clip
from filon.voice.listen.model import forest, load
from filon.voice.listen.summary import NAMES
from filon.voice.listen.texture import WINDOW, texture
from filon.voice.listen.tones import Tones, find_tones, tonal


def babble(seed: int, *, seconds: float) -> Samples:
    """Syllables of two lines each, with breaths between them."""
    rng = np.random.default_rng(seed)
    t = np.arange(1200) / 8000
    pieces = []
    while sum(map(len, pieces)) < seconds * 8000:
        lines = sum(np.sin(2 * np.pi * f * t) for f in rng.uniform(250, 2600, 2))
        pieces += [(lines * 2500).astype(np.int16), quiet(float(rng.uniform(0.02, 0.3)))]
    return chain(*pieces)


def melody(seconds: float) -> Samples:
    return chain(*[tone(262 * 2 ** (k * 5 % 12 / 12), seconds=0.4) for k in range(int(seconds / 0.4))])


CLIPS = {
    "greeting": chain(quiet(0.6), babble(1, seconds=1.4), quiet(2.5), babble(2, seconds=0.5), quiet(9)),
    "announcement": chain(quiet(0.4), babble(3, seconds=9), quiet(0.7), tone(1000, seconds=0.4), quiet(9)),
    "twice": chain(quiet(0.3), *[babble(4, seconds=4), quiet(1.2)] * 3, quiet(9)),
    "rings": chain(french_ringing(2), babble(5, seconds=1.2), quiet(12)),
    "music": chain(babble(6, seconds=3), melody(14), quiet(0.5), babble(7, seconds=1.1), quiet(5)),
    "busy": chain(*[tone(440, seconds=0.5), quiet(0.5)] * 7),
    "fax": chain(quiet(1), tone(2100, seconds=3), quiet(1)),
    "silence": quiet(16),
}
HEARD = {name: noisy(samples, snr=32) if samples.any() else samples for name, samples in CLIPS.items()}


def alone(samples: Samples) -> Verdict:
    listener = Listener()
    listener.push(describe_clip(samples))
    return listener.finish()


def test_calls_that_begin_apart_and_arrive_in_uneven_pieces_get_the_verdicts_they_get_alone() -> None:
    rng, ears, reached = np.random.default_rng(3), Ears[str](), {}
    at = dict.fromkeys(HEARD, 0)
    for turn in range(400):
        pieces = {}
        for place, (name, sound) in enumerate(HEARD.items()):
            if turn == 3 * place:
                ears.open(name)
            if turn >= 3 * place and at[name] < len(sound):
                length = int(rng.integers(1, 4000))
                pieces[name] = sound[at[name] : at[name] + length]
                at[name] += length
        reached |= ears.push(pieces)

    assert {name: reached.get(name) or ears.close(name) for name in HEARD} == {
        name: alone(sound) for name, sound in HEARD.items()
    }
    assert len({each.nature for each in map(alone, HEARD.values())}) >= 4


def test_tones_found_step_by_step_are_those_found_at_once() -> None:
    for sound in HEARD.values():
        rows, tones = describe_clip(sound), Tones()
        for end in range(25, len(rows) + 1, 25):
            tones.hear(rows[:end])
            assert tones.every == find_tones(rows[:end])


def test_tones_whose_frames_are_known_are_those_looked_for() -> None:
    for sound in HEARD.values():
        rows, looked, told = describe_clip(sound), Tones(), Tones()
        known = np.flatnonzero(tonal(rows)).tolist()
        for end in range(25, len(rows) + 1, 25):
            assert looked.hear(rows[:end]) == told.hear(rows[:end], known=known)
            assert looked.every == told.every


def test_tones_are_news_until_they_are_over() -> None:
    rows, tones = describe_clip(chain(quiet(1), tone(1000, seconds=0.5), quiet(3))), Tones()

    assert [tones.hear(rows[:end]) for end in range(25, 201, 25)] == [False, False, True, True, *[False] * 4]


def test_the_texture_of_a_window_does_not_depend_on_its_neighbours() -> None:
    windows = np.stack([describe_clip(sound)[50 : 50 + WINDOW] for sound in HEARD.values()])

    assert np.allclose(texture(windows), np.concatenate([texture(window[None]) for window in windows]), atol=1e-4)


def test_rows_asked_together_get_the_chances_they_get_alone() -> None:
    rows = np.random.default_rng(5).normal(0, 8, (30, len(NAMES))).astype(np.float32)
    for name in ("nature", "texture"):
        trees = load(name)
        some = rows[:, : len(trees.names)]
        assert np.array_equal(trees.chances(some), np.concatenate([trees.chances(row[None]) for row in some]))


def test_some_numbers_exchanged_are_those_numbers_asked_again() -> None:
    row, other = np.random.default_rng(6).normal(0, 8, (2, len(NAMES))).astype(np.float32)
    for name in ("nature", "texture"):
        trees = load(name)
        here = len(trees.names)
        groups = [[0, 3], [5], list(range(here)), []]
        asked = np.stack([np.where(np.isin(np.arange(here), group), other[:here], row[:here]) for group in groups])

        mine, others = trees.answers(np.stack([row, other])[:, :here])
        found = trees.exchanged(mine, others, about=np.stack([trees.about(group) for group in groups]))

        assert np.array_equal(found, trees.chances(np.concatenate([row[None, :here], asked])))


def test_a_tree_leads_where_its_questions_do() -> None:
    tree = [1, [0, 1, 0, 0, 0], [0.5, 2.0, 0, 0, 0], [1, 3, 2, 3, 4], [2, 4, 2, 3, 4], [0, 0, 3.0, -1.0, 1.0]]
    trees = forest({"classes": ["no", "yes"], "names": ["a", "b"], "base": [0.0, 0.0], "trees": [tree]})

    chances = trees.chances(np.array([[0.5, 2.0], [0.5, 2.1], [0.6, 0.0]], np.float32))[:, 1]

    assert np.allclose(chances, 1 / (1 + np.exp([1.0, -1.0, -3.0])), atol=1e-6)
