"""The active probe on a live call: whether the listener hesitates enough to ask, and what the answer is worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.classify import Listener, Verdict, certain
from filon.voice.listen.decision import LIGHT, Limits
from filon.voice.listen.evidence import Evidence
from filon.voice.listen.features import Floats, describe_clip
from filon.voice.listen.model import load
from filon.voice.listen.probe import ODDS, Played, ProbeAnswer, reaction, wanted
from filon.voice.listen.texture import STEP

Samples = NDArray[np.int16]
SPEAKING_S = 0.3
"""The far end is still speaking when it was silent for less."""


class SecondEar:
    """Hears one call beside the process's listener, from its answer on; not for several threads at once.

    Every method takes all that was heard so far, at 8 kHz, and costs some tens of milliseconds: it is for the few calls
    that listening alone does not settle.
    """

    def __init__(self, limits: Limits = LIGHT) -> None:
        self._listener = Listener(limits)
        self._fed = 0
        self._answer: ProbeAnswer | None = None

    def wants_to_ask(self, samples: Samples) -> bool:
        """Whether person and machine are both likely still, and this moment is a polite one."""
        self._overhear(describe_clip(samples))
        heard = self._listener.heard()
        if certain(heard) or heard.wait.state or heard.wait.open:
            return False
        model, values = load("nature"), heard.summary.values
        chances = model.chances(heard.summary.vector()[None])[0]
        quiet = values["quiet_now"]
        return wanted(
            dict(zip(model.classes, map(float, chances), strict=True)),
            heard=heard.now - heard.wait.since,
            quiet=quiet,
            turn=values["last_turn"] if quiet < SPEAKING_S else 0.0,
        )

    def settle(self, samples: Samples, *, played: Played) -> Verdict | None:
        """The verdict once the far end has reacted to the sentence, and that is enough; its first evidence is that."""
        rows = describe_clip(samples)
        if self._answer is None:
            self._overhear(rows)
            self._answer = reaction(rows, played=played)
            if self._answer:
                self._listener.answered_probe(self._answer)
            return None
        verdict = self._listener.push(rows[self._fed :])
        self._fed = max(self._fed, len(rows))
        return replace(verdict, evidence=(_evidence(self._answer), *verdict.evidence)) if verdict else None

    def _overhear(self, rows: Floats) -> None:
        while self._fed + STEP <= len(rows):
            self._listener.overhear(rows[self._fed : self._fed + STEP])
            self._fed += STEP


def _evidence(answer: ProbeAnswer) -> Evidence:
    odds = ODDS[answer.reaction]
    return Evidence(f"probe_{answer.reaction}", odds, answer.at, round(abs(odds - 1) / (odds + 1), 3))
