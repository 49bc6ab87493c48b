"""What may be said next, whole sentences, for a recogniser that understands nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from filon.voice.dialogue import saying
from filon.voice.dialogue.candidates import is_general
from filon.voice.dialogue.folding import folded
from filon.voice.dialogue.meanings import Intent
from filon.voice.dialogue.memory import Memory
from filon.voice.dialogue.script import Script
from filon.voice.dialogue.topics import Topic
from filon.voice.speech.transcript import Hints

MOST_PHRASES = 250
ANSWERS_EACH, CALLS_EACH, RARE_EACH = 6, 4, 1
"""Sentences of an intent: a closed recogniser mistakes the more the more it is told."""

MOST_NAMES = 4
MOST_SUCCESSORS = 10
MOST_TITLES = 3
MOST_ADDRESSES = 12
USUAL_PATTERNS = 6
SOME_ADDRESSES = 4
MOST_SENTENCES, SOME_SENTENCES = 3, 2
MOST_NUMBERS = 3
CALL = (
    Intent.OBJECTION,
    Intent.HOLD,
    Intent.TRANSFER,
    Intent.ASKS_WHO,
    Intent.ASKS_WHY,
    Intent.GREETING,
    Intent.REPEAT,
    Intent.OFFERS,
    Intent.HURRY,
    Intent.LATER,
    Intent.HESITATES,
    Intent.BAD_LINE,
)
"""Said at any time, the likeliest first."""

RARE = (Intent.ASKS_ROBOT, Intent.GOODBYE, Intent.KIND, Intent.INSULT)
REFUSALS = (Intent.NOT_ALLOWED, Intent.REFUSES, Intent.DONT_KNOW)
ABOUT_PERSON = (
    Intent.YES,
    Intent.NO,
    Intent.PRESENT,
    Intent.LEFT,
    Intent.REPLACED,
    Intent.UNKNOWN,
    Intent.NEVER,
    Intent.OTHER_SERVICE,
    Intent.AWAY,
    Intent.IS_ME,
    Intent.TITLE,
    *REFUSALS,
)
EMAIL = (Intent.YES, Intent.NO, Intent.WRONG, Intent.REFUSES_EMAIL, *REFUSALS)
ORDER: dict[Topic, Sequence[Intent]] = {
    Topic.PERSON: ABOUT_PERSON,
    Topic.ARE_YOU: (Intent.YES, Intent.NO, Intent.IS_ME, Intent.LEFT, Intent.REPLACED, *REFUSALS),
    Topic.SUCCESSOR: (Intent.REPLACED, Intent.NAMED, Intent.DONT_KNOW, Intent.NO, Intent.YES, *REFUSALS),
    Topic.CONFIRM_PERSON: (Intent.YES, Intent.NO, Intent.NAMED, Intent.REPLACED, *REFUSALS),
    Topic.EMAIL: EMAIL,
    Topic.ADDRESS: (Intent.REFUSES_EMAIL, Intent.YES, Intent.NO, *REFUSALS),
    Topic.GENERAL: (Intent.REFUSES_EMAIL, Intent.YES, Intent.NO, *REFUSALS),
    Topic.CONFIRM_EMAIL: EMAIL,
    Topic.CONFIRM_PHONE: (Intent.YES, Intent.NO, Intent.WRONG),
    Topic.NO_MORE_CALLS: (Intent.YES, Intent.NO),
}
ABOUT_A_NAME = frozenset((Topic.SUCCESSOR, Topic.CONFIRM_PERSON))
WITH_ADDRESSES = frozenset((Topic.EMAIL, Topic.ADDRESS, Topic.GENERAL, Topic.CONFIRM_EMAIL))


def hints_for(topic: Topic, memory: Memory, script: Script, *, holding: bool) -> Hints:
    """At most `MOST_PHRASES` sentences, those that answer the question first; and names for open recognisers."""
    intents = (Intent.GREETING, Intent.IS_ME, *ORDER[topic]) if holding else ORDER[topic]
    about_email = topic in WITH_ADDRESSES
    addresses = _addresses(memory, script, most=MOST_ADDRESSES if about_email else SOME_ADDRESSES)
    names = MOST_SUCCESSORS if topic in ABOUT_A_NAME else MOST_NAMES
    phrases = chain(
        addresses if about_email else (),
        _of(intents, memory, script, Share(ANSWERS_EACH, names)),
        _of(CALL, memory, script, Share(CALLS_EACH, names)),
        addresses,
        _numbers(memory, script),
        _of(RARE, memory, script, Share(RARE_EACH, names)),
    )
    return Hints(tuple(islice(dict.fromkeys(phrases), MOST_PHRASES)), _words(memory))


@dataclass(frozen=True, slots=True)
class Share:
    """How many sentences of an intent, and how many names in each."""

    sentences: int
    names: int


def _of(intents: Iterable[Intent], memory: Memory, script: Script, share: Share) -> Iterator[str]:
    for intent in dict.fromkeys(intents):
        for sentence in script.heard[intent].says[: share.sentences]:
            yield from _filled(sentence, memory, script, share.names)


def _filled(sentence: str, memory: Memory, script: Script, names: int) -> Iterator[str]:
    """The sentence with what may stand in its slot: names, titles."""
    brief = memory.brief
    slots = {
        "other": [name for name in brief.colleagues if name != memory.full_name][:names],
        "person": [memory.full_name],
        "company": [brief.company],
        "title": [*brief.titles, *script.titles][:MOST_TITLES],
    }
    slot = next((name for name in slots if f"{{{name}}}" in sentence), "")
    for value in slots.get(slot, [""]):
        yield folded_phrase(sentence.replace(f"{{{slot}}}", value))


def folded_phrase(sentence: str) -> str:
    """Small letters, accents kept, no signs: what a recogniser's dictionary can pronounce."""
    kept = "".join(letter if letter.isalnum() or letter in "'’-" else " " for letter in sentence.casefold())
    return " ".join(kept.replace("’", "'").replace("-", " ").split())


def _addresses(memory: Memory, script: Script, *, most: int) -> list[str]:
    """Likely addresses alone and in the sentences of the language; of few, those of the company rather."""
    known = memory.known()
    few = most == SOME_ADDRESSES
    general = [address for address in known.addresses if is_general(address)]
    likely = (*known.addresses[: 1 if few else USUAL_PATTERNS], *general[:SOME_ADDRESSES], *known.addresses)
    told = dict.fromkeys((*filter(None, (memory.email.value,)), *likely[:most]))
    sentences = script.address_says[: SOME_SENTENCES if few else MOST_SENTENCES]
    return [sentence.format(address=saying.address_words(each, script)) for each in told for sentence in sentences]


def _numbers(memory: Memory, script: Script) -> Iterator[str]:
    for number in memory.brief.numbers[:MOST_NUMBERS]:
        words = saying.number_words(number, script)
        for sentence in script.number_says:
            yield folded_phrase(sentence.replace("{number}", words))


def _words(memory: Memory) -> tuple[str, ...]:
    brief = memory.brief
    said = (memory.full_name, memory.name, brief.company, memory.known().label, *brief.colleagues, *brief.titles)
    return tuple(dict.fromkeys(each for each in said if folded(each)))
