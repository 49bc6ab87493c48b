"""The listener of one call: frames in, a verdict out when it is sure, with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.decision import LIGHT, Limits, Thresholds, choose
from filon.voice.listen.evidence import Evidence, Told, explain
from filon.voice.listen.features import FRAMES_PER_SECOND, ROW, SHADES, Floats, shades_kept
from filon.voice.listen.known import Again, Heard, asked, idle
from filon.voice.listen.model import Answers, load
from filon.voice.listen.probe import ProbeAnswer, weigh
from filon.voice.listen.spans import stacked
from filon.voice.listen.texture import STEP, WINDOW, music_spans, texture
from filon.voice.listen.tones import Tone, Tones, busy_pattern, fax_answer, fax_call, special_information, tonal
from filon.voice.listen.waiting import waiting
from filon.voice.listen.words import Words, listen_to_words

CERTAIN = 0.99
ONLY = 0.9
"""Confidence that a wait was all there was to hear."""

SPEECH_FIRST_S = 0.5
"""Words before a busy tone: somebody hung up, the number is not busy."""

MENU_S = 4.5
"""So many words before music that never ends: a menu that nobody chose from, not a welcome."""


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


@dataclass
class Listener:
    """One call. Feed it the rows of `features`, from the answer on (or from early media on)."""

    limits: Limits = LIGHT
    verdict: Verdict | None = None
    _rows: Floats = field(default_factory=lambda: np.empty((ROW, 64 * FRAMES_PER_SECOND), np.float32).T)
    _shades: NDArray[np.uint8] = field(default_factory=lambda: np.empty((64 * FRAMES_PER_SECOND, SHADES), np.uint8))
    _count: int = 0
    _considered: int = 0
    _tonal: list[int] = field(default_factory=list)
    """The frames that may belong to a tone."""

    _music: list[float] = field(default_factory=list)
    _tones: Tones = field(default_factory=Tones)
    _again: Again = field(default_factory=Again)
    _words: Words = field(default_factory=Words)
    _probe: ProbeAnswer | None = None
    _idle_until: int = 0
    """The frame before which only a tone may say something."""

    def push(self, frames: Floats) -> Verdict | None:
        """Hear the next frames, (k, `WIDTH`); returns the verdict once there is one, and the same ever after."""
        for row in range(0, len(frames), STEP):
            if self.verdict is None:
                advance(keep([self], frames[None, row : row + STEP]))
        return self.verdict

    def overhear(self, frames: Floats) -> None:
        """Hear one step of frames without deciding: training and reports then look at what is `heard`."""
        keep([self], frames[None])
        self._considered = self._count
        listen_for_music([self])

    def store(
        self, frames: Floats, shades: NDArray[np.uint8] | None = None, *, pure: Sequence[int] | None = None
    ) -> bool:
        """Keep at most a step of frames; whether a step is complete, to `advance` by.

        `keep` finds their shades and which of them may be tones for several calls at once.
        """
        shades = shades_kept(frames) if shades is None else shades
        pure = np.flatnonzero(tonal(frames)).tolist() if pure is None else pure
        room = min(len(frames), len(self._rows) - self._count)
        self._rows[self._count : self._count + room] = frames[:room, :ROW]
        self._shades[self._count : self._count + room] = shades[:room]
        self._tonal += [self._count + frame for frame in pure]
        self._count += room
        return self._considered + STEP <= self._count

    def finish(self) -> Verdict:
        """The call is over: the likeliest nature with what was heard."""
        if self.verdict is None:
            self._considered = self._count
            judge([self], final=True)
        assert self.verdict is not None
        return self.verdict

    def answered_probe(self, answer: ProbeAnswer) -> None:
        """What the far end did when our sentence was played counts from the next consideration on."""
        self._probe = answer

    def heard(self) -> Heard:
        """Everything known now."""
        self._tones.hear(self._rows[: self._considered], known=self._tonal)
        return self._known()

    def _known(self) -> Heard:
        rows, tones = self._rows[: self._considered], self._tones.every
        wait = waiting(rows, tones=tones, music=music_spans(self._music))
        since = rows[int(wait.since * FRAMES_PER_SECOND) :]
        shades = self._shades[: self._considered]
        return Heard(len(rows) / FRAMES_PER_SECOND, tones, wait, since, shades, self._again, self._words)

    def music(self, chance: float) -> None:
        """How likely the last window was music."""
        self._music.append(chance)

    def step(self) -> bool:
        """Go on to the next step; whether the call has lasted as long as it may."""
        self._considered += STEP
        return self._considered >= self.limits.cap_s * FRAMES_PER_SECOND

    def recent(self) -> Floats | None:
        """The window whose music the next probability tells of; nothing yet at the very beginning."""
        return self._rows[self._considered - WINDOW : self._considered] if self._considered >= WINDOW else None

    def consider(self, *, final: bool) -> Heard | None:
        """Say what needs no trees; else what they are to be asked about now, if anything."""
        changed = self._tones.hear(self._rows[: self._considered], known=self._tonal)
        if not (changed or final) and self._idle():
            return None
        heard = self._known()
        self._idle_until = self._considered + idle(heard)
        signal = certain(heard) if changed or final else None
        if signal is not None:
            self._decide(heard, *signal)
            return None
        if final and (state := still_waiting(heard)):
            self._only(heard, state)
            return None
        return heard if final or asked(heard, limits=self.limits) else None

    def _idle(self) -> bool:
        """Whether nothing could be said now: it is too soon, or no moment to ask the trees."""
        return self._considered < max(self._idle_until, self.limits.earliest_s * FRAMES_PER_SECOND)

    def _only(self, heard: Heard, state: str) -> None:
        """Nothing but a wait; a menu when many words came before its music."""
        now, said = round(heard.now, 2), heard.wait.said_before_music() if state == "music" else 0.0
        if said >= MENU_S:
            self._decide(heard, "ivr", ONLY, (Evidence("speech_in_all", round(said, 2), now, ONLY),))
        else:
            self._decide(heard, state, ONLY, (Evidence(f"only_{state}", now, now, ONLY),))

    def answer(self, heard: Heard, answers: Answers, *, chances: Floats, final: bool) -> None:
        """What the trees say, if it is sure enough by now: the chances that their answers make."""
        model = load("nature")
        if self._probe is not None:
            chances = weigh(chances, classes=model.classes, answer=self._probe)
        chosen = choose(
            chances,
            classes=model.classes,
            heard=heard.heard,
            first_turn=heard.summary.values["first_turn"],
            thresholds=_thresholds(),
            limits=self.limits,
        )
        if chosen is None and final:
            best = int(chances.argmax())
            chosen = model.classes[best], float(chances[best])
        if chosen is not None:
            told = Told(model, chosen[0], answers, since=heard.wait.since, now=heard.now)
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


@cache
def _thresholds() -> Thresholds:
    return Thresholds.of(load("nature").settings)


def keep(listeners: Sequence[Listener], frames: Floats) -> list[Listener]:
    """Give each its frames, (N, k, `WIDTH`), at most a step; those that have a whole step then, to `advance` by."""
    found: list[list[int]] = [[] for _ in listeners]
    for call, frame in np.argwhere(tonal(frames)).tolist():
        found[call].append(frame)
    kept = zip(listeners, frames, shades_kept(frames), found, strict=True)
    return [each for each, heard, shades, pure in kept if each.store(heard, shades, pure=pure)]


def advance(listeners: Sequence[Listener]) -> None:
    """Consider the next step of several calls at once; each has stored it, and has no verdict yet."""
    over = [each.step() for each in listeners]
    listen_for_music(listeners)
    for final in (False, True):
        judge([each for each, last in zip(listeners, over, strict=True) if last is final], final=final)


def listen_for_music(listeners: Sequence[Listener]) -> None:
    """How likely the last two seconds of each call are music."""
    windows = [(each, window) for each in listeners if (window := each.recent()) is not None]
    if windows:
        chances = load("texture").chances(texture([window for _, window in windows]))
        for (each, _), chance in zip(windows, chances[:, 1], strict=True):
            each.music(float(chance))


def judge(listeners: Sequence[Listener], *, final: bool) -> None:
    """Say what can be said of each call by now; the trees are asked about all that need them at once."""
    questions = [(each, heard) for each in listeners if (heard := each.consider(final=final)) is not None]
    if questions:
        listen_to_words([heard.unheard() for _, heard in questions])
        questions = [(each, heard) for each, heard in questions if final or heard.may_tell]
    if questions:
        answers = load("nature").answers(stacked([heard.summary.vector() for _, heard in questions]))
        every = load("nature").voted(answers)
        for (each, heard), answered, chances in zip(questions, answers, every, strict=True):
            each.answer(heard, answered, chances=chances, final=final)


def still_waiting(heard: Heard) -> str:
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
