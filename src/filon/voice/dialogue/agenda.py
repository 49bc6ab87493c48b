"""What is to be asked next, and in which words."""

from __future__ import annotations

from filon.voice.dialogue import saying
from filon.voice.dialogue.findings import Reason, Verdict
from filon.voice.dialogue.memory import Memory
from filon.voice.dialogue.script import Script
from filon.voice.dialogue.topics import Topic

ASKED_AT_MOST = 4


def next_topic(memory: Memory) -> Topic | None:
    """The next question; None when there is none left."""
    if Topic.NO_MORE_CALLS in memory.to_confirm:
        return Topic.NO_MORE_CALLS
    if memory.reopened and memory.asked[memory.reopened] < ASKED_AT_MOST:
        return memory.reopened
    for topic in (*memory.to_confirm, *_wanted(memory)):
        if topic not in memory.closed and memory.asked[topic] < ASKED_AT_MOST:
            return topic
    return None


def _wanted(memory: Memory) -> tuple[Topic, ...]:
    """The questions that what is known leaves open, in their order."""
    person = memory.person
    if memory.arriving and Topic.ARE_YOU not in memory.closed:
        return (Topic.ARE_YOU,)
    if person.verdict in (Verdict.UNTOUCHED, Verdict.AMBIGUOUS) and Topic.PERSON not in memory.closed:
        return (Topic.PERSON,)
    if person.verdict is Verdict.INVALIDATED:
        return _without(memory)
    if not memory.brief.ask_email or (memory.email.verdict is not Verdict.UNTOUCHED and not wrong(memory)):
        return ()
    return (Topic.EMAIL,) if memory.given and not wrong(memory) else (Topic.ADDRESS,)


def _without(memory: Memory) -> tuple[Topic, ...]:
    """The person is not there: who is, and where to write."""
    if memory.person.reason is Reason.OTHER_SERVICE:
        return ()
    asks_who = memory.person.reason is Reason.LEFT or bool(memory.brief.person.job_title)
    general = (Topic.GENERAL,) if memory.brief.ask_email and memory.email.verdict is Verdict.UNTOUCHED else ()
    return ((Topic.SUCCESSOR,) if asks_who else ()) + general


def wrong(memory: Memory) -> bool:
    """Whether the address is known to be wrong, and no other yet."""
    return memory.email.verdict is Verdict.INVALIDATED and memory.email.reason is Reason.WRONG


def question(topic: Topic, memory: Memory, script: Script) -> str:
    """The words for a question; another wording each time."""
    person = memory.brief.person
    job = f", {person.job_title}," if person.job_title and memory.asked[Topic.PERSON] < 1 else ""
    slots = {
        "who": f"{memory.full_name}{job}",
        "name": memory.name,
        "company": memory.brief.company,
        "address": saying.address(memory.given, script),
    }
    key = f"ask_{topic}"
    if topic is Topic.CONFIRM_PERSON:
        key, slots["name"] = topic, ", ".join(filter(None, (memory.person.value, memory.person.title)))
    elif topic is Topic.CONFIRM_EMAIL:
        key, slots["address"] = topic, saying.address(memory.email.value, script)
    elif topic is Topic.CONFIRM_PHONE:
        key, slots["number"] = topic, saying.number(memory.phone.value, script)
    elif topic is Topic.ADDRESS and (wrong(memory) or memory.reopened):
        key = "ask_right_address"
    elif topic is Topic.SUCCESSOR and memory.person.reason is Reason.UNKNOWN:
        key, slots["job"] = "ask_holder", person.job_title
    if memory.put_through and f"{key}_you" in script.say:
        key = f"{key}_you"
    return script.sentence(key, time=memory.asked[topic], **slots)
