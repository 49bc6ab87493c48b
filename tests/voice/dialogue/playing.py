"""A conversation played without sound: what the switchboard says, line by line, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from filon.voice.dialogue.brief import Act, Brief, HangUp, OnHold, Opened, Person, Say, TheySaid, Tick, WeSaid
from filon.voice.dialogue.machine import Dialogue
from filon.voice.speech.transcript import Transcript

SILENCE, MUSIC, MUSIC_ENDS = "(silence)", "(music)", "(music ends)"
SPEED = 14.0
"""Letters a second."""

MOST_TICKS = 12


def paul(language: str = "fr", **changes: object) -> Brief:
    """Paul Martin of Axonia, in a file that knows all of him unless ``changes`` say otherwise."""
    known = {"first_name": "Paul", "last_name": "Martin", "job_title": "directeur des achats"}
    known["email"] = "paul.martin@axonia.example"
    of_person = {key: str(changes.pop(key)) for key in tuple(changes) if key in known}
    fields: dict[str, object] = {"caller": "Durand Conseil", "company": "Axonia", "domain": "axonia.example"}
    return Brief(language=language, person=Person(**{**known, **of_person}), **{**fields, **changes})  # type: ignore[arg-type]  # fields by name


@dataclass
class Played:
    """The dialogue and everything that it did."""

    dialogue: Dialogue
    now: float = 1.0
    acts: list[Act] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        """Our sentences."""
        return [act.text for act in self.acts if isinstance(act, Say)]

    def do(self, acts: tuple[Act, ...]) -> None:
        """Say each sentence to its end."""
        for act in acts:
            self.acts.append(act)
            if isinstance(act, Say):
                self.now += len(act.text) / SPEED
                self.do(self.dialogue.on(WeSaid(self.now)))

    def hear(self, line: str, *, confidence: float = 0.9) -> None:
        """One line of the switchboard's."""
        if line == SILENCE:
            self.now += self.dialogue.patience + 0.1
            self.do(self.dialogue.on(Tick(self.now)))
        elif line in (MUSIC, MUSIC_ENDS):
            self.now += 1
            self.do(self.dialogue.on(OnHold(self.now, begun=line == MUSIC)))
        else:
            start = self.now + 0.5
            end = start + max(0.5, len(line) / SPEED)
            self.now = end + 0.6
            self.do(self.dialogue.on(TheySaid(self.now, start, end, Transcript(line, confidence))))


def play(brief: Brief, lines: Sequence[str], *, confidence: float = 0.9) -> Played:
    """The whole conversation; after the last line they are silent."""
    played = Played(Dialogue(brief))
    played.do(played.dialogue.on(Opened(played.now)))
    for line in lines:
        played.hear(line, confidence=confidence)
    for _ in range(MOST_TICKS):
        played.hear(SILENCE)
    assert played.dialogue.over
    assert played.acts.count(HangUp()) == 1
    return played
