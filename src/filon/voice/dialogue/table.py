"""The table of transitions: for each question and each meaning, one move."""

from __future__ import annotations

from collections.abc import Mapping

from filon.voice.dialogue.meanings import Intent
from filon.voice.dialogue.moves import (
    Move,
    always,
    asks,
    away,
    confirmed,
    denied,
    displeased,
    email_not_known,
    email_refused,
    email_right,
    email_wrong,
    greeted,
    hurry,
    insult,
    is_me,
    later,
    left,
    new_title,
    no_successor,
    not_allowed,
    not_known,
    not_me,
    objection,
    offers,
    other_service,
    refuses,
    replaced,
    spared,
    transfer,
    unknown,
    validated,
)
from filon.voice.dialogue.topics import ASK_AGAIN, HANG_UP, HOLD, WAIT, Topic, answer, close

ANYTIME: Mapping[Intent, Move] = {
    Intent.OBJECTION: objection,
    Intent.DISPLEASED: displeased,
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
ENDINGS: Mapping[Intent, Move] = {
    Intent.HESITATES: always(WAIT),
    Intent.KIND: always(WAIT),
    Intent.GOODBYE: always(close("thanks")),
}
THINKS: Mapping[Intent, Move] = {Intent.GREETING: always(ASK_AGAIN), **ENDINGS}


NO_NAME = (Intent.NOT_ALLOWED, Intent.REFUSES, Intent.UNKNOWN, Intent.DONT_KNOW, Intent.LEFT, Intent.NO)


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
        **ENDINGS,
    },
    Topic.ARE_YOU: {**ENDS, Intent.NO: not_me, Intent.YES: is_me, **THINKS},
    Topic.SUCCESSOR: {
        **dict.fromkeys(NO_NAME, no_successor),
        Intent.NAMED: replaced,
        Intent.HURRY: hurry,
        Intent.LATER: later,
        Intent.YES: always(WAIT),
        **THINKS,
    },
    Topic.EMAIL: {
        **REFUSALS,
        Intent.WRONG: email_wrong,
        Intent.UNKNOWN: email_not_known,
        Intent.DONT_KNOW: email_not_known,
        Intent.NO: email_wrong,
        Intent.PRESENT: email_right,
        Intent.YES: email_right,
        **THINKS,
    },
    Topic.ADDRESS: {
        **REFUSALS,
        Intent.UNKNOWN: email_not_known,
        Intent.DONT_KNOW: email_not_known,
        Intent.NO: email_refused,
        Intent.YES: always(WAIT),
        **THINKS,
    },
    Topic.GENERAL: {
        **REFUSALS,
        Intent.UNKNOWN: email_not_known,
        Intent.DONT_KNOW: email_not_known,
        Intent.NO: email_refused,
        Intent.YES: always(WAIT),
        **THINKS,
    },
    Topic.CONFIRM_PERSON: _confirms(Topic.CONFIRM_PERSON, Topic.SUCCESSOR),
    Topic.CONFIRM_EMAIL: _confirms(Topic.CONFIRM_EMAIL, Topic.ADDRESS),
    Topic.CONFIRM_PHONE: _confirms(Topic.CONFIRM_PHONE, Topic.CONFIRM_PHONE),
    Topic.NO_MORE_CALLS: {Intent.WRONG: spared, Intent.NO: spared, Intent.YES: objection, **THINKS},
}
"""What is meant as an answer to each question, the weightiest first."""
