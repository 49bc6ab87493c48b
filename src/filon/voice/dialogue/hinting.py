"""What may be said next, whole sentences, for a recogniser that understands nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from filon.voice.dialogue import saying
from filon.voice.dialogue.candidates import is_general
from filon.voice.dialogue.folding import folded
from filon.voice.dialogue.meanings import Intent
from filon.voice.dialogue.memory import Memory
from filon.voice.dialogue.script import Script
from filon.voice.dialogue.topics import Topic
from filon.voice.speech.transcript import Hints

MOST_PHRASES = 250
MOST_NAMES = 12
MOST_ADDRESSES = 20
SOME_ADDRESSES = 6
MOST_NUMBERS = 6
CALL = (
    Intent.OBJECTION,
    Intent.HOLD,
    Intent.TRANSFER,
    Intent.ASKS_WHO,
    Intent.ASKS_WHY,
    Intent.GREETING,
    Intent.REPEAT,
    Intent.OFFERS,
    Intent.ASKS_ROBOT,
    Intent.BAD_LINE,
    Intent.HESITATES,
    Intent.LATER,
    Intent.KIND,
    Intent.GOODBYE,
    Intent.HURRY,
    Intent.INSULT,
)
"""Said at any time, the likeliest first."""

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
}
WITH_ADDRESSES = frozenset((Topic.EMAIL, Topic.ADDRESS, Topic.GENERAL, Topic.CONFIRM_EMAIL))


def hints_for(topic: Topic, memory: Memory, script: Script, *, holding: bool) -> Hints:
    """At most `MOST_PHRASES` sentences, those that answer the question first; and names for open recognisers."""
    intents = (Intent.GREETING, Intent.IS_ME, *ORDER[topic]) if holding else ORDER[topic]
    ordered = dict.fromkeys((*intents, *CALL))
    phrases = (*_of(ordered, memory, script), *_numbers(memory, script))
    if topic in WITH_ADDRESSES:
        phrases = (*_addresses(memory, script, MOST_ADDRESSES), *phrases)
    else:
        phrases = (*phrases, *_addresses(memory, script, SOME_ADDRESSES))
    return Hints(tuple(islice(dict.fromkeys(phrases), MOST_PHRASES)), _words(memory))


def _of(intents: dict[Intent, None], memory: Memory, script: Script) -> Iterator[str]:
    for intent in intents:
        heard = script.heard.get(intent)
        for sentence in heard.says if heard else ():
            yield from _filled(sentence, memory, script)


def _filled(sentence: str, memory: Memory, script: Script) -> Iterator[str]:
    """The sentence with what may stand in its slot: names, titles."""
    brief = memory.brief
    slots = {
        "other": [name for name in brief.colleagues if name != memory.full_name][:MOST_NAMES],
        "person": [memory.full_name, brief.person.last_name],
        "company": [brief.company],
        "title": [*brief.titles, *script.titles][:MOST_NAMES],
    }
    slot = next((name for name in slots if f"{{{name}}}" in sentence), "")
    if not slot:
        yield folded_phrase(sentence)
        return
    for value in slots[slot]:
        if value.strip():
            yield folded_phrase(sentence.replace(f"{{{slot}}}", value))


def folded_phrase(sentence: str) -> str:
    """Small letters, accents kept, no signs: what a recogniser's dictionary can pronounce."""
    kept = "".join(letter if letter.isalnum() or letter in "'’-" else " " for letter in sentence.casefold())
    return " ".join(kept.replace("’", "'").replace("-", " ").split())


def _addresses(memory: Memory, script: Script, most: int) -> Iterator[str]:
    """Likely addresses alone and in the sentences of the language."""
    known = memory.known()
    general = [address for address in known.addresses if is_general(address)]
    likely = known.addresses if most == MOST_ADDRESSES else (*known.addresses[:1], *general)
    for address in dict.fromkeys((*filter(None, (memory.email.value,)), *likely[:most])):
        words = saying.address_words(address, script)
        for sentence in script.address_says:
            yield sentence.format(address=words)


def _numbers(memory: Memory, script: Script) -> Iterator[str]:
    for number in memory.brief.numbers[:MOST_NUMBERS]:
        words = saying.number_words(number, script)
        for sentence in script.number_says:
            yield folded_phrase(sentence.replace("{number}", words))


def _words(memory: Memory) -> tuple[str, ...]:
    brief = memory.brief
    said = (memory.full_name, memory.name, brief.company, memory.known().label, *brief.colleagues, *brief.titles)
    return tuple(dict.fromkeys(each for each in said if folded(each)))
