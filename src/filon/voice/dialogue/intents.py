"""What an utterance means, whoever wrote it down: a closed recogniser, or an open one with its faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from filon.voice.dialogue import spoken_email, spoken_number
from filon.voice.dialogue.alike import likeness, same_word
from filon.voice.dialogue.brief import Brief
from filon.voice.dialogue.folding import Token, clauses, folded, tokens
from filon.voice.dialogue.meanings import Intent, Name, Reading
from filon.voice.dialogue.names import is_mark, name_in, title_at, title_in
from filon.voice.dialogue.script import Script
from filon.voice.dialogue.snapping import Known
from filon.voice.speech.transcript import Transcript

PERSON, COMPANY, ADDRESS, NUMBER = "_person", "_company", "_address", "_number"
LIKE_ENOUGH = 0.72
BESIDE_A_NAME = frozenset((Intent.NAMED, Intent.YES, Intent.NO, Intent.GREETING, Intent.KIND, Intent.WRONG))
"""What may be meant with a name that answers a question; with anything else words were taken for a name."""

ALSO_DISPLEASED = frozenset((
    Intent.DISPLEASED, Intent.INSULT, Intent.HURRY, Intent.NO, Intent.YES, Intent.HESITATES, Intent.KIND,
    Intent.GOODBYE, Intent.GREETING, Intent.NAMED,
))  # fmt: skip
"""What may be meant beside a wish for no more calls; with anything else its words were about something else."""

ONLY_WHOLE = frozenset((
    Intent.REPEAT, Intent.NAMED, Intent.GREETING, Intent.IS_ME, Intent.ASKS_WHO, Intent.ASKS_WHY, Intent.REPLACED,
    Intent.TITLE,
))  # fmt: skip
"""« Sorry » is a question, « sorry, no » is not."""

DECISIVE = frozenset((
    Intent.YES, Intent.NO, Intent.PRESENT, Intent.LEFT, Intent.UNKNOWN, Intent.WRONG, Intent.DONT_KNOW, Intent.REPLACED,
    Intent.NEVER, Intent.AWAY,
))  # fmt: skip
STRONGER_THAN_A_WORD = frozenset((
    Intent.AWAY, Intent.PRESENT, Intent.HOLD, Intent.LATER, Intent.OFFERS, Intent.TRANSFER, Intent.UNKNOWN,
    Intent.OTHER_SERVICE, Intent.NOT_ALLOWED, Intent.REFUSES_EMAIL, Intent.REFUSES,
))  # fmt: skip
VETOES: tuple[tuple[frozenset[Intent], frozenset[Intent]], ...] = tuple(
    (frozenset(winners), frozenset(losers))
    for winners, losers in (
        (
            (Intent.REPLACED, Intent.LEFT, Intent.NEVER),
            (Intent.PRESENT, Intent.YES, Intent.TITLE, Intent.IS_ME, Intent.OTHER_SERVICE, Intent.AWAY, Intent.WRONG),
        ),
        ((Intent.UNKNOWN, Intent.OTHER_SERVICE), (Intent.PRESENT, Intent.YES, Intent.IS_ME, Intent.WRONG, Intent.AWAY)),
        ((Intent.UNKNOWN,), (Intent.DONT_KNOW,)),
        ((Intent.REFUSES_EMAIL,), (Intent.NOT_ALLOWED, Intent.REFUSES, Intent.DONT_KNOW, Intent.WRONG)),
        ((Intent.NOT_ALLOWED, Intent.REFUSES), (Intent.DONT_KNOW, Intent.WRONG, Intent.YES)),
        ((Intent.PRESENT, Intent.IS_ME), (Intent.NO, Intent.WRONG)),
        ((Intent.WRONG,), (Intent.YES,)),
        ((Intent.BAD_LINE,), (Intent.REPEAT,)),
        ((Intent.OFFERS,), (Intent.TRANSFER, Intent.ASKS_WHY, Intent.REPEAT)),
        ((Intent.ASKS_ROBOT,), (Intent.ASKS_WHO,)),
        ((Intent.TRANSFER,), (Intent.AWAY,)),
        ((Intent.ASKS_WHO, Intent.ASKS_WHY, Intent.OFFERS, Intent.TRANSFER), (Intent.REPEAT,)),
        ((Intent.OBJECTION,), (Intent.YES, Intent.PRESENT, Intent.DISPLEASED)),
        (frozenset(Intent) - ALSO_DISPLEASED, (Intent.DISPLEASED,)),
        (frozenset(Intent) - BESIDE_A_NAME, (Intent.NAMED,)),
    )
)
"""When one of the first is meant, none of the second is: « il travaille plus ici » is not « il travaille »."""


@dataclass(frozen=True)
class Ears:
    """What one utterance is read with: the language, whom the brief names, and whose address may be said."""

    script: Script
    brief: Brief
    known: Known

    def read(self, transcript: Transcript) -> Reading:
        """Never raises; nothing understood has no intents. What a recogniser believes a little is read like what it
        is sure of: it leaves out itself what it did not understand, and no two mean the same by their figures."""
        if transcript.confidence <= 0:
            return Reading(transcript.text, confidence=transcript.confidence)
        words = tokens(transcript.text)
        reading = Reading(transcript.text, confidence=transcript.confidence)
        spoken = spoken_email.find(words, self.script, self.known)
        if spoken:
            reading = replace(reading, email=spoken.value)
            words = _marked(words, spoken.start, spoken.end, ADDRESS)
        number = spoken_number.telephone(words, self.script)
        if number:
            run, value = number
            reading = replace(reading, phone=value)
            words = _marked(words, run.start, run.end, NUMBER)
        return self._meant(reading, self._people(words))

    def _meant(self, reading: Reading, words: list[Token]) -> Reading:
        kept = [token for token in words if token.folded not in self.script.fillers]
        text = _text(kept)
        meant = self._intents(kept)
        name = self._name(Intent.REPLACED, text, kept) if Intent.REPLACED in meant else None
        if name and _is_weak(name) and (reading.phone or reading.email or not meant.isdisjoint(STRONGER_THAN_A_WORD)):
            name = None
        if not name:
            meant.discard(Intent.REPLACED)
            name = self._name(Intent.NAMED, text, kept)
        title = self._title(text, kept) if Intent.TITLE in meant else ""
        meant -= {intent for intent, slot in ((Intent.NAMED, name), (Intent.TITLE, title)) if not slot}
        if reading.email or reading.phone:
            meant.discard(Intent.DISPLEASED)
        elif meant <= {Intent.DISPLEASED}:
            meant = self._resembling(text) or meant
        settled = _settled(meant)
        if settled.isdisjoint((Intent.REPLACED, Intent.NAMED)):
            name = None
        return replace(reading, words=text.strip(), intents=settled, name=name, title=title)

    def _intents(self, words: list[Token]) -> set[Intent]:
        """All that is meant, by the whole and by its clauses. « Wait… yes, that is it » does not ask to wait."""
        meant = self._cued(_text(words))
        parts = clauses(words)
        for part in parts if len(parts) > 1 else ():
            meant |= self._cued(_text(part)) - ONLY_WHOLE
        if Intent.HOLD in meant and self._decided([self._cued(_text(part)) for part in parts]):
            meant.discard(Intent.HOLD)
        return meant

    def _decided(self, parts: Sequence[set[Intent]]) -> bool:
        """Whether something was answered after they asked to wait."""
        held = max((place for place, part in enumerate(parts) if Intent.HOLD in part), default=len(parts))
        return any(not part.isdisjoint(DECISIVE) for part in parts[held + 1 :])

    def _cued(self, text: str) -> set[Intent]:
        return {intent for intent, heard in self.script.heard.items() if any(cue.search(text) for cue in heard.cues)}

    def _name(self, intent: Intent, text: str, kept: Sequence[Token]) -> Name | None:
        """The first name that a cue of this intent leads to."""
        for start, stop in self._slots(intent, "name", text, len(kept)):
            found = name_in(kept[start:stop], self.script, self.brief.colleagues)
            if found:
                return replace(found, title=found.title or title_in(kept[start:], self.script))
        return None

    def _title(self, text: str, kept: Sequence[Token]) -> str:
        for start, stop in self._slots(Intent.TITLE, "title", text, len(kept)):
            title, _ = title_at(kept[start:stop], self.script)
            if title:
                return title
        return ""

    def _slots(self, intent: Intent, slot: str, text: str, words: int) -> Iterator[tuple[int, int]]:
        """The words of each slot that a cue finds; to the end of the utterance where the cue ends with it."""
        heard = self.script.heard.get(intent)
        for cue in heard.cues if heard else ():
            found = cue.search(text)
            while found:
                start, end = found.span(slot)
                yield text.count(" ", 0, start), words if end == found.end() else text.count(" ", 0, end)
                found = cue.search(text, found.start() + 1)

    def _resembling(self, text: str) -> set[Intent]:
        """The intent of the sentence that resembles most what a recogniser misheard."""
        said = text.strip()
        best, intent = max(
            (
                (likeness(said, folded(sentence)), intent)
                for intent, heard in self.script.heard.items()
                for sentence in heard.says
                if "{" not in sentence
            ),
            default=(0.0, Intent.YES),
        )
        return {intent} if said and best >= LIKE_ENOUGH else set()

    def _people(self, words: list[Token]) -> list[Token]:
        """The words, the person and the called company replaced by their marks."""
        person = self.brief.person
        first, last = folded(person.first_name).split(), folded(person.last_name).split()
        words = _replaced(words, first + last, PERSON)
        words = _replaced(words, last + first, PERSON)
        for civil in self.script.names.civil:
            words = _replaced(words, [civil, *last], PERSON)
        words = self._alone(words, last)
        words = self._alone(words, first)
        return _replaced(words, folded(self.brief.company).split(), COMPANY)

    def _alone(self, words: list[Token], name: list[str]) -> list[Token]:
        """A name of the person's that is not part of somebody else's."""
        position = _position(words, name)
        if position is None:
            return words
        before = words[position - 1] if position else None
        end = position + len(name)
        after = words[end] if end < len(words) else None
        of = before is not None and before.folded in self.script.names.particles
        if (of or self._is_no_name(before)) and self._is_no_name(after):
            return _marked(words, position, end, PERSON)
        return words

    def _is_no_name(self, token: Token | None) -> bool:
        return token is None or is_mark(token) or token.folded in self.script.names.stops | self.script.fillers


def _is_weak(name: Name) -> bool:
    """One word that nobody expected: it may be no name."""
    return not (name.sure or name.civil or name.title or " " in name.name)


def _text(words: Sequence[Token]) -> str:
    return "".join(f"{token.folded} " for token in words)


def _settled(meant: set[Intent]) -> frozenset[Intent]:
    if Intent.NOT_ALLOWED in meant and Intent.YES not in meant:
        meant = meant - {Intent.PRESENT, Intent.AWAY, Intent.TITLE}
    for winners, losers in VETOES:
        if winners & meant:
            meant = meant - losers
    return frozenset(meant)


def _marked(words: Sequence[Token], start: int, end: int, mark: str) -> list[Token]:
    return [*words[:start], Token(mark, mark), *words[end:]]


def _replaced(words: list[Token], name: list[str], mark: str) -> list[Token]:
    position = _position(words, name)
    return words if position is None else _marked(words, position, position + len(name), mark)


def _position(words: Sequence[Token], name: Sequence[str]) -> int | None:
    """Where this name is said, as a recogniser may write it."""
    for start in range(len(words) - len(name) + 1 if name else 0):
        if all(same_word(words[start + i].folded, part) for i, part in enumerate(name)):
            return start
    return None
