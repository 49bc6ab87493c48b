"""How sure the listener must be after how long: thresholds chosen on clips the trees never saw the sentences of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from listener_moments import Floats, Followed, Point
from numpy.typing import NDArray

from filon.voice.listen.decision import LIGHT, PAUSE_S, ROUNDS, STATES
from filon.voice.listen.known import SETTLED_S, SURE
from filon.voice.listen.summary import NAMES

SECONDS = (4.0, 5.0, 6.0, 7.0, 7.5, 9.0, 12.0, 18.0, 24.0)
"""After `SOON_S` more may be asked again: what was not told by then may take the time it needs."""

LEVELS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.86, 0.9, 0.93, 0.95, 0.97, 0.985, 0.994, 0.998)
CHOSEN = ("human", "voicemail", "ivr", "unassigned", "silence")
START = 0.95
SOON_S = 7.0
LATE_COSTS, SECOND_COSTS = (0.14, 0.17, 0.2, 0.23, 0.26, 0.29, 0.32), 0.002
"""A verdict after `SOON_S`, and each second of waiting, against a wrong verdict, which costs 1."""

SOON = 0.55
"""Being late costs the least of `LATE_COSTS` that brings such a share of the verdicts by `SOON_S`: half of them are
wanted by then, and what nobody chose thresholds on takes longer."""

DRAWN = 10
"""Times that levels are chosen, on as many clips drawn with replacement; their mean hangs less on single clips."""

CALLED_HUMAN, HUMAN_MISSED = 2.2, 2.0
"""What these errors cost: a machine put through as a person, a person lost."""

ROUNDS_OF_SEARCH = 2
FIRST_TURN, WORDS_SURE = NAMES.index("first_turn"), NAMES.index("words_sure")
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Table:
    """Clips × moments, padded with moments that say nothing: likeliest nature, its chance, seconds heard.

    `certain` is a nature a signal gave there, or −1; `over` what a clip that ended in a wait was, or −1.
    """

    truth: Ints
    last: Ints
    over: Ints
    best: Ints
    machine: Ints
    chance: Floats
    heard: Floats
    waited: Floats
    certain: Ints
    allowed: NDArray[np.bool_]


def table(
    clips: list[Followed], *, classes: tuple[str, ...], natures: tuple[str, ...], chances: Callable[[Floats], Floats]
) -> Table:
    """The moments of clips, judged by `chances`. Natures are numbered as in `natures`."""
    width = max(len(clip.points) for clip in clips)
    number = {nature: k for k, nature in enumerate(natures)}

    def column(of: Callable[[Point], Any], blank: Any) -> NDArray[Any]:
        return np.array([[*map(of, c.points), *[blank] * (width - len(c.points))] for c in clips])

    asked = column(lambda p: p.vector is not None, False)
    heard = column(lambda p: p.heard, 0.0)
    judged = chances(np.array([p.vector for clip in clips for p in clip.points if p.vector is not None], np.float32))
    of_class = np.array([number[c] for c in classes])
    best, machine, chance = np.zeros(asked.shape, np.int64), np.zeros(asked.shape, np.int64), np.zeros(asked.shape)
    best[asked], chance[asked] = of_class[judged.argmax(axis=1)], judged.max(axis=1)
    person = np.isin(classes, ("human", *STATES))
    machine[asked] = of_class[np.where(person, 0, judged).argmax(axis=1)]
    first = column(lambda p: 0.0 if p.vector is None else float(p.vector[FIRST_TURN]), 0.0)
    soon = {"human": np.minimum(LIGHT.latest_s, ROUNDS * first + PAUSE_S), "silence": LIGHT.silence_s}
    early = np.any([(best == number[name]) & (heard < until) for name, until in soon.items()], axis=0)
    waits = np.isin(best, [number[state] for state in STATES])
    sure = column(lambda p: 0.0 if p.vector is None else float(p.vector[WORDS_SURE]), 0.0)
    return Table(
        truth=np.array([number[clip.truth.nature] for clip in clips]),
        last=np.array([len(clip.points) - 1 for clip in clips]),
        over=np.array([number[clip.over] if clip.over else -1 for clip in clips]),
        best=best,
        machine=machine,
        chance=chance.astype(np.float32),
        heard=heard.astype(np.float32),
        waited=column(lambda p: p.now - p.ring_s, 0.0),
        certain=column(lambda p: number[p.signal] if p.signal else -1, -1),
        allowed=asked & column(lambda p: p.asks, False) & ~early & ~waits & ((heard > SETTLED_S) | (sure >= SURE)),
    )


def joined(tables: Sequence[Table]) -> Table:
    """The clips of all, one after the other."""
    width = max(each.best.shape[1] for each in tables)
    blanks = {"certain": -1}
    columns = {}
    for name in Table.__dataclass_fields__:
        parts = [getattr(each, name) for each in tables]
        columns[name] = np.concatenate([_widened(part, width=width, blank=blanks.get(name, 0)) for part in parts])
    return Table(**columns)


def _widened(part: NDArray[Any], *, width: int, blank: int) -> NDArray[Any]:
    return part if part.ndim == 1 else np.pad(part, ((0, 0), (0, width - part.shape[1])), constant_values=blank)


def told(clips: Table, needed: dict[str, list[float]], *, natures: tuple[str, ...]) -> str:
    """How these thresholds do on the clips they were chosen on, as a line."""
    human = natures.index("human")
    verdict, waited = decide(clips, np.array([needed[name] for name in natures], np.float32), human=human)
    people, right = clips.truth == human, verdict == clips.truth
    return (
        f"right {right.mean():.3f}, people {(verdict == human)[people].mean():.3f}, "
        f"called human {(verdict == human)[~people].mean():.3f}, median {np.median(waited):.1f} s, "
        f"by {SOON_S:.0f} s {(waited <= SOON_S).mean():.3f}"
    )


def decide(clips: Table, needed: Floats, *, human: int) -> tuple[Ints, Floats]:
    """The verdict of each clip and the seconds it took."""
    wanted = np.empty_like(clips.chance)
    for nature in range(len(needed)):
        here = clips.best == nature
        wanted[here] = np.interp(clips.heard[here], SECONDS, needed[nature])
    says = (clips.allowed & ((clips.chance >= wanted) | (clips.heard >= LIGHT.latest_s))) | (clips.certain >= 0)
    said = says.any(axis=1)
    at = np.where(said, says.argmax(axis=1), clips.last)
    rows = np.arange(len(at))
    best = clips.best[rows, at]
    unsure = said & (best == human) & (clips.chance[rows, at] < wanted[rows, at])
    judged = np.where(unsure, clips.machine[rows, at], np.where(said | (clips.over < 0), best, clips.over))
    return np.where(clips.certain[rows, at] >= 0, clips.certain[rows, at], judged), clips.waited[rows, at]


def cost(clips: Table, needed: Floats, *, human: int, late: float) -> float:
    """What errors and waiting cost, a mean over the clips."""
    verdict, waited = decide(clips, needed, human=human)
    wrong = verdict != clips.truth
    called, missed = wrong & (verdict == human), wrong & (clips.truth == human)
    price = wrong + (CALLED_HUMAN - 1) * called + (HUMAN_MISSED - 1) * missed
    waiting = late * (waited > SOON_S) + SECOND_COSTS * np.minimum(waited, LIGHT.latest_s)
    return float((price + waiting).mean())


def choose_thresholds(clips: Table, *, natures: tuple[str, ...]) -> dict[str, list[float]]:
    """Levels by the least of `LATE_COSTS` that brings `SOON` of the verdicts by then, else by the last."""
    for late in LATE_COSTS:
        needed = usual(clips, natures=natures, late=late)
        print(f"late {late}:", told(clips, needed, natures=natures), flush=True)
        if soon(clips, needed, natures=natures) >= SOON:
            break
    return needed


def soon(clips: Table, needed: dict[str, list[float]], *, natures: tuple[str, ...]) -> float:
    """The share of the verdicts by `SOON_S`."""
    wanted = np.array([needed[name] for name in natures], np.float32)
    return float((decide(clips, wanted, human=natures.index("human"))[1] <= SOON_S).mean())


def usual(clips: Table, *, natures: tuple[str, ...], late: float) -> dict[str, list[float]]:
    """The mean, in odds, of the cheapest levels on `DRAWN` draws of the clips."""
    rng, count = np.random.default_rng(0), len(clips.truth)
    draws = [cheapest(some(clips, rng.integers(0, count, count)), natures=natures, late=late) for _ in range(DRAWN)]
    odds = np.mean([np.log(needed / (1 - needed)) for needed in draws], axis=0)
    return {name: [round(float(x), 3) for x in row] for name, row in zip(natures, 1 / (1 + np.exp(-odds)), strict=True)}


def some(clips: Table, which: Ints) -> Table:
    """Some of the clips, each as often as it is named."""
    return Table(**{name: getattr(clips, name)[which] for name in Table.__dataclass_fields__})


def cheapest(clips: Table, *, natures: tuple[str, ...], late: float) -> Floats:
    """The cheapest level of each nature at each of `SECONDS`, found one after the other.

    Natures that signals tell, and waits, keep `START`: the trees are hardly asked about them.
    """
    human = natures.index("human")
    needed = np.full((len(natures), len(SECONDS)), START, np.float32)
    places = [(natures.index(name), column) for name in CHOSEN for column in range(len(SECONDS))]
    best = cost(clips, needed, human=human, late=late)
    for nature, column in places * ROUNDS_OF_SEARCH:
        for level in LEVELS:
            trial = needed.copy()
            trial[nature, column] = level
            if (price := cost(clips, trial, human=human, late=late)) < best - 1e-6:
                best, needed = price, trial
    return needed
