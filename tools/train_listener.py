"""Make the data of the listener: `python tools/train_listener.py PARTS FOLDERS`, as `docs/telephony.md` says.

PARTS are `texture`, `words`, `further` and `nature` or some of them with commas between: `texture.json`, from the fifth
folder; `words.npz`, from the first three, and again, from what it is, with the fourth (`listener_words.py`, which needs
JAX and optax); `nature.json`, from all. They are written in this order to `src/filon/voice/listen/data/`, and each
listens with those before: parts made one by one are those made in one go. Needs scikit-learn, which Filon itself does
not. The clips of the data shipped are those that `listener_halves.py` names, of `filon voice corpus`: sentences put
together (`--folder var/voice/composed --grammar`, with `--seed 41 --size 2400`, `--seed 51 --size 1500` and `--seed 61
--size 3500`), drawn speakers (`--folder var/voice/drawn --drawn --seed 101 --size 4000`), wider patterns (`--folder
var/voice/wide --wide --seed 131 --size 5000`) and broader ones (`--folder var/voice/broad --broad --seed 161 --size
5000`); sentences written whole (`--seed 21 --size 2200` and `--seed 31 --size 900`, and `--folder var/voice/more --seed
71 --size 4000`).

The trees learn from clips that the network of words has not heard, those without words from some of the others too.
The thresholds come from training alone: clips of sentences written whole, by speakers whom the network never heard, are
judged by trees that saw neither their sentences nor their speakers. What is heard of the clips is kept in each folder
(`moments.pkl`) and read again while no clip, and no line of the listener, changed; words are heard every time.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from listener_halves import FOLDS, Roles, roles
from listener_moments import Floats, Followed, Point, example, followed
from listener_thresholds import SECONDS, choose_thresholds, joined, table, told
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from filon.voice.corpus.build import Truth, read_truth
from filon.voice.listen import texture as music
from filon.voice.listen.audio.wav import read_wav
from filon.voice.listen.decision import NATURES
from filon.voice.listen.features import FRAMES_PER_SECOND, describe_clip
from filon.voice.listen.model import load
from filon.voice.listen.summary import NAMES
from filon.voice.listen.words import NAMES as WORDS
from filon.voice.listen.words import load_words

DATA = Path(__file__).resolve().parents[1] / "src/filon/voice/listen/data"
PROCESSES = 2
LEAVES = 8
Settings = dict[str, list[float]]


@dataclass(frozen=True)
class Sort:
    """How many of the numbers trees may ask for, and how many rounds of them there are."""

    numbers: int
    iterations: int


SORTS = Sort(len(NAMES) - len(WORDS), 150), Sort(len(NAMES), 100)
JUDGES = Sort(len(NAMES) - len(WORDS), 130), Sort(len(NAMES), 100)
"""Without words and with them; those that the thresholds are chosen with learn from half as many clips."""


@dataclass(frozen=True)
class Halves:
    """Clips, and the names of those that the network of words has heard."""

    every: list[Followed]
    heard: frozenset[str]

    @property
    def unheard(self) -> list[Followed]:
        """The clips on which words can be trusted as on any other sound."""
        return [clip for clip in self.every if clip.truth.file not in self.heard]


@dataclass(frozen=True)
class Examples:
    """Numbers, answers and how much each example weighs."""

    rows: Floats
    answers: NDArray[np.int64]
    weights: Floats


def windows(task: tuple[Path, Truth]) -> tuple[Floats, list[int]]:
    """Texture of every two seconds of a clip; answer 1 where it is music, 0 where it is not, mixed ones left out."""
    folder, truth = task
    rows = describe_clip(read_wav(folder / truth.file))
    ends, answers = [], []
    for end in range(music.WINDOW, len(rows) + 1, music.STEP):
        start_s, end_s = (end - music.WINDOW) / FRAMES_PER_SECOND, end / FRAMES_PER_SECOND
        covered = sum(max(0.0, min(b, end_s) - max(a, start_s)) for a, b in truth.music)
        if not 0.1 < covered < 1.6:
            ends.append(end)
            answers.append(int(covered > 1))
    if not ends:
        return np.empty((0, len(music.NAMES)), np.float32), []
    return music.texture([rows[end - music.WINDOW : end] for end in ends]), answers


def train(examples: Examples, *, iterations: int, leaves: int, seed: int = 0) -> HistGradientBoostingClassifier:
    """Shallow boosted trees: small enough to ship, and each asks few questions."""
    trees = HistGradientBoostingClassifier(
        max_iter=iterations,
        learning_rate=0.16,
        max_leaf_nodes=leaves,
        max_depth=4,
        min_samples_leaf=40,
        l2_regularization=15.0,
        max_features=0.25,
        max_bins=128,
        early_stopping=False,
        random_state=seed,
    )
    return trees.fit(examples.rows, examples.answers, sample_weight=examples.weights)


def exported(model: HistGradientBoostingClassifier, *, classes: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    """The JSON that `filon.voice.listen.model.forest` reads."""
    trees = []
    rounds = model._predictors  # noqa: SLF001 scikit-learn shows its trees nowhere else
    for round_ in rounds:
        for which, predictor in enumerate(round_):
            nodes = predictor.nodes
            own = np.arange(len(nodes))
            leaf = nodes["is_leaf"] == 1
            trees.append(
                [
                    which if len(round_) > 1 else 1,
                    np.where(leaf, 0, nodes["feature_idx"]).tolist(),
                    [float(f"{x:.6g}") for x in np.where(leaf, 0, nodes["num_threshold"])],
                    np.where(leaf, own, nodes["left"]).tolist(),
                    np.where(leaf, own, nodes["right"]).tolist(),
                    [float(f"{x:.4g}") for x in np.where(leaf, nodes["value"], 0)],
                ]
            )
    base = np.ravel(model._baseline_prediction)  # noqa: SLF001 same reason
    depth = max(int(p.nodes["depth"].max()) for r in rounds for p in r)
    return {
        "classes": list(classes),
        "names": list(names),
        "base": [0.0, float(base[0])] if len(base) == 1 else [round(float(b), 5) for b in base],
        "depth": depth,
        "trees": trees,
    }


def write(name: str, content: dict[str, Any]) -> None:
    """One JSON of the folder `data`, one tree to a line."""
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in content.pop("trees"))
    head = json.dumps(content, ensure_ascii=False)[:-1]
    (DATA / f"{name}.json").write_text(f'{head}, "trees": [\n{trees}\n]}}\n', encoding="utf-8")


def train_texture(tasks: list[tuple[Path, Truth]]) -> None:
    """Music or not."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        found = list(pool.map(windows, tasks, chunksize=16))
    rows = np.concatenate([rows for rows, _ in found])
    answers = np.array([answer for _, each in found for answer in each])
    share = answers.mean()
    weights = np.where(answers == 1, 0.35 / share, 0.65 / (1 - share)).astype(np.float32)
    model = train(Examples(rows, answers, weights), iterations=100, leaves=10)
    write("texture", exported(model, classes=("other", "music"), names=music.NAMES))


def examples(clips: list[Followed], classes: Sequence[str]) -> Examples:
    """The moments from which a clip's truth can be known.

    Every clip weighs the same however long it stays undecided, and every nature the root of its share.
    """
    known = [(clip, [p.vector for p in clip.points if p.vector is not None and _tells(clip, p)]) for clip in clips]
    known = [(clip, vectors) for clip, vectors in known if vectors]
    answers = np.concatenate([np.full(len(rows), classes.index(clip.truth.nature)) for clip, rows in known])
    weights = np.concatenate([np.full(len(rows), 1 / len(rows)) for _, rows in known])
    totals = np.array([max(weights[answers == k].sum(), 1e-6) for k in range(len(classes))])
    weights = weights / np.sqrt(totals[answers])
    weights *= len(weights) / weights.sum()
    rows = np.array([vector for _, vectors in known for vector in vectors], np.float32)
    return Examples(rows, answers, weights.astype(np.float32))


def _tells(clip: Followed, point: Point) -> bool:
    return example(clip.truth, now=point.now, heard=point.heard)


def grown(clips: list[Followed], classes: Sequence[str], *, sort: Sort) -> HistGradientBoostingClassifier:
    """The trees of the natures, of one sort."""
    known = examples(clips, classes)
    return train(replace(known, rows=known.rows[:, : sort.numbers]), iterations=sort.iterations, leaves=LEAVES)


def both(halves: Halves, classes: Sequence[str], *, sorts: tuple[Sort, Sort]) -> list[HistGradientBoostingClassifier]:
    """Trees that hear no words, from every clip, and trees that do, from the clips the network has not heard."""
    return [grown(halves.every, classes, sort=sorts[0]), grown(halves.unheard, classes, sort=sorts[1])]


def thresholds(parts: tuple[list[Followed], list[Followed]], roles: Roles, classes: tuple[str, ...]) -> Settings:
    """Chosen on clips of sentences written whole, judged by trees grown from the others.

    They never saw these sentences, nor these speakers, whom the network never heard either.
    """
    composed, whole = parts
    tables = []
    for fold in range(FOLDS):
        strangers = [clip for clip in whole if roles.judged.get(clip.truth.file) == fold]
        others = [clip for clip in composed if fold not in roles.folds[clip.truth.file]]
        pair = both(Halves(others, roles.heard), classes, sorts=JUDGES)
        tables.append(table(strangers, classes=classes, natures=NATURES, chances=partial(chances, pair)))
    judged = joined(tables)
    needed = choose_thresholds(judged, natures=NATURES)
    print(told(judged, needed, natures=NATURES))
    return needed


def chances(pair: Sequence[HistGradientBoostingClassifier], rows: Floats) -> Floats:
    """What trees of both sorts say, both counting the same."""
    scores = sum(t.decision_function(rows[:, : s.numbers]) for t, s in zip(pair, JUDGES, strict=True)) / len(pair)
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), np.float32)


def merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """One forest that votes as the mean of two."""
    trees = [[*tree[:-1], [float(f"{x / 2:.4g}") for x in tree[-1]]] for each in (one, other) for tree in each["trees"]]
    base = [round((a + b) / 2, 5) for a, b in zip(one["base"], other["base"], strict=True)]
    return {**other, "base": base, "depth": max(one["depth"], other["depth"]), "trees": trees}


def train_nature(folders: list[Path]) -> None:
    """Which of the nine."""
    every = roles()
    judged = frozenset(every.judged)
    parts = [followed(folder, learned(folder, every), judged=judged, processes=PROCESSES) for folder in folders]
    composed, whole = ([clip for part in some for clip in part] for some in (parts[:4], parts[4:]))
    halves = Halves(composed + whole, every.heard)
    asked = [clip for clip in halves.every if any(p.vector is not None and _tells(clip, p) for p in clip.points)]
    classes = tuple(sorted({clip.truth.nature for clip in asked}, key=NATURES.index))
    needed = thresholds((composed, whole), every, classes)
    content = merged(*(exported(t, classes=classes, names=NAMES) for t in both(halves, classes, sorts=SORTS)))
    usual = [float(f"{x:.4g}") for x in np.median(examples(halves.unheard, classes).rows, axis=0)]
    content["settings"] = {"usual": usual, "seconds": SECONDS, "needed": needed}
    write("nature", content)


def training(folder: Path) -> list[Truth]:
    """The training clips of a folder."""
    return [truth for truth in read_truth(folder) if truth.split == "train"]


def learned(folder: Path, every: Roles) -> list[Truth]:
    """Those that the trees learn from."""
    return [truth for truth in training(folder) if truth.file in every.learned]


def main(parts: list[str], folders: list[Path]) -> None:
    """What is asked for: music from the fifth folder, words from the first four, natures from all."""
    DATA.mkdir(exist_ok=True)
    if "texture" in parts:
        train_texture([(folders[4], truth) for truth in training(folders[4])])
        load.cache_clear()
    if "words" in parts:
        from listener_words import train_words  # noqa: PLC0415 nobody else needs JAX

        train_words(folders[:3])
        load_words.cache_clear()
    if "further" in parts:
        from listener_words import train_further  # noqa: PLC0415 as above

        train_further(folders[:4])
        load_words.cache_clear()
    if "nature" in parts:
        train_nature(folders)


if __name__ == "__main__":
    main(sys.argv[1].split(","), [Path(folder) for folder in sys.argv[2:]])
