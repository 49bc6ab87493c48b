"""The recogniser of practice calls: it understands hinted phrases and nothing else."""

from __future__ import annotations

from functools import cache

from filon.voice.listen.audio.resample import RATE
from filon.voice.speech.child import Child, ChildGone
from filon.voice.speech.transcript import Hints, RecogniserDown, Samples, Transcript, Word

WITHIN_S = 20.0
LONGEST_S = 20.0
"""What is longer is no phrase."""

MOST_PHRASES = 2_000


class PracticeRecogniser:
    """`closed` in a process of its own, which all calls of this process share."""

    name = "practice"
    closed = True

    def __init__(self) -> None:
        self._child = Child("filon.voice.speech.recogniser_process", within_s=WITHIN_S)

    def transcribe(self, sound: Samples, *, language: str, hints: Hints) -> Transcript:
        """One of the hinted phrases, in their writing, or "". Raises `RecogniserDown`."""
        phrases = list(dict.fromkeys(hints.phrases))[:MOST_PHRASES]
        if not phrases or not 0 < len(sound) <= LONGEST_S * RATE:
            return Transcript("", 0.0)
        try:
            told, _ = self._child.ask({"phrases": phrases, "language": language[:2]}, sound.tobytes())
        except (ChildGone, ValueError) as error:
            raise RecogniserDown(f"the practice recogniser does not answer: {error}") from error
        words = tuple(Word(**word) for word in told["words"])
        return Transcript(told["text"], told["confidence"], words)

    def learn(self, *, language: str, hints: Hints) -> None:
        """Get ready for these phrases, before they are said: each new one takes a few milliseconds.

        Raises `RecogniserDown`.
        """
        phrases = list(dict.fromkeys(hints.phrases))[:MOST_PHRASES]
        try:
            self._child.ask({"phrases": phrases, "language": language[:2]})
        except (ChildGone, ValueError) as error:
            raise RecogniserDown(f"the practice recogniser does not answer: {error}") from error

    def stop(self) -> None:
        """End its process; the next question begins another."""
        self._child.stop()


@cache
def practice_recogniser() -> PracticeRecogniser:
    """The one of this process."""
    return PracticeRecogniser()
