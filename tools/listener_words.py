"""Make `words.npz`, the network that hears words: a part of `train_listener.py`.

Needs JAX and optax, which Filon itself does not. The network learns three things at once from its half of the clips
(`listener_halves.py`): which phone is heard, which word has just ended, both as espeak-ng tells (`listener_said.py`),
and what answered. Only what it says of the last is shipped; the first two teach it to listen to words, not to voices.
Later it goes on, from what is shipped, with broad clips besides: of those it is told what answered, nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from listener_batches import Heard, Labelled, batch, hear, labelled
from listener_halves import words_half, words_more
from listener_said import Said, said
from numpy.typing import NDArray

from filon.voice.corpus.build import read_truth
from filon.voice.corpus.drawn import MORE, SPEAKERS, speakers
from filon.voice.corpus.parts import Plan
from filon.voice.listen.features import FRAMES_PER_SECOND, SHADES
from filon.voice.listen.words import KINDS, SHAPES, load_words

DATA = Path(__file__).resolve().parents[1] / "src/filon/voice/listen/data/words.npz"
UNTIL_S = 16.0
"""Seconds of a clip, after its answer, that are heard."""

WIDTHS = (64, 96, 96, 128, 128, 128)
PHONES_OF = 2
"""The layer that phones are read from; words and answers are read from the last."""

LEAST_PHONES, LEAST_WORDS = 150, 40
LANGUAGE = len("fr:")
SCALE = 0.1
BATCH, DROPPED, DECAY, STEEPEST = 24, 0.15, 0.02, 1.0
CYCLES = (5, 2.0e-3, (0.5, 0.5, 1.0)), (19, 2.4e-3, (0.4, 0.9, 1.0))
FURTHER = (10, 1.2e-3, (0.2, 0.4, 1.0))
"""Rounds over the clips, the learning rate at their beginning, and what phones, words and answers weigh; of `CYCLES`
in the beginning, of `FURTHER` when it goes on."""

EARLIEST_S, LATEST_S, SETTLED_S = 1.5, 15.5, 0.3
Weights = dict[str, Any]
Cycle = tuple[int, float, tuple[float, float, float]]


@dataclass(frozen=True)
class Taught:
    """The clips and how many phones and words are told apart."""

    clips: list[Labelled]
    phones: int
    words: int


def taught(folders: Sequence[Path], *, more: Sequence[Plan] = ()) -> Taught:
    """The network's half, its phones and words numbered, 0 is none of them; and `more`, of which nobody tells any."""
    places = {truth.file: (folder, truth) for folder in folders for truth in read_truth(folder)}
    chosen = words_half()
    until = [(plan, places[plan.name][1].decisive_at + UNTIL_S) for plan in chosen]
    heard = _told(until)
    phones = Counter(name for each in heard.values() for _, name in each.phones if name.strip("_:!^|"))
    words = Counter(word for each in heard.values() for _, word in each.words if word[LANGUAGE:])
    numbers = _numbered(phones, LEAST_PHONES), _numbered(words, LEAST_WORDS)
    every = (*chosen, *more)
    sounds = hear([places[plan.name][0] / plan.name for plan in every], processes=2)
    clips = [
        labelled(sound, heard.get(plan.name) or _untold(sound), truth=places[plan.name][1], numbers=numbers)
        for plan, sound in zip(every, sounds, strict=True)
    ]
    return Taught(clips, *map(len, numbers))


def _untold(sound: Heard) -> Said:
    return Said([], [], [(0.0, len(sound.shades) / FRAMES_PER_SECOND)])


def _told(until: list[tuple[Plan, float]]) -> dict[str, Said]:
    """What is said in clips, each by the engine with the speakers it was made with."""
    heard: dict[str, Said] = {}
    for names in (SPEAKERS, MORE):
        tasks = [task for task in until if _more(task[0]) == (names is MORE)]
        with speakers(names):
            heard |= said(tasks, processes=2)
    return heard


def _more(plan: Plan) -> bool:
    return any(each.voice.speaker in MORE for each in plan.said())


def _numbered(count: Counter[str], least: int) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(n for n, k in count.items() if k >= least), start=1)}


def begun(key: Any, *, phones: int, words: int) -> Weights:
    """Weights before anything was learned."""
    keys = iter(jax.random.split(key, len(SHAPES) + 3))
    incoming = (SHADES, *WIDTHS)
    drawn: Weights = {}
    for number, ((taps, _, _, _), width) in enumerate(zip(SHAPES, WIDTHS, strict=True)):
        size = taps * incoming[number]
        drawn[f"weight{number}"] = jax.random.normal(next(keys), (size, width)) * np.sqrt(2 / size)
        drawn[f"bias{number}"] = jnp.zeros(width)
    heads = ("phones", PHONES_OF, phones + 1, 0.3), ("words", -1, words + 1, 0.3), ("kinds", -1, len(KINDS), 0.1)
    for name, of, outputs, spread in heads:
        width = WIDTHS[of]
        drawn[f"weight_{name}"] = jax.random.normal(next(keys), (width, outputs)) * spread * np.sqrt(2 / width)
        drawn[f"bias_{name}"] = jnp.zeros(outputs)
    return drawn | {"prior": jnp.zeros(len(KINDS))}


def shipped(*, phones: int, words: int) -> Weights:
    """Weights as they are shipped; what reads phones and words is not, and begins at nothing."""
    network = load_words()
    known: Weights = {"prior": jnp.array(network.prior)}
    for number, layer in enumerate(network.layers):
        known |= {f"weight{number}": jnp.array(layer.weight), f"bias{number}": jnp.array(layer.bias)}
    known |= {"weight_kinds": jnp.array(network.weight / SCALE), "bias_kinds": jnp.array(network.bias / SCALE)}
    for name, of, outputs in (("phones", PHONES_OF, phones + 1), ("words", -1, words + 1)):
        known |= {f"weight_{name}": jnp.zeros((WIDTHS[of], outputs)), f"bias_{name}": jnp.zeros(outputs)}
    return known


def _later(rows: Any, frames: int) -> Any:
    return jnp.pad(rows, ((0, 0), (frames, 0), (0, 0)))[:, : rows.shape[1]]


def layers(weights: Weights, shades: Any) -> tuple[Any, Any]:
    """What the third layer and the last one say: rows of 40 and of 80 ms."""
    rows, third = shades, None
    for number, (taps, apart, stride, adds) in enumerate(SHAPES):
        seen = jnp.concatenate([_later(rows, tap * apart) for tap in reversed(range(taps))], -1)[
            :, stride - 1 :: stride
        ]
        out = jax.nn.relu(seen @ weights[f"weight{number}"] + weights[f"bias{number}"])
        rows = rows + out if adds else out
        third = rows if number == PHONES_OF else third
    return third, rows


def losses(weights: Weights, given: dict[str, Any], key: Any, share: tuple[float, float, float]) -> Any:
    """What is wrong with phones, words and kinds, weighed by `share`."""
    third, last = layers(weights, given["shades"])
    phones = _missed(third @ weights["weight_phones"] + weights["bias_phones"], given["phones"], rest=1.0)
    kept = jax.random.bernoulli(key, 1 - DROPPED, (last.shape[0], 1, last.shape[2])) / (1 - DROPPED)
    words = _missed(last * kept @ weights["weight_words"] + weights["bias_words"], given["words"], rest=0.3)
    kinds = _kinds(weights, (last * kept @ weights["weight_kinds"] + weights["bias_kinds"]) * SCALE, given)
    return share[0] * phones + share[1] * words + share[2] * kinds, (phones, words, kinds)


def _missed(scores: Any, truth: Any, *, rest: float) -> Any:
    chances = jax.nn.log_softmax(scores, -1)
    right = jnp.take_along_axis(chances, jnp.maximum(truth, 0)[..., None], 2)[..., 0]
    weight = (truth >= 0) * jnp.where(truth > 0, 1.0, rest)
    return -(right * weight).sum() / weight.sum()


def _kinds(weights: Weights, evidence: Any, given: dict[str, Any]) -> Any:
    """Evidence adds up from the answer on; judged at each row from which the truth can be known."""
    now = ((jnp.arange(evidence.shape[1]) + 1) * 0.08)[None]
    since, end = given["since"][:, None], given["end"][:, None]
    live = (now > since) & (now <= end)
    whole = jnp.cumsum(jnp.where(live[..., None], evidence, 0), 1) + weights["prior"]
    right = jnp.take_along_axis(jax.nn.log_softmax(whole, -1), given["kind"][:, None, None], 2)[..., 0]
    told = (
        live & (now - since >= EARLIEST_S) & (now - since <= LATEST_S) & (now >= given["decisive"][:, None] + SETTLED_S)
    )
    each = -(right * told).sum(1) / jnp.maximum(told.sum(1), 1)
    return (each * given["weight"]).sum() / given["weight"].sum()


def learn(known: Taught, weights: Weights, *, cycles: Sequence[Cycle], seed: int = 0) -> Weights:
    """All cycles, one after the other."""
    rng, key = np.random.default_rng(seed), jax.random.PRNGKey(seed)
    for rounds, rate, share in cycles:
        count = rounds * (len(known.clips) // BATCH)
        falls = optax.warmup_cosine_decay_schedule(0, rate, 150, count, 1e-5)
        rule = optax.chain(optax.clip_by_global_norm(STEEPEST), optax.adamw(falls, weight_decay=DECAY))
        state = rule.init(weights)

        @jax.jit
        def step(weights: Weights, state: Any, given: Any, key: Any, rule: Any = rule, share: Any = share) -> Any:
            (_, parts), slope = jax.value_and_grad(losses, has_aux=True)(weights, given, key, share)
            moved, state = rule.update(slope, state, weights)
            return optax.apply_updates(weights, moved), state, parts

        for number in range(rounds):
            order, missed = rng.permutation(len(known.clips)), []
            for at in range(0, len(order) - BATCH + 1, BATCH):
                key, drawn = jax.random.split(key)
                given = batch([known.clips[k] for k in order[at : at + BATCH]], rng=rng)
                weights, state, parts = step(weights, state, given, drawn)
                missed.append(parts)
            print(number, np.mean(np.array(missed), axis=0).round(3), flush=True)
    return weights


def write(weights: Weights) -> None:
    """A byte for each weight of the layers, and a scale for each of their columns."""
    kept: dict[str, NDArray[Any]] = {}
    for number in range(len(SHAPES)):
        weight = np.asarray(weights[f"weight{number}"], np.float32)
        scale = np.abs(weight).max(axis=0) / 127 + np.float32(1e-12)
        kept |= {f"weight{number}": np.rint(weight / scale).astype(np.int8), f"scale{number}": scale}
        kept[f"bias{number}"] = np.asarray(weights[f"bias{number}"], np.float32)
    kept["weight"] = np.asarray(weights["weight_kinds"], np.float32) * np.float32(SCALE)
    kept["bias"] = np.asarray(weights["bias_kinds"], np.float32) * np.float32(SCALE)
    kept["prior"] = np.asarray(weights["prior"], np.float32)
    np.savez_compressed(DATA, **kept)


def train_words(folders: Sequence[Path]) -> None:
    """From the clips of folders to the file that is shipped."""
    known = taught(folders)
    write(learn(known, begun(jax.random.PRNGKey(0), phones=known.phones, words=known.words), cycles=CYCLES))


def train_further(folders: Sequence[Path]) -> None:
    """From the file that is shipped, and more clips of folders, to another one."""
    known = taught(folders, more=words_more())
    write(learn(known, shipped(phones=known.phones, words=known.words), cycles=(FURTHER,), seed=1))
