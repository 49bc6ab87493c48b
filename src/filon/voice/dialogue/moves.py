"""What a meaning does to what is known, and what follows. Which meaning does which is in `table.py`."""

from __future__ import annotations

from collections.abc import Callable

from filon.voice.dialogue.alike import likeness
from filon.voice.dialogue.findings import Barrier, Reason, Verdict
from filon.voice.dialogue.folding import folded
from filon.voice.dialogue.meanings import Intent, Reading
from filon.voice.dialogue.memory import Memory, Span
from filon.voice.dialogue.topics import ASK_AGAIN, GO_ON, HOLD, Reply, Topic, answer, close

Move = Callable[[Memory, Reading, Span], Reply]
SAME_TITLE = 0.8
CONFIRMED_AT_MOST = 2


# The person


def validated(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.note_person(Verdict.VALIDATED, span)
    return GO_ON


def away(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.advise("away")
    return validated(memory, reading, span)


def is_me(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.put_through = True
    memory.closed.add(Topic.ARE_YOU)
    return validated(memory, reading, span)


def left(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.note_person(Verdict.INVALIDATED, span, Reason.LEFT)
    return GO_ON


def unknown(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.note_person(Verdict.INVALIDATED, span, Reason.UNKNOWN)
    return GO_ON


def not_known(memory: Memory, reading: Reading, span: Span) -> Reply:
    """They cannot tell whether the person is there: that is not to be unknown."""
    memory.note_person(Verdict.AMBIGUOUS, span)
    return GO_ON


def other_service(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.note_person(Verdict.INVALIDATED, span, Reason.OTHER_SERVICE)
    return GO_ON


def replaced(memory: Memory, reading: Reading, span: Span) -> Reply:
    if reading.name:
        memory.note_name(reading.name, span)
    return GO_ON


def new_title(memory: Memory, reading: Reading, span: Span) -> Reply:
    """Another function is a change; that of the file, or « still » one that it does not know, says they are there."""
    known = folded(memory.brief.person.job_title)
    same = likeness(known, folded(reading.title)) >= SAME_TITLE if known else reading.means(Intent.PRESENT)
    if same:
        return validated(memory, reading, span)
    memory.note_title(reading.title, span)
    return GO_ON


def not_me(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.arriving = False
    memory.closed.add(Topic.ARE_YOU)
    return GO_ON


def no_successor(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.closed.add(Topic.SUCCESSOR)
    return GO_ON


# The address


def email_right(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.email = span.finding(Verdict.VALIDATED)
    memory.closed.add(Topic.EMAIL)
    return GO_ON


def email_wrong(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.email = span.finding(Verdict.INVALIDATED, reason=Reason.WRONG)
    memory.closed.add(Topic.EMAIL)
    return GO_ON


def email_refused(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.note_refused_email(span)
    return GO_ON


def email_not_known(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.closed |= {Topic.EMAIL, Topic.ADDRESS, Topic.GENERAL}
    memory.advise("email_not_known")
    return GO_ON


# What is said back


def confirmed(topic: Topic) -> Move:
    def move(memory: Memory, reading: Reading, span: Span) -> Reply:
        memory.settle(topic, doubt=False)
        return GO_ON

    return move


def denied(topic: Topic, question: Topic) -> Move:
    """It is asked for once more; the second time the doubt stays."""

    def move(memory: Memory, reading: Reading, span: Span) -> Reply:
        again = memory.asked[topic] < CONFIRMED_AT_MOST
        memory.settle(topic, doubt=True)
        if again and question is not topic:
            memory.closed.discard(topic)
            memory.reopened = question
        return GO_ON

    return move


def greeted(memory: Memory, reading: Reading, span: Span) -> Reply:
    """« Oui, bonjour » to the first question is no answer yet; to the second it is."""
    if reading.means(Intent.YES) and memory.asked[Topic.PERSON] > 1:
        return validated(memory, reading, span)
    return ASK_AGAIN


# The call


def objection(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.objected = True
    return close("apology")


def displeased(memory: Memory, reading: Reading, span: Span) -> Reply:
    """They may want no more calls and not have said so in words that are known: they are asked, once."""
    if reading.means(Intent.INSULT):
        memory.advise("hostile")
    memory.advise("displeased")
    memory.to_confirm.insert(0, Topic.NO_MORE_CALLS)
    return ASK_AGAIN


def spared(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.unconfirm(Topic.NO_MORE_CALLS)
    return GO_ON


def insult(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.advise("hostile")
    return close("pardon")


def hurry(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.advise("hurried")
    return close("understand")


def later(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.advise("call_later")
    return close("later")


def not_allowed(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.barrier = Barrier.NOT_ALLOWED
    return close("understand")


def refuses(memory: Memory, reading: Reading, span: Span) -> Reply:
    memory.barrier = Barrier.HUMAN
    memory.advise("uncooperative")
    return close("understand")


def offers(memory: Memory, reading: Reading, span: Span) -> Reply:
    """Nobody is put through who is not there."""
    if memory.person.verdict in (Verdict.UNTOUCHED, Verdict.AMBIGUOUS):
        memory.note_person(Verdict.VALIDATED, span)
    memory.advise("offers_transfer")
    return answer("no_transfer")


def transfer(memory: Memory, reading: Reading, span: Span) -> Reply:
    """Somebody who is put through is there."""
    if memory.person.verdict in (Verdict.UNTOUCHED, Verdict.AMBIGUOUS):
        memory.note_person(Verdict.VALIDATED, span)
    memory.arriving = True
    memory.closed.discard(Topic.ARE_YOU)
    return HOLD


def asks(key: str, advice: str) -> Move:
    def move(memory: Memory, reading: Reading, span: Span) -> Reply:
        memory.advise(advice)
        return answer(key)

    return move


def always(reply: Reply) -> Move:
    return lambda memory, reading, span: reply
