"""What each meaning does to what is known, and what follows: the table of transitions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from filon.voice.dialogue.alike import likeness
from filon.voice.dialogue.findings import Barrier, Reason, Verdict
from filon.voice.dialogue.folding import folded
from filon.voice.dialogue.meanings import Intent, Reading
from filon.voice.dialogue.memory import Memory, Span
from filon.voice.dialogue.topics import ASK_AGAIN, GO_ON, HANG_UP, HOLD, WAIT, Reply, Topic, answer, close

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


ANYTIME: Mapping[Intent, Move] = {
    Intent.OBJECTION: objection,
    Intent.INSULT: insult,
    Intent.VOICEMAIL: always(HANG_UP),
    Intent.ASKS_ROBOT: asks("robot", "asked_robot"),
    Intent.ASKS_WHO: asks("who", "asked_who"),
    Intent.ASKS_WHY: asks("why", "asked_why"),
    Intent.TRANSFER: transfer,
    Intent.OFFERS: offers,
    Intent.HOLD: always(HOLD),
    Intent.REPEAT: always(answer("again")),
    Intent.BAD_LINE: always(answer("again")),
}
"""Meant whatever was asked. A question of theirs is answered before ours goes on."""

FACTS: Mapping[Intent, Move] = {
    Intent.REPLACED: replaced,
    Intent.LEFT: left,
    Intent.NEVER: left,
    Intent.UNKNOWN: unknown,
    Intent.OTHER_SERVICE: other_service,
    Intent.IS_ME: is_me,
    Intent.TITLE: new_title,
    Intent.AWAY: away,
    Intent.PRESENT: validated,
}
"""What is said of the person, noted before anything else."""

ENDS: Mapping[Intent, Move] = {
    Intent.HURRY: hurry,
    Intent.NOT_ALLOWED: not_allowed,
    Intent.REFUSES_EMAIL: not_allowed,
    Intent.REFUSES: refuses,
    Intent.LATER: later,
}
REFUSALS: Mapping[Intent, Move] = {
    Intent.HURRY: hurry,
    Intent.REFUSES_EMAIL: email_refused,
    Intent.NOT_ALLOWED: email_refused,
    Intent.REFUSES: email_refused,
    Intent.LATER: later,
}
THINKS: Mapping[Intent, Move] = {Intent.HESITATES: always(WAIT), Intent.GREETING: always(ASK_AGAIN)}


def _confirms(topic: Topic, question: Topic) -> Mapping[Intent, Move]:
    no = denied(topic, question)
    yes = confirmed(topic)
    return {**ENDS, Intent.WRONG: no, Intent.NO: no, Intent.PRESENT: yes, Intent.YES: yes, **THINKS}


ANSWERS: Mapping[Topic, Mapping[Intent, Move]] = {
    Topic.PERSON: {
        **ENDS,
        Intent.DONT_KNOW: not_known,
        Intent.WRONG: left,
        Intent.NO: left,
        Intent.GREETING: greeted,
        Intent.YES: validated,
        Intent.HESITATES: always(WAIT),
    },
    Topic.ARE_YOU: {**ENDS, Intent.NO: not_me, Intent.YES: is_me, **THINKS},
    Topic.SUCCESSOR: {
        **dict.fromkeys((Intent.NOT_ALLOWED, Intent.REFUSES, Intent.DONT_KNOW, Intent.NO), no_successor),
        Intent.NAMED: replaced,
        Intent.HURRY: hurry,
        Intent.LATER: later,
        Intent.YES: always(WAIT),
        **THINKS,
    },
    Topic.EMAIL: {
        **REFUSALS,
        Intent.WRONG: email_wrong,
        Intent.DONT_KNOW: email_not_known,
        Intent.NO: email_wrong,
        Intent.PRESENT: email_right,
        Intent.YES: email_right,
        **THINKS,
    },
    Topic.ADDRESS: {
        **REFUSALS,
        Intent.DONT_KNOW: email_not_known,
        Intent.NO: email_refused,
        Intent.YES: always(WAIT),
        **THINKS,
    },
    Topic.GENERAL: {
        **REFUSALS,
        Intent.DONT_KNOW: email_not_known,
        Intent.NO: email_refused,
        Intent.YES: always(WAIT),
        **THINKS,
    },
    Topic.CONFIRM_PERSON: _confirms(Topic.CONFIRM_PERSON, Topic.SUCCESSOR),
    Topic.CONFIRM_EMAIL: _confirms(Topic.CONFIRM_EMAIL, Topic.ADDRESS),
    Topic.CONFIRM_PHONE: _confirms(Topic.CONFIRM_PHONE, Topic.CONFIRM_PHONE),
}
"""What is meant as an answer to each question, the weightiest first."""
