"""Whole dialogues, heard and said, in virtual time: sound and words are the test's, everything else is real."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import numpy as np
import pytest
from tests.voice.fuzz import virtual

from filon.voice.dialogue.brief import Brief, Person
from filon.voice.dialogue.findings import Verdict
from filon.voice.media.rtp import RATE
from filon.voice.speech.transcript import RecogniserDown, Transcript
from filon.voice.talking.talk import Speech, Talk

BRIEF = Brief(
    language="fr",
    caller="Durand Conseil",
    purpose="une mise à jour de notre fichier",
    person=Person(first_name="Paul", last_name="Martin", email="paul.martin@axonia.example"),
    company="Axonia",
    domain="axonia.example",
)
LINE = np.random.default_rng(1)
SPEAKING_RATE = 14.0
"""Characters a second."""


@dataclass
class Receptionist:
    """The far end: says its lines one after another, each once we have been silent for a moment.

    What is heard of it is a noise as long as the words; what was said when is written down for the recogniser of the
    test.
    """

    lines: list[str]
    pause_s: float = 0.7
    heard: list[str] = field(default_factory=list)
    said: list[tuple[float, float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sound = np.zeros(0, np.int16)
        self._until = 0.0
        self._ours: asyncio.Future[bool] | None = None
        self._ours_end = 0.0
        self._next_at = 0.5

    # The audio of the call, as the talk sees it

    def play(self, samples) -> asyncio.Future[bool]:
        self.stop()
        self._ours = asyncio.get_running_loop().create_future()
        self._ours_end = self._now() + len(samples) / RATE
        asyncio.get_running_loop().call_at(self._ours_end, self._over, self._ours)
        self._next_at = self._ours_end + self.pause_s
        return self._ours

    def stop(self) -> None:
        if self._ours and not self._ours.done():
            self._ours.set_result(False)
            self._ours_end = self._now()
            self._next_at = self._now() + self.pause_s

    def recording(self, since: int = 0):
        self._go_on()
        return self._sound[since : round(self._now() * RATE)]

    # What it does

    def _over(self, ours) -> None:
        if not ours.done():
            ours.set_result(True)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _go_on(self) -> None:
        now = self._now()
        ours_over = self._ours is None or self._ours.done()
        if self.lines and ours_over and now >= max(self._next_at, self._until) and (self._ours or not self.said):
            self._say(self.lines.pop(0), at=now)
        short = round(now * RATE) - len(self._sound)
        if short > 0:
            self._sound = np.concatenate([self._sound, LINE.normal(0, 30, short).astype(np.int16)])

    def _say(self, text: str, *, at: float) -> None:
        self._until, self._next_at = at + len(text) / SPEAKING_RATE, float("inf")
        self.said.append((at, self._until, text))
        voice = LINE.normal(0, 2000, round((self._until - at) * RATE)).astype(np.int16)
        quiet = round(at * RATE) - len(self._sound)
        line = LINE.normal(0, 30, max(0, quiet)).astype(np.int16)
        self._sound = np.concatenate([self._sound, line, voice])

    # What a recogniser and a voice make of it

    name, closed = "test", False

    def transcribe(self, sound, *, language, hints) -> Transcript:
        return Transcript(self.said[-1][2])

    def say(self, text: str, *, language: str):
        self.heard.append(text)
        return np.zeros(round(len(text) / SPEAKING_RATE * RATE), np.int16)


def talked(receptionist: Receptionist, monkeypatch, *, speech: Speech | None = None, objected=None) -> Talk:
    """The talk with this receptionist once it is over."""

    async def inline(function, *args, **kwargs):
        return function(*args, **kwargs)

    monkeypatch.setattr(asyncio, "to_thread", inline)
    kept: list[Talk] = []

    async def play() -> None:
        speaks = speech or Speech(receptionist, receptionist)
        kept.append(Talk(BRIEF, audio=receptionist, speech=speaks, objected=objected))
        await kept[0].run()

    virtual.run(play())
    return kept[0]


def test_st_19_a_person_and_an_address_are_confirmed(monkeypatch):
    receptionist = Receptionist(
        ["Axonia bonjour", "Oui, il travaille toujours ici.", "Oui, c'est la bonne adresse.", "Au revoir."]
    )
    talk = talked(receptionist, monkeypatch)
    findings = talk.findings()
    assert (findings.person.verdict, findings.email.verdict) == (Verdict.VALIDATED, Verdict.VALIDATED)
    assert talk.understood
    assert "automatique" in receptionist.heard[0]


def test_what_is_found_points_to_the_seconds_in_which_it_was_said(monkeypatch):
    receptionist = Receptionist(["Axonia bonjour", "Non, il a quitté la société.", "Au revoir."])
    talk = talked(receptionist, monkeypatch)
    start, end, _ = receptionist.said[1]
    person = talk.findings().person
    assert person.verdict is Verdict.INVALIDATED
    assert start - 0.3 <= person.start < person.end <= end + 0.7


def test_nobody_is_spoken_to_while_they_speak(monkeypatch):
    receptionist = Receptionist(["Axonia bonjour, Sophie à votre écoute", "Je ne connais pas cette personne."])
    talk = talked(receptionist, monkeypatch)
    assert talk.greeted_at == pytest.approx(receptionist.said[0][0], abs=0.3)
    ours = next(turn for turn in talk.findings().turns if turn.ours)
    assert ours.start >= receptionist.said[0][1]


def test_a_recogniser_that_is_away_ends_the_dialogue(monkeypatch):
    class Away(Receptionist):
        def transcribe(self, sound, *, language, hints):
            raise RecogniserDown("no answer")

    away = Away(["Axonia bonjour", "Oui."])
    with pytest.raises(RecogniserDown):
        talked(away, monkeypatch)


def test_a_recogniser_with_a_fault_of_its_own_ends_the_dialogue_too(monkeypatch):
    class Broken(Receptionist):
        def transcribe(self, sound, *, language, hints):
            raise KeyError("words")

    with pytest.raises(KeyError):
        talked(Broken(["Axonia bonjour", "Oui."]), monkeypatch)


def test_somebody_who_never_answers_is_left_in_peace(monkeypatch):
    talk = talked(Receptionist([]), monkeypatch)
    assert talk.findings().person.verdict is Verdict.UNTOUCHED
    assert not talk.understood


def test_who_objects_and_hangs_up_at_once_was_heard(monkeypatch):
    async def inline(function, *args, **kwargs):
        return function(*args, **kwargs)

    monkeypatch.setattr(asyncio, "to_thread", inline)
    receptionist, told = Receptionist(["Axonia bonjour", "Ne nous appelez plus !"]), []
    kept: list[Talk] = []

    async def play() -> None:
        speech = Speech(receptionist, receptionist)
        talk = Talk(BRIEF, audio=receptionist, speech=speech, objected=lambda: told.append(True))
        talking = asyncio.create_task(talk.run())
        while len(receptionist.said) < 2:  # noqa: ASYNC110 the receptionist is asked by whoever listens
            await asyncio.sleep(0.05)
        await asyncio.sleep(1.0)  # the receiver is put down in the last syllable
        talking.cancel()
        await asyncio.wait({talking})
        assert not talk.findings().objected
        await talk.last_words()
        kept.append(talk)

    virtual.run(play())
    assert kept[0].findings().objected
    assert told == [True]


def test_an_objection_is_told_once_and_before_the_farewell(monkeypatch):
    receptionist = Receptionist(["Axonia bonjour", "Stop.", "Stop, j'ai dit."])
    told = []
    talk = talked(receptionist, monkeypatch, objected=lambda: told.append(len(receptionist.heard)))
    assert talk.findings().objected
    assert told == [2]  # the disclosure and a question


@pytest.mark.parametrize("slow", ["transcribe", "say"])
def test_nobody_waits_in_silence_for_a_recogniser_or_a_voice_that_never_answers(monkeypatch, slow):
    receptionist = Receptionist(["Axonia bonjour", "Oui."])

    async def thread(function, *args, **kwargs):
        if function.__name__ == slow:
            await asyncio.Event().wait()
        return function(*args, **kwargs)

    monkeypatch.setattr(asyncio, "to_thread", thread)
    ended = []

    async def play() -> None:
        with pytest.raises(TimeoutError):
            await Talk(BRIEF, audio=receptionist, speech=Speech(receptionist, receptionist)).run()
        ended.append(asyncio.get_running_loop().time())

    virtual.run(play())
    assert ended[0] < 60


def test_a_line_on_which_nobody_ever_waits_for_us_is_left(monkeypatch):
    receptionist = Receptionist(["la la la " * 400])
    talk = talked(receptionist, monkeypatch)
    assert not talk.opened
    assert receptionist.heard == []


def test_a_recording_that_asks_for_a_message_is_no_person(monkeypatch):
    receptionist = Receptionist(["Axonia bonjour", "Laissez un message après le bip."])
    talk = talked(receptionist, monkeypatch)
    assert talk.opened
    assert not talk.understood


def test_a_wish_for_no_more_calls_in_a_speech_without_a_pause_is_heard(monkeypatch):
    """Sixteen seconds without half a second of quiet are taken for music; what they say of us is not."""
    speech = (
        "Mais enfin, cela fait dix fois, " * 6
        + "ne nous appelez plus, retirez-nous de vos fichiers, c'est compris ? " * 3
    )
    receptionist = Receptionist(["Axonia bonjour", speech])
    talk = talked(receptionist, monkeypatch)
    assert receptionist.said[1][1] - receptionist.said[1][0] > 16
    assert talk.findings().objected


def test_nothing_else_of_a_speech_without_a_pause_counts(monkeypatch):
    speech = "Il ne travaille plus ici, " * 14
    talk = talked(Receptionist(["Axonia bonjour", speech]), monkeypatch)
    assert talk.findings().person.verdict is Verdict.UNTOUCHED
