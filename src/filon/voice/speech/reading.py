"""What recognisers answer, as a transcript. Pure; answers are hostile."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from filon.voice.speech.transcript import Transcript, Word

LONGEST_TEXT = 2_000
MOST_WORDS = 400
WORD_BEGINS = ("▁", " ")
NOT_UNDERSTOOD = (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError)
"""What reading an answer raises that is not what it should be."""


@contextmanager
def _from_a_stranger() -> Iterator[None]:
    try:
        yield
    except NOT_UNDERSTOOD as error:
        raise ValueError("the recogniser's answer is not understood") from error


def from_openai(answer: bytes) -> Transcript:
    """What `/v1/audio/transcriptions` answers. Raises ValueError."""
    with _from_a_stranger():
        return transcript_from(of_openai(json.loads(answer)))


def from_vosk_server(answers: Sequence[bytes]) -> Transcript:
    """What vosk-server answers to the pieces of one utterance; the last one has the words since its last final answer.
    Raises ValueError."""
    with _from_a_stranger():
        heard = [json.loads(each) for each in answers]
        final = [of_vosk(each) for each in heard if each.get("text")]
        words = [word for each in final for word in each["words"]]
        likely = _mean([word["confidence"] for word in words])
        return transcript_from({"text": " ".join(each["text"] for each in final), "confidence": likely, "words": words})


def transcript_from(told: Any) -> Transcript:
    """Of `{"text", "confidence", "words": [{"text", "start", "end", "confidence"}]}`. Raises ValueError."""
    with _from_a_stranger():
        words = tuple(
            Word(_text(word["text"]), _number(word["start"]), _number(word["end"]), _share(word.get("confidence", 1.0)))
            for word in (told.get("words") or [])[:MOST_WORDS]
        )
        text = " ".join(_text(told["text"])[:LONGEST_TEXT].split())
        return Transcript(text, _share(told.get("confidence", 1.0)) if text else 0.0, words)


def of_vosk(result: Any) -> dict[str, Any]:
    """vosk and vosk-server: `{"text", "result": [{"word", "start", "end", "conf"}]}`."""
    words = [
        {"text": each["word"], "start": each["start"], "end": each["end"], "confidence": each.get("conf", 1.0)}
        for each in result.get("result") or []
    ]
    return {"text": result.get("text", ""), "confidence": _mean([each["confidence"] for each in words]), "words": words}


def of_sherpa(text: str, tokens: Sequence[str], starts: Sequence[float], seconds: float) -> dict[str, Any]:
    """sherpa-onnx: pieces of words with the moment each begins, where its model tells."""
    words: list[dict[str, Any]] = []
    for token, start in zip(tokens, starts, strict=False):
        if token.startswith(WORD_BEGINS) or not words:
            words.append({"text": "", "start": start, "end": seconds})
            if len(words) > 1:
                words[-2]["end"] = start
        words[-1]["text"] += token.lstrip("▁ ")
    return {"text": text, "words": [word for word in words if word["text"]]}


def of_whisper(segments: Sequence[Any]) -> dict[str, Any]:
    """faster-whisper: segments with words and probabilities."""
    words = [
        {"text": each.word.strip(), "start": each.start, "end": each.end, "confidence": each.probability}
        for segment in segments
        for each in segment.words or []
    ]
    likely = _mean([math.exp(segment.avg_logprob) for segment in segments])
    return {"text": "".join(segment.text for segment in segments), "confidence": likely, "words": words}


def of_openai(answer: Any) -> dict[str, Any]:
    """`/v1/audio/transcriptions`: `{"text"}`, and with verbose_json `"words"` and `"segments"`."""
    words = [
        {"text": str(each["word"]).strip(), "start": each["start"], "end": each["end"]}
        for each in answer.get("words") or []
        if {"start", "end"} <= each.keys()  # some know the words and not their times
    ]
    segments = [each["avg_logprob"] for each in answer.get("segments") or [] if "avg_logprob" in each]
    likely = _mean([math.exp(min(0.0, float(value))) for value in segments])
    return {"text": answer["text"], "confidence": likely, "words": words}


def _mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares) if shares else 1.0


def _text(value: Any) -> str:
    """Nothing where nothing was understood, which some say with a null. Halves of signs, which JSON may escape, are
    none."""
    if not isinstance(value, str | None):
        raise TypeError("not a text")
    return (value or "").encode(errors="replace").decode()


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number) or number < 0:
        raise ValueError("not a time")
    return number


def _share(value: Any) -> float:
    return min(1.0, max(0.0, float(value))) if math.isfinite(float(value)) else 0.0
