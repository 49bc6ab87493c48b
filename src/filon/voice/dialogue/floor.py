"""Who speaks, since when, and what was said: the record of a dialogue."""

from __future__ import annotations

from dataclasses import dataclass, field

from filon.voice.dialogue.findings import Turn
from filon.voice.dialogue.meanings import Reading
from filon.voice.dialogue.memory import Span
from filon.voice.dialogue.pace import LETTERS_A_SECOND, SENTENCE_S


@dataclass(frozen=True, slots=True)
class Sentence:
    """What we are saying, and since when."""

    text: str
    since: float

    def share(self, at: float) -> float:
        """How much of it was probably said by then."""
        return (at - self.since) * LETTERS_A_SECOND / max(len(self.text), 1)


@dataclass
class Floor:
    """``quiet_since`` is when the last thing was said or heard: patience counts from it."""

    saying: Sentence | None = None
    they_began: float | None = None
    quiet_since: float = 0.0
    share_said: float = 1.0
    """How much of our last sentence was said."""
    sentences: int = 0
    turns: list[Turn] = field(default_factory=list)

    def say(self, text: str, at: float) -> None:
        """We begin a sentence; the one before stops."""
        self.stop(at)
        self.sentences += 1
        self.saying = Sentence(text, at)

    def stop(self, at: float, *, whole: bool = False) -> bool:
        """Our sentence is over; whether there was one."""
        sentence, self.saying = self.saying, None
        if sentence is None:
            return False
        self.share_said = 1.0 if whole else sentence.share(at)
        self.turns.append(Turn(True, sentence.since, at, sentence.text))
        self.quiet_since = at
        return True

    def heard(self, span: Span, reading: Reading) -> None:
        """They said something, and fell silent."""
        self.they_began = None
        first = reading.first
        intent = str(first) if first else "address" if reading.email else "number" if reading.phone else ""
        self.turns.append(Turn(False, span.start, span.end, span.text, intent, span.confidence))

    def stuck_sentence(self, at: float) -> bool:
        """Whether nobody told the end of ours."""
        return self.saying is not None and at - self.saying.since >= SENTENCE_S

    def stuck_utterance(self, at: float) -> bool:
        """Whether nobody told the end of theirs."""
        return self.they_began is not None and at - self.they_began >= SENTENCE_S
