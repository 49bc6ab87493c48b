"""Who speaks in the clips: an engine, a language variety and a speaker; training and test share no speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from filon.voice.corpus.drawn import BROAD, MORE
from filon.voice.corpus.drawn import SPEAKERS as DRAWN

Split = Literal["train", "test"]
Engine = Literal["espeak-ng", "flite"]


@dataclass(frozen=True)
class Voice:
    """A speaker: `name` is what the engine is asked for."""

    engine: Engine
    name: str

    @property
    def speaker(self) -> str:
        """What must not be shared between training and test: the variant, whatever the language it speaks."""
        return self.name.partition("+")[2] or self.name


VARIETIES: dict[Split, dict[str, tuple[str, ...]]] = {
    "train": {"fr": ("fr", "fr-be"), "en": ("en-gb", "en-us", "en-gb-scotland", "en-029"), "es": ("es", "es-419")},
    "test": {"fr": ("fr", "fr-ch"), "en": ("en-gb-x-rp", "en-us", "en-gb-x-gbclan"), "es": ("es", "es-419")},
}
SPEAKERS: dict[Split, tuple[str, ...]] = {
    "train": (
        "f1", "f2", "f4", "m1", "m2", "m4", "m5", "m6", "m8", "klatt", "klatt2", "klatt4", "Alex", "Alicia", "Andy",
        "aunty", "belinda", "benjamin", "boris", "caleb", "david", "Denis", "edward", "Gene", "Hugo", "iven", "iven3",
        "Jacky", "John", "Lee", "Marcelo", "Mario", "Max", "miguel", "Mike", "pablo", "pedro", "quincy", "rob",
        "robert", "sandro", "shelby", "steph2", "travis", "victor", "Zac", "grandma", "antonio", "Diogo",
    ),
    "test": (
        "f3", "f5", "m3", "m7", "klatt3", "klatt5", "Andrea", "Annie", "adam", "Gene2", "gustave", "Henrique",
        "linda", "marco", "Michael", "michel", "paul", "steph", "norbert", "grandpa", "iven2", "Nguyen",
    ),
}  # fmt: skip
FLITE: dict[Split, tuple[str, ...]] = {"train": ("kal", "awb"), "test": ("slt", "rms")}
CHILDREN: dict[Split, tuple[str, ...]] = {"train": ("f2", "f4", "Alicia"), "test": ("f3", "f5", "Annie")}


LATE = {
    "fourth": ("announcer", "anika", "AnxiousAndy", "croak", "ed", "kaukovalta", "klatt6", "RicishayMax", "Tweaky"),
    "fifth": ("anikaRobot", "Mr serious", "robosoft3", "robosoft6", "Storm", "UniRobot"),
    "sixth": ("RicishayMax2", "RicishayMax3", "robosoft", "robosoft4", "robosoft7", "robosoft8"),
    "seventh": ("edward2", "fast", "iven4", "robosoft2", "robosoft5", "steph3"),
}
"""Of the fourth and the later test halves alone, beside those of the test."""


def voices(split: Split, language: str) -> tuple[Voice, ...]:
    """Everybody who may speak this language in this half."""
    spoken = [
        Voice("espeak-ng", f"{variety}+{speaker}")
        for variety in VARIETIES[split][language]
        for speaker in SPEAKERS[split]
    ]
    if language == "en":
        # A few speakers of another engine weigh as much as a tenth of the list.
        spoken += [Voice("flite", name) for name in FLITE[split] for _ in range(max(1, len(spoken) // 20))]
    return tuple(spoken)


def drawn_voices(language: str) -> tuple[Voice, ...]:
    """Drawn speakers of this language, for training alone."""
    return tuple(Voice("espeak-ng", f"{variety}+{name}") for variety in VARIETIES["train"][language] for name in DRAWN)


def wide_voices(language: str) -> tuple[Voice, ...]:
    """More drawn speakers of this language, for training alone."""
    return tuple(Voice("espeak-ng", f"{variety}+{name}") for variety in VARIETIES["train"][language] for name in MORE)


def broad_voices(language: str) -> tuple[Voice, ...]:
    """Drawn speakers of broad and ample clips, for training alone."""
    return tuple(Voice("espeak-ng", f"{variety}+{name}") for variety in VARIETIES["train"][language] for name in BROAD)


def late_voices(half: str, language: str) -> tuple[Voice, ...]:
    """Everybody who may speak this language in one of the test halves from the fourth on."""
    fresh = [Voice("espeak-ng", f"{variety}+{name}") for variety in VARIETIES["test"][language] for name in LATE[half]]
    return (*fresh, *voices("test", language))


def children(split: Split, language: str) -> tuple[Voice, ...]:
    """Speakers whose voice becomes a child's when it is played faster."""
    return tuple(Voice("espeak-ng", f"{VARIETIES[split][language][0]}+{name}") for name in CHILDREN[split])
