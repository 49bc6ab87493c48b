"""A few dozen numbers that say what was heard since somebody, or something, took the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.features import FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.phrases import likeness
from filon.voice.listen.repetition import Repetition, repetition
from filon.voice.listen.segments import Segments, segments
from filon.voice.listen.spans import Mask
from filon.voice.listen.timbre import NAMES as TIMBRE
from filon.voice.listen.timbre import line, timbre
from filon.voice.listen.timing import NEVER, timing
from filon.voice.listen.tones import Tone
from filon.voice.listen.words import NAMES as WORDS

BEEP_S, BEEP_HZ = (0.1, 2.2), (330, 2300)
UNHEARD = np.zeros(len(WORDS), np.float32)
MARK, FIRST_MARK = 2 * FRAMES_PER_SECOND, 6 * FRAMES_PER_SECOND
"""What is said twice is looked for every two seconds, from the sixth on: it takes longest, and changes least."""

GROUPS: dict[str, tuple[str, ...]] = {
    "greeting_length": ("first_turn", "first_segment", "first_speech"),
    "waits_for_us": ("quiet_now", "longest_quiet", "quiet_share", "second_quiet"),
    "speech_share": ("heard", "spoken", "spoken_share", "longest_turn", "mean_turn", "last_turn", "turns",
                     "second_turn", "third_turn", "turns_differ", "quiets_differ",
                     "before", "music_before", "said_before"),
    "rhythm": ("segments", "mean_segment", "segment_std", "longest_segment", "mean_gap", "gap_std", "longest_gap",
               "segment_rate", "gap_share", "phrase_evenness", "pause_evenness", "pauses", "mean_pause", "first_gap"),
    "voice": TIMBRE,
    "line": ("rise", "noise_change"),
    "repetition": ("again_typical", "again_top", "again_share", "again_whole", "again_distance", "again_length",
                   "again_times", "again_most_times", "again_distances",
                   "starts_alike", "ends_alike", "turns_alike", "first_again"),
    "beep": ("beep_length", "beep_hz", "beep_since", "beep_after_speech", "speech_after_beep", "beeps"),
    "tones": ("tone_seconds", "longest_tone", "progress_tones", "sit_tones", "ced_tones", "cng_tones", "flag_share"),
    "words": WORDS,
}  # fmt: skip
"""The evidence each number belongs to: a verdict is explained by groups, not by numbers."""

NAMES = tuple(name for names in GROUPS.values() for name in names)
_in_order = itemgetter(*NAMES)
_AGAIN = tuple(f"again_{field.name}" for field in fields(Repetition))


@dataclass(frozen=True)
class Before:
    """What was heard before the wait ended, in seconds: all of it, music, and words."""

    seconds: float = 0.0
    music: float = 0.0
    said: float = 0.0


NOTHING = Before()


@dataclass(frozen=True)
class Summary:
    """The numbers of `NAMES`, and the segments they were taken from."""

    values: dict[str, float]
    speech: Segments

    def vector(self) -> NDArray[np.float32]:
        """The numbers in the order of `NAMES`."""
        return np.array(_in_order(self.values), np.float32)


def summarise(
    rows: Floats,
    *,
    tones: Sequence[Tone],
    before: Before = NOTHING,
    again: Repetition | None = None,
    words: Floats | None = None,
) -> Summary:
    """Sum up frames; `tones` in seconds from the first of them. `again` saves the search when it was made before.

    `words` is what was heard of the words, nothing where it is left out.
    """
    tonal = tonal_frames(tones, count=len(rows))
    speech = segments(rows, tonal=tonal)
    heard = len(rows) / FRAMES_PER_SECOND
    found = again if again is not None else said_again(rows, tonal=tonal)
    values = {
        **timing(speech, heard=heard),
        "before": before.seconds,
        "music_before": before.music,
        "said_before": before.said,
        **timbre(rows, speech),
        **likeness(rows, speech),
        **line(rows, speech, tonal=tonal),
        **dict(zip(_AGAIN, vars(found).values(), strict=True)),
        **_beeps(tones, speech, heard=heard),
        **_tones(rows, tones, heard=heard),
        **dict(zip(WORDS, (UNHEARD if words is None else words).tolist(), strict=True)),
    }
    return Summary(values=values, speech=speech)


def tonal_frames(tones: Sequence[Tone], *, count: int) -> Mask:
    """The frames of steady tones."""
    tonal = np.zeros(count, bool)
    for tone in tones:
        if tone.steady and tone.length > 0.1:
            tonal[max(0, int(tone.start * FRAMES_PER_SECOND) - 1) : int(tone.end * FRAMES_PER_SECOND) + 2] = True
    return tonal


def said_again(rows: Floats, *, tonal: Mask) -> Repetition:
    """What was said twice up to the last whole `MARK`."""
    mark = len(rows) // MARK * MARK
    if mark < FIRST_MARK:
        return Repetition()
    known = segments(rows[:mark], tonal=tonal[:mark])
    return repetition(rows[:mark], active=known.voice, gate=known.gate)


def beep_after_speech(tones: Sequence[Tone], speech: Segments) -> Tone | None:
    """The last tone that is like the signal of an answering machine and comes after words."""
    low, high = BEEP_S
    first = speech.pieces[0][0] / FRAMES_PER_SECOND if speech.pieces else NEVER
    heard = [t for t in tones if low <= t.length <= high and BEEP_HZ[0] <= t.low <= BEEP_HZ[1] and t.steady]
    return next((t for t in reversed(heard) if t.start > first), None)


def _beeps(tones: Sequence[Tone], speech: Segments, *, heard: float) -> dict[str, float]:
    beep = beep_after_speech(tones, speech)
    if beep is None:
        return dict.fromkeys(GROUPS["beep"], -1.0)
    spans = speech.spans / FRAMES_PER_SECOND
    before = spans[spans[:, 1] <= beep.start + 0.12]
    after = np.clip(spans[:, 1] - np.maximum(spans[:, 0], beep.end - 0.05), 0, None).sum()
    return {
        "beep_length": beep.length,
        "beep_hz": beep.low,
        "beep_since": heard - beep.end,
        "beep_after_speech": beep.start - float(before[-1, 1]) if len(before) else -1.0,
        "speech_after_beep": float(after),
        "beeps": float(sum(1 for t in tones if t.steady and abs(t.low - beep.low) < 0.04 * beep.low)),
    }


def _tones(rows: Floats, tones: Sequence[Tone], *, heard: float) -> dict[str, float]:
    steady = [t for t in tones if t.steady]

    def near(low: float, high: float) -> float:
        return float(sum(1 for t in steady if low <= t.low <= high and not t.high and t.length >= 0.18))

    peak = rows[:, Column.PEAK]
    flags = (peak > 1550) & (peak < 1950) & (rows[:, Column.LINES] > 0.7) & (rows[:, Column.LEVEL] > -50)
    return {
        "tone_seconds": sum(t.length for t in steady),
        "longest_tone": max((t.length for t in steady), default=0.0),
        "progress_tones": float(sum(1 for t in steady if 330 <= t.low <= 650 and t.length >= 0.15)),
        "sit_tones": near(890, 1010) + near(1340, 1460) + near(1740, 1840),
        "ced_tones": near(2070, 2130),
        "cng_tones": near(1060, 1140),
        "flag_share": np.count_nonzero(flags) / FRAMES_PER_SECOND / max(heard, 0.5),
    }
