"""How sure the listener must be after how long: thresholds chosen on clips the trees never saw the sentences of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from listener_moments import Floats, Followed
from numpy.typing import NDArray

from filon.voice.listen.decision import LIGHT, PAUSE_S, ROUNDS, STATES
from filon.voice.listen.summary import NAMES

SECONDS = (4.0, 5.5, 7.0, 9.0, 12.0, 18.0)
LEVELS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.86, 0.9, 0.93, 0.95, 0.965, 0.975, 0.983, 0.99, 0.994, 0.997, 1.0)
START = 0.95
SOON_S = 7.0
LATE_COSTS, SECOND_COSTS = 0.2, 0.002
"""A verdict after `SOON_S`, and each second of waiting, against a wrong verdict, which costs 1."""

CALLED_HUMAN, HUMAN_MISSED = 1.8, 1.2
"""What these errors cost: a machine put through as a person, a person lost."""

ROUNDS_OF_SEARCH = 2
FIRST_TURN = NAMES.index("first_turn")
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Table:
    """Clips × moments, padded with moments that say nothing: likeliest nature, its chance, seconds heard.

    `certain` is a nature a signal gave there, or −1.
    """

    truth: Ints
    last: Ints
    best: Ints
    machine: Ints
    chance: Floats
    heard: Floats
    waited: Floats
    certain: Ints
    allowed: NDArray[np.bool_]
    asked: NDArray[np.bool_]


def table(
    clips: list[Followed], *, classes: tuple[str, ...], natures: tuple[str, ...], chances: Callable[[Floats], Floats]
) -> Table:
    """The moments of clips, judged by `chances`. Natures are numbered as in `natures`."""
    width = max(len(clip.points) for clip in clips)
    shape = (len(clips), width)
    best, machine, certain = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.full(shape, -1)
    chance, heard, waited = (np.zeros(shape, np.float32) for _ in range(3))
    asked, allowed = np.zeros(shape, bool), np.zeros(shape, bool)
    number = {nature: k for k, nature in enumerate(natures)}
    of_class = np.array([number[c] for c in classes])
    for row, clip in enumerate(clips):
        for column, point in enumerate(clip.points):
            heard[row, column], waited[row, column] = point.heard, point.now - point.ring_s
            if point.signal:
                certain[row, column] = number[point.signal]
            asked[row, column] = point.vector is not None
            if point.vector is not None:
                late = point.heard >= min(LIGHT.latest_s, ROUNDS * point.vector[FIRST_TURN] + PAUSE_S)
                allowed[row, column] = point.asks and point.heard >= LIGHT.earliest_s
                best[row, column] = 1 if late else 0
    vectors = np.array([p.vector for clip in clips for p in clip.points if p.vector is not None], np.float32)
    judged = chances(vectors)
    late = best[asked] == 1
    best[asked], chance[asked] = of_class[judged.argmax(axis=1)], judged.max(axis=1)
    person = np.isin(classes, ("human", *STATES))
    machine[asked] = of_class[np.where(person, 0, judged).argmax(axis=1)]
    names = np.array(natures)[best]
    human_early = np.zeros(shape, bool)
    human_early[asked] = ~late
    allowed &= ~np.isin(names, STATES) & ~((names == "human") & human_early)
    allowed &= ~((names == "silence") & (heard < LIGHT.silence_s))
    truth = np.array([number[clip.truth.nature] for clip in clips])
    last = np.array([len(clip.points) - 1 for clip in clips])
    return Table(truth, last, best, machine, chance, heard, waited, certain, allowed, asked)


def joined(tables: list[Table]) -> Table:
    """Several as one."""
    width = max(each.best.shape[1] for each in tables)

    def wider(name: str) -> NDArray[Any]:
        blank = {"certain": -1}.get(name, 0)
        columns = [getattr(each, name) for each in tables]
        return np.concatenate([np.pad(c, ((0, 0), (0, width - c.shape[1])), constant_values=blank) for c in columns])

    flat = {name: np.concatenate([getattr(each, name) for each in tables]) for name in ("truth", "last")}
    return Table(**flat, **{name: wider(name) for name in vars(tables[0]) if name not in flat})


def told(clips: Table, needed: dict[str, list[float]], *, natures: tuple[str, ...]) -> str:
    """How these thresholds do on the clips they were chosen on, as a line."""
    human, waits = natures.index("human"), [natures.index(state) for state in STATES]
    verdict, waited = decide(clips, np.array([needed[name] for name in natures], np.float32), human=human)
    people = clips.truth == human
    right = np.where(verdict >= 0, verdict == clips.truth, np.isin(clips.truth, waits))
    return (
        f"right {right.mean():.3f}, people {(verdict == human)[people].mean():.3f}, "
        f"called human {(verdict == human)[~people].mean():.3f}, median {np.median(waited):.1f} s"
    )


def decide(clips: Table, needed: Floats, *, human: int) -> tuple[Ints, Floats]:
    """The verdict of each clip and the seconds it took; −1 where the clip ended while it waited."""
    wanted = np.empty_like(clips.chance)
    for nature in range(len(needed)):
        here = clips.best == nature
        wanted[here] = np.interp(clips.heard[here], SECONDS, needed[nature])
    says = (clips.allowed & ((clips.chance >= wanted) | (clips.heard >= LIGHT.latest_s))) | (clips.certain >= 0)
    at = np.where(says.any(axis=1), says.argmax(axis=1), clips.last)
    rows = np.arange(len(at))
    best = clips.best[rows, at]
    unsure = (best == human) & (clips.heard[rows, at] >= LIGHT.latest_s) & (clips.chance[rows, at] < wanted[rows, at])
    judged = np.where(clips.asked[rows, at], np.where(unsure, clips.machine[rows, at], best), -1)
    verdict = np.where(clips.certain[rows, at] >= 0, clips.certain[rows, at], judged)
    return verdict, clips.waited[rows, at]


def cost(clips: Table, needed: Floats, *, human: int, waits: tuple[int, ...]) -> float:
    """What errors and waiting cost, a mean over the clips. A call that ends in a wait is heard as music or ringing."""
    verdict, waited = decide(clips, needed, human=human)
    wrong = np.where(verdict >= 0, verdict != clips.truth, ~np.isin(clips.truth, waits))
    called, missed = wrong & (verdict == human), wrong & (clips.truth == human)
    price = wrong + (CALLED_HUMAN - 1) * called + (HUMAN_MISSED - 1) * missed
    waiting = LATE_COSTS * (waited > SOON_S) + SECOND_COSTS * np.minimum(waited, LIGHT.latest_s)
    return float((price + waiting).mean())


def choose_thresholds(clips: Table, *, natures: tuple[str, ...]) -> dict[str, list[float]]:
    """The cheapest level of each nature at each of `SECONDS`, found one after the other; never more sure later on."""
    human, waits = natures.index("human"), tuple(natures.index(state) for state in STATES)
    needed = np.full((len(natures), len(SECONDS)), START, np.float32)
    for _ in range(ROUNDS_OF_SEARCH):
        for nature, name in enumerate(natures):
            if name in STATES:
                continue
            for column in range(len(SECONDS)):
                best = cost(clips, needed, human=human, waits=waits)
                for level in LEVELS:
                    trial = needed.copy()
                    trial[nature, column] = level
                    trial[nature, :column] = np.maximum(trial[nature, :column], level)
                    trial[nature, column:] = np.minimum(trial[nature, column:], level)
                    if (price := cost(clips, trial, human=human, waits=waits)) < best - 1e-6:
                        best, needed = price, trial
    return {name: [round(float(x), 3) for x in needed[k]] for k, name in enumerate(natures)}
