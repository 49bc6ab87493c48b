"""What a dialogue knows so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from filon.voice.dialogue.brief import Brief
from filon.voice.dialogue.candidates import is_general
from filon.voice.dialogue.findings import Barrier, Finding, Reason, Verdict
from filon.voice.dialogue.meanings import Name, Value
from filon.voice.dialogue.names import expect
from filon.voice.dialogue.snapping import CERTAIN, LIKELY, Known
from filon.voice.dialogue.topics import Topic

SURE = 0.8
"""What a recogniser believes so much needs no confirmation to be reported without a doubt."""


@dataclass(frozen=True, slots=True)
class Span:
    """What was said, when, and how sure the recogniser is of the words."""

    start: float
    end: float
    text: str
    confidence: float = 1.0

    def followed_by(self, other: Span) -> Span:
        """Both, one after the other."""
        confidence = min(self.confidence, other.confidence)
        return Span(self.start, other.end, f"{self.text} {other.text}", confidence)

    def finding(self, verdict: Verdict, *, reason: Reason = Reason.NONE) -> Finding:
        """A verdict that these words justify."""
        return Finding(verdict, reason=reason, start=self.start, end=self.end, quote=self.text)


@dataclass
class Memory:
    """Facts as they come in. Each `note…` is one fact that was said in ``span``."""

    brief: Brief
    person: Finding = field(default_factory=Finding)
    email: Finding = field(default_factory=Finding)
    phone: Finding = field(default_factory=Finding)
    barrier: Barrier = Barrier.NONE
    objected: bool = False
    put_through: bool = False
    advice: dict[str, None] = field(default_factory=dict)
    closed: set[Topic] = field(default_factory=set)
    """Topics that are not asked (again)."""
    to_confirm: list[Topic] = field(default_factory=list)
    reopened: Topic | None = None
    """What is asked once more because what was said back was wrong."""
    asked: Counter[Topic] = field(default_factory=Counter)
    missed: Counter[Topic] = field(default_factory=Counter)
    uttered: Counter[str] = field(default_factory=Counter)
    arriving: bool = False
    """Somebody was put through: the person, perhaps."""

    # Who

    @property
    def full_name(self) -> str:
        """Of the person in the file."""
        return f"{self.brief.person.first_name} {self.brief.person.last_name}".strip()

    @property
    def replaced(self) -> bool:
        """Whether somebody else is in their place."""
        return self.person.verdict is Verdict.MODIFIED and self.person.value != self.full_name

    @property
    def name(self) -> str:
        """Whose address is asked for."""
        return self.person.value if self.replaced else self.full_name

    @property
    def given(self) -> str:
        """The address of the file, "" when it is another's."""
        return "" if self.replaced else self.brief.person.email.strip().lower()

    def known(self) -> Known:
        """Addresses that may be said now."""
        brief = self.brief
        domain = brief.domain or brief.person.email.partition("@")[2]
        return Known(self.name, brief.company, domain.lower(), self.given, brief.language)

    # Facts

    def advise(self, code: str) -> None:
        """A code of `Findings.advice`, once."""
        self.advice[code] = None

    def time_of(self, key: str) -> int:
        """How often this sentence was said before; it is said now."""
        self.uttered[key] += 1
        return self.uttered[key] - 1

    def note_person(self, verdict: Verdict, span: Span, reason: Reason = Reason.NONE) -> None:
        """Validated, invalidated or unclear."""
        self.person = span.finding(verdict, reason=reason)
        self.closed.add(Topic.PERSON)

    def note_name(self, name: Name, span: Span) -> None:
        """Somebody else, or the same person with another function."""
        sure = name.sure and span.confidence >= SURE
        same = bool(expect(name.name, (self.full_name,)))
        value = self.full_name if same else name.name
        finding = span.finding(Verdict.MODIFIED)
        self.person = replace(finding, value=value, title=name.title, doubt=not sure)
        self.closed |= {Topic.PERSON, Topic.SUCCESSOR}
        self.reopened = None
        if not same and self.email.verdict is Verdict.VALIDATED:
            self.email = Finding()
        self._confirm(Topic.CONFIRM_PERSON)

    def note_title(self, title: str, span: Span) -> None:
        """What the person does now."""
        self.note_name(Name(self.full_name, title, sure=True), span)

    def note_email(self, value: Value, span: Span) -> None:
        """An address was said: the one of the file again, or another (A-ST-25)."""
        self.closed |= {Topic.EMAIL, Topic.ADDRESS, Topic.GENERAL}
        self.reopened = None
        if self.given and value.text == self.given:
            self.email = replace(span.finding(Verdict.VALIDATED), doubt=value.confidence < CERTAIN)
            self.unconfirm(Topic.CONFIRM_EMAIL)
            return
        sure = value.confidence >= LIKELY and span.confidence >= SURE
        self.email = replace(span.finding(Verdict.MODIFIED), value=value.text, doubt=not sure)
        if is_general(value.text):
            self.advise("generic_email")
        self._confirm(Topic.CONFIRM_EMAIL)

    def note_phone(self, value: Value, span: Span) -> None:
        """A number was said."""
        sure = value.confidence >= SURE and span.confidence >= SURE
        self.phone = replace(span.finding(Verdict.MODIFIED), value=value.text, doubt=not sure)
        self.advise("direct_line")
        self._confirm(Topic.CONFIRM_PHONE)

    def note_refused_email(self, span: Span) -> None:
        """They give no address. One that the file has is not wrong for that (ST-62, ST-70)."""
        self.closed |= {Topic.EMAIL, Topic.ADDRESS, Topic.GENERAL}
        self.advise("refused_email")
        if self.email.verdict is Verdict.UNTOUCHED and not self.given:
            self.email = span.finding(Verdict.INVALIDATED, reason=Reason.REFUSED)

    def _confirm(self, topic: Topic) -> None:
        if topic not in self.closed and topic not in self.to_confirm:
            self.to_confirm.append(topic)

    def unconfirm(self, topic: Topic) -> None:
        """Nothing is to be said back of it any more."""
        self.closed.add(topic)
        if topic in self.to_confirm:
            self.to_confirm.remove(topic)

    def settle(self, topic: Topic, *, doubt: bool) -> None:
        """What was said back is right, or remains in doubt."""
        self.unconfirm(topic)
        if topic is Topic.CONFIRM_PERSON:
            self.person = replace(self.person, doubt=doubt)
        elif topic is Topic.CONFIRM_EMAIL:
            self.email = replace(self.email, doubt=doubt)
        else:
            self.phone = replace(self.phone, doubt=doubt)
