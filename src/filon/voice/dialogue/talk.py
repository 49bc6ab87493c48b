"""One answer after the other: what it says is remembered, and what follows is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from filon.voice.dialogue import moves, spoken_email, table
from filon.voice.dialogue.brief import Brief
from filon.voice.dialogue.findings import Verdict
from filon.voice.dialogue.folding import tokens
from filon.voice.dialogue.intents import Ears
from filon.voice.dialogue.meanings import Intent, Reading
from filon.voice.dialogue.memory import Memory, Span
from filon.voice.dialogue.moves import Move
from filon.voice.dialogue.names import expect
from filon.voice.dialogue.script import Script
from filon.voice.dialogue.topics import GO_ON, MISSED, WAIT, Reply, Then, Topic, close
from filon.voice.speech.transcript import Transcript

ABOUT_EMAIL = frozenset((Topic.EMAIL, Topic.ADDRESS, Topic.GENERAL, Topic.CONFIRM_EMAIL))
ABOUT_PERSON = frozenset((Topic.PERSON, Topic.ARE_YOU, Topic.CONFIRM_PERSON, Topic.SUCCESSOR))
OPEN_QUESTIONS = frozenset((Topic.SUCCESSOR, Topic.CONFIRM_PERSON))
MAY_GO_ON = frozenset((Intent.YES, Intent.NO, Intent.WRONG, Intent.NAMED, Intent.GREETING, Intent.HESITATES))
"""What may be meant by a piece of an address beside it."""

STILL_DISPLEASED = (Intent.DISPLEASED, Intent.INSULT, Intent.REFUSES)
"""Whoever is asked whether they want no more calls and answers so does."""

MISSED_AT_MOST = 2
ASKED_BACK = 1
"""Whether they want no more calls is asked back once: two answers that nobody understands are a yes."""


class Talk:
    """What was said, question by question. It knows no time and says nothing itself."""

    def __init__(self, brief: Brief, script: Script) -> None:
        self.memory = Memory(brief)
        self._script = script
        self._part: Span | None = None
        """Of an address that is being told in several breaths."""

    def read(self, transcript: Transcript, topic: Topic | None) -> Reading:
        """What an answer to this question means."""
        known = self.memory.known()
        reading = Ears(self._script, self.memory.brief, known).read(transcript)
        if reading.email or topic not in ABOUT_EMAIL:
            return reading
        found = spoken_email.find_local(tokens(transcript.text), self._script, known)
        return replace(reading, email=found.value) if found else reading

    def answered(self, topic: Topic, reading: Reading, span: Span) -> Reply:
        """Remember what an answer says, and tell what follows."""
        if reading.means(Intent.OBJECTION) or (topic is Topic.NO_MORE_CALLS and reading.means(*STILL_DISPLEASED)):
            return moves.objection(self.memory, reading, span)
        if Topic.NO_MORE_CALLS in self.memory.closed:
            reading = replace(reading, intents=reading.intents - {Intent.DISPLEASED})
        if topic in ABOUT_EMAIL:
            reading, span = self._joined(reading, span)
            if self._part and not reading.email:
                return WAIT
        noted = self._values(topic, reading, span)
        noted = self._person(topic, reading, span) or noted
        asked = self._first(table.ANYTIME, reading, span)
        if asked:
            return asked
        if noted and not (reading.phone and not reading.email):
            return self._after_facts(reading, span)
        reply = self._first(table.ANSWERS[topic], reading, span)
        return reply or (GO_ON if noted else self._missed(topic))

    def _joined(self, reading: Reading, span: Span) -> tuple[Reading, Span]:
        """An address that was begun in the utterance before is read with it, and one that may go on is kept."""
        whole = self._part.followed_by(span) if self._part else span
        self._part = None
        found = spoken_email.find(tokens(whole.text), self._script, self.memory.known())
        if found:
            return (replace(reading, email=found.value), whole) if whole is not span else (reading, span)
        if reading.intents <= MAY_GO_ON and spoken_email.is_part(tokens(span.text), self._script, self.memory.known()):
            self._part = whole
        return reading, span

    def sentence(self, key: str) -> str:
        """A sentence of the script, another wording each time; what the call is about in the caller's words."""
        if not key:
            return ""
        brief = self.memory.brief
        key = "purpose" if key == "why" and not brief.purpose else key
        slots = {"caller": brief.caller, "purpose": brief.purpose, "company": brief.company}
        return self._script.sentence(key, time=self.memory.time_of(key), **slots)

    def give_up(self, topic: Topic) -> None:
        """No more of this question."""
        self.memory.closed.add(topic)
        if self.memory.reopened is topic:
            self.memory.reopened = None
        if topic in self.memory.to_confirm:
            self.memory.unconfirm(topic)

    def _values(self, topic: Topic, reading: Reading, span: Span) -> bool:
        """Addresses and numbers, whatever was asked."""
        memory = self.memory
        if reading.email:
            same = memory.email.value == reading.email.text and topic is Topic.CONFIRM_EMAIL
            if same and not reading.means(Intent.NO, Intent.WRONG):
                memory.settle(topic, doubt=False)
            else:
                memory.note_email(reading.email, span)
        if reading.phone:
            same = memory.phone.value == reading.phone.text and topic is Topic.CONFIRM_PHONE
            if same:
                memory.settle(topic, doubt=False)
            else:
                memory.note_phone(reading.phone, span)
        return bool(reading.email or reading.phone)

    def _person(self, topic: Topic, reading: Reading, span: Span) -> bool:
        """What is said of the person: while they are asked about, and plain words later too."""
        memory = self.memory
        if topic in OPEN_QUESTIONS and reading.name:
            if topic is Topic.CONFIRM_PERSON and expect(reading.name.name, (memory.person.value,)):
                memory.settle(topic, doubt=False)
            else:
                memory.note_name(reading.name, span)
            return True
        facts = table.FACTS if topic in ABOUT_PERSON else _LATER_FACTS
        if topic in OPEN_QUESTIONS or (topic in ABOUT_EMAIL and reading.means(Intent.WRONG)):
            return False
        return self._first(facts, reading, span) is not None

    def _after_facts(self, reading: Reading, span: Span) -> Reply:
        """What else was said with a fact: that they have no time, or may not say more."""
        if reading.means(Intent.HURRY):
            return moves.hurry(self.memory, reading, span)
        if reading.means(Intent.LATER):
            self.memory.advise("call_later")
        if reading.means(Intent.NOT_ALLOWED, Intent.REFUSES_EMAIL, Intent.REFUSES) and not reading.email:
            self.memory.note_refused_email(span)
        return GO_ON

    def _missed(self, topic: Topic) -> Reply:
        self.memory.missed[topic] += 1
        if self.memory.missed[topic] <= (ASKED_BACK if topic is Topic.NO_MORE_CALLS else MISSED_AT_MOST):
            return MISSED
        if topic is Topic.NO_MORE_CALLS:
            self.memory.objected = True
            return close("apology")
        self.give_up(topic)
        return Reply(Then.CLOSE, "thanks") if topic in (Topic.PERSON, Topic.ARE_YOU) else GO_ON

    def _first(self, moves_of: Mapping[Intent, Move], reading: Reading, span: Span) -> Reply | None:
        for intent, move in moves_of.items():
            if reading.means(intent):
                return move(self.memory, reading, span)
        return None


_LATER_FACTS = {intent: table.FACTS[intent] for intent in (Intent.REPLACED, Intent.LEFT, Intent.NEVER, Intent.IS_ME)}
"""What changes the person although something else was asked."""


def spoken_of(memory: Memory) -> bool:
    """Whether anything was found out."""
    nothing = (Verdict.UNTOUCHED, Verdict.AMBIGUOUS)
    return any(each.verdict not in nothing for each in (memory.person, memory.email, memory.phone))
