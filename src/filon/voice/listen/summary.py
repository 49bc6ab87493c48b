"""A few dozen numbers that say what was heard since somebody, or something, took the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.features import FIRST_BAND, FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.phrases import phrases
from filon.voice.listen.repetition import Repetition, repetition
from filon.voice.listen.segments import Segments, segments
from filon.voice.listen.spans import Mask
from filon.voice.listen.tones import Tone

BEEP_S, BEEP_HZ = (0.1, 2.2), (330, 2300)
NEVER = 30.0
VOICED = 0.55

GROUPS: dict[str, tuple[str, ...]] = {
    "greeting_length": ("first_turn", "first_segment", "first_speech"),
    "waits_for_us": ("quiet_now", "longest_quiet", "quiet_share", "second_quiet"),
    "speech_share": ("heard", "spoken", "spoken_share", "longest_turn", "mean_turn", "last_turn", "turns",
                     "second_turn", "third_turn", "turns_differ", "quiets_differ"),
    "rhythm": ("segments", "mean_segment", "segment_std", "mean_gap", "gap_std", "longest_gap", "segment_rate",
               "gap_share", "phrase_evenness", "pause_evenness", "pauses", "mean_pause", "first_gap"),
    "voice": ("level_std", "level_range", "turn_level", "voicing", "voiced", "pitch", "pitch_std", "turn_pitch", "flux",
              "band_std", "turn_bands", "closing_pitch", "closing_level"),
    "line": ("rise", "noise_change"),
    "repetition": ("again_typical", "again_top", "again_share", "again_whole", "again_distance",
                   "again_length", "starts_alike", "ends_alike"),
    "beep": ("beep_length", "beep_hz", "beep_since", "beep_after_speech", "speech_after_beep", "beeps"),
    "tones": ("tone_seconds", "longest_tone", "progress_tones", "sit_tones", "ced_tones", "cng_tones", "flag_share"),
}  # fmt: skip
"""The evidence each number belongs to: a verdict is explained by groups, not by numbers."""

NAMES = tuple(name for names in GROUPS.values() for name in names)


@dataclass(frozen=True)
class Summary:
    """The numbers of `NAMES`, and the segments they were taken from."""

    values: dict[str, float]
    speech: Segments

    def vector(self) -> NDArray[np.float32]:
        """The numbers in the order of `NAMES`."""
        return np.array([self.values[name] for name in NAMES], np.float32)


def summarise(rows: Floats, *, tones: Sequence[Tone]) -> Summary:
    """Sum up frames; `tones` in seconds from the first of them."""
    tonal = np.zeros(len(rows), bool)
    for tone in tones:
        if tone.steady and tone.length > 0.1:
            tonal[max(0, int(tone.start * FRAMES_PER_SECOND) - 1) : int(tone.end * FRAMES_PER_SECOND) + 2] = True
    speech = segments(rows, tonal=tonal)
    heard = len(rows) / FRAMES_PER_SECOND
    values = {
        **_timing(speech, heard=heard),
        **_rhythm(speech),
        **_voice(rows, speech),
        **phrases(rows, speech, voiced=rows[:, Column.VOICING] > VOICED),
        **_line(rows, speech, tonal=tonal),
        **_again(rows, speech, heard=heard),
        **_beeps(tones, speech, heard=heard),
        **_tones(rows, tones, heard=heard),
    }
    return Summary(values=values, speech=speech)


def _timing(speech: Segments, *, heard: float) -> dict[str, float]:
    turns = speech.turns / FRAMES_PER_SECOND
    lengths = turns[:, 1] - turns[:, 0]
    quiets = turns[1:, 0] - turns[:-1, 1]
    last = float(turns[-1, 1]) if len(turns) else 0.0
    now = max(0.0, heard - last)
    return {
        "first_speech": float(turns[0, 0]) if len(turns) else NEVER,
        "first_turn": float(lengths[0]) if len(turns) else 0.0,
        "first_segment": float(np.diff(speech.spans[0])[0]) / FRAMES_PER_SECOND if len(speech.spans) else 0.0,
        "quiet_now": now,
        "longest_quiet": max(now, float(quiets.max())) if len(quiets) else now,
        "second_quiet": float(quiets[0]) if len(quiets) else now,
        "quiet_share": 1 - speech.spoken / max(heard, 0.1),
        "heard": heard,
        "spoken": speech.spoken,
        "spoken_share": speech.spoken / max(0.1, last - (float(turns[0, 0]) if len(turns) else 0.0)),
        "longest_turn": float(lengths.max()) if len(turns) else 0.0,
        "mean_turn": float(lengths.mean()) if len(turns) else 0.0,
        "last_turn": float(lengths[-1]) if len(turns) else 0.0,
        "turns": float(len(turns)),
    }


def _rhythm(speech: Segments) -> dict[str, float]:
    spans = speech.spans / FRAMES_PER_SECOND
    lengths = spans[:, 1] - spans[:, 0]
    gaps = spans[1:, 0] - spans[:-1, 1]
    breaths = gaps[gaps < 0.9]
    return {
        "segments": float(len(spans)),
        "mean_segment": float(lengths.mean()) if len(spans) else 0.0,
        "segment_std": float(lengths.std()) if len(spans) else 0.0,
        "mean_gap": float(breaths.mean()) if len(breaths) else 0.0,
        "gap_std": float(breaths.std()) if len(breaths) else 0.0,
        "longest_gap": float(gaps.max()) if len(gaps) else 0.0,
        "segment_rate": len(spans) / max(0.5, speech.spoken),
        "gap_share": float(breaths.sum()) / max(0.5, speech.spoken),
    }


def _spoken(speech: Segments, count: int) -> Mask:
    mask = np.zeros(count, bool)
    for start, end in speech.spans:
        mask[start:end] = True
    return mask & speech.active


def _voice(rows: Floats, speech: Segments) -> dict[str, float]:
    mask = _spoken(speech, len(rows))
    if mask.sum() < 5:
        return dict.fromkeys(GROUPS["voice"], 0.0)
    level = rows[mask, Column.LEVEL]
    ordered = np.sort(level)
    voiced = mask & (rows[:, Column.VOICING] > VOICED)
    pitch = np.log(rows[voiced, Column.PITCH])
    first = np.zeros(len(rows), bool)
    first[: speech.turns[0, 1]] = True
    moved = [_moved(rows, a=mask & first, b=mask & ~first), _moved(rows, a=voiced & first, b=voiced & ~first)]
    return {
        "level_std": float(level.std()),
        "level_range": float(ordered[len(ordered) * 95 // 100] - ordered[len(ordered) // 20]),
        "voicing": float(rows[mask, Column.VOICING].mean()),
        "voiced": float(voiced.sum() / mask.sum()),
        "pitch": float(np.exp(np.median(pitch))) if pitch.size else 0.0,
        "pitch_std": float(pitch.std()) if pitch.size else 0.0,
        "flux": float(np.abs(np.diff(rows[:, FIRST_BAND:], axis=0))[mask[1:]].mean()),
        "band_std": float(rows[mask, FIRST_BAND:].std(axis=0).mean()),
        "turn_level": moved[0][0],
        "turn_bands": moved[0][1],
        "turn_pitch": moved[1][2],
    }


def _moved(rows: Floats, *, a: Mask, b: Mask) -> tuple[float, float, float]:
    """How much level, colour and pitch differ between two sets of frames: another person, or the same tape."""
    if a.sum() < 5 or b.sum() < 5:
        return 0.0, 0.0, 0.0
    one, two = rows[a], rows[b]
    level = abs(float(one[:, Column.LEVEL].mean() - two[:, Column.LEVEL].mean()))
    bands = float(np.abs(one[:, FIRST_BAND:].mean(axis=0) - two[:, FIRST_BAND:].mean(axis=0)).mean())
    pitch = abs(float(np.log(np.median(one[:, Column.PITCH]) / np.median(two[:, Column.PITCH]))))
    return level, bands, pitch


def _line(rows: Floats, speech: Segments, *, tonal: Mask) -> dict[str, float]:
    level = rows[:, Column.LEVEL]
    if not len(speech.spans):
        ordered = np.sort(level)
        spread = float(ordered[len(ordered) * 95 // 100] - ordered[len(ordered) // 2]) if ordered.size else 0.0
        return {"rise": spread, "noise_change": 0.0}
    mask = _spoken(speech, len(rows))
    quiet = ~mask & ~tonal
    start = int(speech.spans[0, 0])
    before, after = level[:start][quiet[:start]], level[start:][quiet[start:]]
    rise = float(level[mask].mean() - np.median(level[quiet])) if quiet.any() else 40.0
    change = float(np.median(after) - np.median(before)) if len(before) > 4 and len(after) > 4 else 0.0
    return {"rise": min(rise, 50.0), "noise_change": float(np.clip(change, -30, 30))}


def _again(rows: Floats, speech: Segments, *, heard: float) -> dict[str, float]:
    mask = _spoken(speech, len(rows))
    found = repetition(rows, active=mask, gate=speech.gate) if heard >= 3 else Repetition()
    return {
        "again_typical": found.typical,
        "again_top": found.top,
        "again_share": found.share,
        "again_whole": found.whole,
        "again_distance": found.distance,
        "again_length": found.length,
    }


def beep_after_speech(tones: Sequence[Tone], speech: Segments) -> Tone | None:
    """The last tone that is like the signal of an answering machine and comes after words."""
    low, high = BEEP_S
    first = float(speech.spans[0, 0]) / FRAMES_PER_SECOND if len(speech.spans) else NEVER
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

    peak, loud = rows[:, Column.PEAK], rows[:, Column.LEVEL] > -50
    flags = loud & (peak > 1550) & (peak < 1950) & (rows[:, Column.LINES] > 0.7)
    return {
        "tone_seconds": sum(t.length for t in steady),
        "longest_tone": max((t.length for t in steady), default=0.0),
        "progress_tones": float(sum(1 for t in steady if 330 <= t.low <= 650 and t.length >= 0.15)),
        "sit_tones": near(890, 1010) + near(1340, 1460) + near(1740, 1840),
        "ced_tones": near(2070, 2130),
        "cng_tones": near(1060, 1140),
        "flag_share": float(flags.sum()) / FRAMES_PER_SECOND / max(heard, 0.5),
    }
