"""How long what was said and what was not: utterances, segments, pauses. Lists of a few numbers, so no array."""

from __future__ import annotations

from itertools import pairwise

from filon.voice.listen.features import FRAMES_PER_SECOND
from filon.voice.listen.segments import TURN_FRAMES, Segments
from filon.voice.listen.spans import Pairs, mean, spread

NEVER = 30.0
BREATH_S = TURN_FRAMES / FRAMES_PER_SECOND
PHRASE_S = 0.26
"""A pause of that parts two phrases."""


def timing(speech: Segments, *, heard: float) -> dict[str, float]:
    """Everything that the lengths tell, in seconds; `heard` is how long was listened."""
    lengths, gaps = _lengths(speech.pieces)
    return {
        **_turns(speech, heard=heard),
        **_rhythm(lengths, gaps, spoken=speech.spoken),
        **_phrases(lengths, gaps),
    }


def _lengths(found: Pairs) -> tuple[list[float], list[float]]:
    """How long the spans are, and what lies between them, in seconds."""
    lengths = [(end - start) / FRAMES_PER_SECOND for start, end in found]
    return lengths, [(b[0] - a[1]) / FRAMES_PER_SECOND for a, b in pairwise(found)]


def _turns(speech: Segments, *, heard: float) -> dict[str, float]:
    lengths, quiets = _lengths(speech.utterances)
    first = speech.utterances[0][0] / FRAMES_PER_SECOND if lengths else 0.0
    last = speech.utterances[-1][1] / FRAMES_PER_SECOND if lengths else 0.0
    now = max(0.0, heard - last)
    one, two, three = (lengths + [0.0] * 3)[:3]
    return {
        "first_speech": first if lengths else NEVER,
        "first_turn": one,
        "first_segment": (speech.pieces[0][1] - speech.pieces[0][0]) / FRAMES_PER_SECOND if lengths else 0.0,
        "quiet_now": now,
        "longest_quiet": max(now, *quiets, 0.0),
        "second_quiet": quiets[0] if quiets else now,
        "quiet_share": 1 - speech.spoken / max(heard, 0.1),
        "heard": heard,
        "spoken": speech.spoken,
        "spoken_share": speech.spoken / max(0.1, last - first),
        "longest_turn": max(lengths, default=0.0),
        "mean_turn": mean(lengths) if lengths else 0.0,
        "last_turn": lengths[-1] if lengths else 0.0,
        "turns": float(len(lengths)),
        "second_turn": two,
        "third_turn": three,
        "turns_differ": abs(one - two) / max(one, two, 0.1) if len(lengths) > 1 else -1.0,
        "quiets_differ": max((abs(a - b) for a, b in pairwise(quiets)), default=-1.0),
    }


def _rhythm(lengths: list[float], gaps: list[float], *, spoken: float) -> dict[str, float]:
    breaths = [gap for gap in gaps if gap < BREATH_S]
    return {
        "segments": float(len(lengths)),
        "mean_segment": mean(lengths) if lengths else 0.0,
        "segment_std": spread(lengths),
        "longest_segment": max(lengths, default=0.0),
        "mean_gap": mean(breaths) if breaths else 0.0,
        "gap_std": spread(breaths),
        "longest_gap": max(gaps, default=0.0),
        "segment_rate": len(lengths) / max(0.5, spoken),
        "gap_share": sum(breaths) / max(0.5, spoken),
    }


def _phrases(lengths: list[float], gaps: list[float]) -> dict[str, float]:
    parting = [gap for gap in gaps if gap >= PHRASE_S - 1e-6]
    return {
        "phrase_evenness": _evenness(lengths),
        "pause_evenness": _evenness(parting),
        "pauses": float(len(parting)),
        "mean_pause": mean(parting) if parting else 0.0,
        "first_gap": gaps[0] if gaps else 0.0,
    }


def _evenness(values: list[float]) -> float:
    """Spread of some lengths as a share of their mean; −1 for fewer than three."""
    return spread(values) / (mean(values) + 0.05) if len(values) > 2 else -1.0
