"""Make the data of the listener from a corpus: `python tools/train_listener.py CORPUS [CORPUS…]`.

Needs scikit-learn, which Filon itself does not. Writes `texture.json`, then `nature.json`, in
`src/filon/voice/listen/data/`. The data shipped came from `filon voice corpus --seed 21 --size 2200` and
`--seed 31 --size 900`: these commands and this script make them again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from filon.voice.corpus.build import Truth, read_truth
from filon.voice.listen import texture as music
from filon.voice.listen.audio.wav import read_wav
from filon.voice.listen.decision import NATURES
from filon.voice.listen.features import FRAMES_PER_SECOND, describe_clip
from filon.voice.listen.moments import moments
from filon.voice.listen.summary import NAMES

DATA = Path(__file__).resolve().parents[1] / "src/filon/voice/listen/data"
PROCESSES = 2
SETTLED_S = 0.3
"""After the truth could be known, before a moment counts as an example."""

EARLIEST_S = 1.5
"""After the wait, before a moment counts: long enough for the shortest recordings."""

EARLY = {"human": 0.95, "voicemail": 0.97, "ivr": 0.97, "unassigned": 0.97, "fax": 0.95, "silence": 0.9, "busy": 0.95}
LATE = {"human": 0.75, "voicemail": 0.7, "ivr": 0.75, "unassigned": 0.7, "fax": 0.6, "silence": 0.5, "busy": 0.6}

Floats = NDArray[np.float32]


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
    found, answers = [], []
    for end in range(music.WINDOW, len(rows) + 1, music.STEP):
        start_s, end_s = (end - music.WINDOW) / FRAMES_PER_SECOND, end / FRAMES_PER_SECOND
        covered = sum(max(0.0, min(b, end_s) - max(a, start_s)) for a, b in truth.music)
        if 0.1 < covered < 1.6:
            continue
        found.append(music.texture(rows[end - music.WINDOW : end]))
        answers.append(int(covered > 1))
    return np.array(found, np.float32).reshape(-1, len(music.NAMES)), answers


def passages(task: tuple[Path, Truth]) -> tuple[Floats, str]:
    """What the listener knows of a clip each half second at which it would ask the trees."""
    folder, truth = task
    found = []
    for moment in moments(describe_clip(read_wav(folder / truth.file))):
        known = moment.now >= truth.decisive_at + SETTLED_S and moment.heard >= EARLIEST_S
        if known and not moment.known.wait.state and not moment.certain:
            found.append(moment.vector)
    return np.array(found, np.float32).reshape(-1, len(NAMES)), truth.nature


def train(examples: Examples, *, iterations: int, leaves: int, seed: int = 0) -> HistGradientBoostingClassifier:
    """Shallow boosted trees: small enough to ship, and each asks few questions."""
    trees = HistGradientBoostingClassifier(
        max_iter=iterations,
        learning_rate=0.08,
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


def train_nature(tasks: list[tuple[Path, Truth]]) -> None:
    """Which of the nine."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        found = [(rows, nature) for rows, nature in pool.map(passages, tasks, chunksize=16) if len(rows)]
    rows = np.concatenate([rows for rows, _ in found])
    classes = sorted({nature for _, nature in found}, key=NATURES.index)
    answers = np.concatenate([np.full(len(rows), classes.index(nature)) for rows, nature in found])
    # Every clip weighs the same however long it stays undecided, and every nature the root of its share.
    weights = np.concatenate([np.full(len(rows), 1 / len(rows)) for rows, _ in found])
    totals = np.array([weights[answers == k].sum() for k in range(len(classes))])
    weights = weights / np.sqrt(totals[answers])
    weights *= len(weights) / weights.sum()
    model = train(Examples(rows, answers, weights.astype(np.float32)), iterations=250, leaves=6)
    content = exported(model, classes=classes, names=NAMES)
    usual = [float(f"{x:.4g}") for x in np.median(rows, axis=0)]
    early, late = ({nature: table.get(nature, 1.0) for nature in classes} for table in (EARLY, LATE))
    content["settings"] = {"usual": usual, "early": early, "late": late}
    write("nature", content)


def main(folders: list[str]) -> None:
    """Both models, from the training half of the corpora."""
    tasks = [(Path(f), truth) for f in folders for truth in read_truth(Path(f)) if truth.split == "train"]
    DATA.mkdir(exist_ok=True)
    train_texture(tasks)
    train_nature(tasks)


if __name__ == "__main__":
    main(sys.argv[1:])
