"""The listener of one call: frames in, a verdict out when it is sure, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from filon.voice.listen.decision import LIGHT, Limits, Thresholds, choose
from filon.voice.listen.evidence import Evidence, Told, explain
from filon.voice.listen.features import FRAMES_PER_SECOND, WIDTH, Floats
from filon.voice.listen.model import load
from filon.voice.listen.probe import ProbeAnswer, weigh
from filon.voice.listen.summary import Summary, summarise
from filon.voice.listen.texture import STEP, WINDOW, music_spans, texture
from filon.voice.listen.tones import Tone, busy_pattern, fax_answer, fax_call, find_tones, special_information
from filon.voice.listen.waiting import Wait, waiting

CERTAIN = 0.99
ONLY = 0.9
"""Confidence that a wait was all there was to hear."""

SPEECH_FIRST_S = 0.5
"""Words before a busy tone: somebody hung up, the number is not busy."""


@dataclass(frozen=True)
class Verdict:
    """What answered. Times in seconds: `decided_at` from the first sample, `ring_s` of ringing before the answer,
    `hold_s` from the answer to what decided (announcements, music and transfers included)."""

    nature: str
    confidence: float
    decided_at: float
    evidence: tuple[Evidence, ...]
    ring_s: float
    hold_s: float


@dataclass(frozen=True)
class Heard:
    """What is known at one moment: `since` is when what counts began."""

    now: float
    tones: list[Tone]
    wait: Wait
    rows: Floats

    @cached_property
    def summary(self) -> Summary:
        """The numbers since the wait ended; not needed while it lasts."""
        return summarise(self.rows, tones=self.since_answer())

    def since_answer(self) -> list[Tone]:
        """Tones after the wait, in its own seconds."""
        since = self.wait.since
        return [_shifted(tone, since) for tone in self.tones if tone.start >= since - 0.01]


def _shifted(tone: Tone, since: float) -> Tone:
    return replace(tone, start=tone.start - since, end=tone.end - since)


@dataclass
class Listener:
    """One call. Feed it the rows of `features`, from the answer on (or from early media on)."""

    limits: Limits = LIGHT
    verdict: Verdict | None = None
    _rows: Floats = field(default_factory=lambda: np.empty((64 * FRAMES_PER_SECOND, WIDTH), np.float32))
    _count: int = 0
    _considered: int = 0
    _music: list[float] = field(default_factory=list)
    _probe: ProbeAnswer | None = None

    def push(self, frames: Floats) -> Verdict | None:
        """Hear the next frames, (k, `WIDTH`); returns the verdict once there is one, and the same ever after."""
        for row in range(0, len(frames), STEP):
            if self.verdict is None:
                self._hear(frames[row : row + STEP])
        return self.verdict

    def overhear(self, frames: Floats) -> None:
        """Hear one step of frames without deciding: training and reports then look at what is `heard`."""
        self._store(frames)
        self._considered = self._count
        self._listen_for_music()

    def _store(self, frames: Floats) -> None:
        room = min(len(frames), len(self._rows) - self._count)
        self._rows[self._count : self._count + room] = frames[:room]
        self._count += room

    def _hear(self, frames: Floats) -> None:
        self._store(frames)
        while self.verdict is None and self._considered + STEP <= self._count:
            self._considered += STEP
            self._listen_for_music()
            self._consider(final=self._considered >= self.limits.cap_s * FRAMES_PER_SECOND)

    def finish(self) -> Verdict:
        """The call is over: the likeliest nature with what was heard."""
        if self.verdict is None:
            self._considered = self._count
            self._consider(final=True)
        assert self.verdict is not None
        return self.verdict

    def answered_probe(self, answer: ProbeAnswer) -> None:
        """What the far end did when our sentence was played counts from the next consideration on."""
        self._probe = answer

    def heard(self) -> Heard:
        """Everything known now."""
        rows = self._rows[: self._considered]
        tones = find_tones(rows)
        music = music_spans(np.array(self._music, np.float32))
        wait = waiting(rows, tones=tones, music=music)
        return Heard(len(rows) / FRAMES_PER_SECOND, tones, wait, rows[int(wait.since * FRAMES_PER_SECOND) :])

    def _listen_for_music(self) -> None:
        if self._considered >= WINDOW:
            window = self._rows[self._considered - WINDOW : self._considered]
            self._music.append(float(load("texture").chances(texture(window)[None])[0, 1]))

    def _consider(self, *, final: bool) -> None:
        heard = self.heard()
        signal = certain(heard)
        if signal is not None:
            self._decide(heard, *signal)
        elif (heard.wait.state or heard.wait.open) and not final:
            return
        elif final and (state := _still_waiting(heard)):
            only = Evidence(f"only_{state}", round(heard.now, 2), round(heard.now, 2), ONLY)
            self._decide(heard, state, ONLY, (only,))
        else:
            self._judge(heard, final=final)

    def _judge(self, heard: Heard, *, final: bool) -> None:
        if not final and heard.now - heard.wait.since < self.limits.earliest_s:
            return  # nothing is said before, and the numbers of a moment cost the most of listening
        model = load("nature")
        chances = model.chances(heard.summary.vector()[None])[0]
        if self._probe is not None:
            chances = weigh(chances, classes=model.classes, answer=self._probe)
        chosen = choose(
            chances,
            classes=model.classes,
            heard=heard.now - heard.wait.since,
            first_turn=heard.summary.values["first_turn"],
            thresholds=Thresholds.of(model.settings),
            limits=self.limits,
        )
        if chosen is None and final:
            best = int(chances.argmax())
            chosen = model.classes[best], float(chances[best])
        if chosen is not None:
            told = Told(model=model, nature=chosen[0], since=heard.wait.since, now=heard.now)
            self._decide(heard, *chosen, explain(heard.summary, told=told, tones=heard.since_answer()))

    def _decide(self, heard: Heard, nature: str, confidence: float, evidence: tuple[Evidence, ...]) -> None:
        turns = heard.summary.speech.turns
        speaks = heard.wait.since + (float(turns[0, 0]) / FRAMES_PER_SECOND if len(turns) else 0.0)
        self.verdict = Verdict(
            nature=nature,
            confidence=round(min(confidence, CERTAIN), 3),
            decided_at=round(heard.now, 2),
            evidence=evidence,
            ring_s=round(heard.wait.ring_s, 2),
            hold_s=round(max(0.0, speaks - heard.wait.ring_s), 2),
        )


def _still_waiting(heard: Heard) -> str:
    """`music` or `ringback` when nothing else was heard since, `silence` when nothing was at all."""
    wait, spoken = heard.wait, heard.summary.speech.spoken
    if wait.state:
        return wait.state
    if wait.music_s:
        return "music" if spoken < SPEECH_FIRST_S else ""
    return "" if spoken or heard.tones else "silence"


def certain(heard: Heard) -> tuple[str, float, tuple[Evidence, ...]] | None:
    """Signals that mean one thing only."""
    tones = heard.tones
    if (tone := fax_answer(tones)) and not heard.wait.music_s:
        return _sign("fax", "fax_answer_tone", tone=tone, value=tone.low)
    if tone := fax_call(tones):
        return _sign("fax", "fax_calling_tone", tone=tone, value=tone.low)
    if tone := special_information(tones):
        return _sign("unassigned", "special_information_tones", tone=tone, value=tone.low)
    if (tone := busy_pattern(tones)) and heard.wait.spoken_before(tone.end) < SPEECH_FIRST_S:
        return _sign("busy", "busy_cadence", tone=tone, value=tone.length)
    return None


def _sign(nature: str, name: str, *, tone: Tone, value: float) -> tuple[str, float, tuple[Evidence, ...]]:
    return nature, CERTAIN, (Evidence(name, round(value, 2), round(tone.end, 2), CERTAIN),)
