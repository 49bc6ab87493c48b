"""Events cannot be erased: what they hold in words is known, field by field, and never somebody's."""

from __future__ import annotations

from dataclasses import fields

from filon.timeline.events import KINDS

WORDS = {
    "category": "of a public list",
    "code": "a reason of the code",
    "field": "the name of a column",
    "fields": "names of columns",
    "moment": "a time",
    "nature": "a word of the code",
    "next_at": "a time",
    "origin": "a word of the code",
    "reason": "a reason of the code",
    "return_on": "a date",
    "source": "where a card comes from: an import, a register, a program",
    "stage": "a word of the code",
    "stage_before": "a word of the code",
    "status": "a word of the code, or an enhanced status code (RFC 3463)",
    "step": "the key of a step",
    "tag": "a word of the code",
    "before": "a tag",
    "task": "a word of the code",
    "what": "a word of the code",
}
"""Names that mean the same in every event."""

NAMED = {
    "alert.matched.title": "of the rule, which a user of the workspace gave it",
    "crm.import_done.name": "of a file, which a user of the workspace gave it",
    "crm.import_reverted.name": "of a file, which a user of the workspace gave it",
    "mail.failed.reply": "the codes that the answer begins with, nine characters",
    "market.score_reached.sirens": "of companies, from the public register",
    "outreach.letter_refused.reasons": "reasons of the policy",
    "outreach.newsletter_unsubscribed.why": "a word of the code",
    "timeline.webhook_disabled.host": "of the workspace's own tool",
}
SOFTWARE = "directory.park"
"""Events of software parks name products."""


def test_every_text_of_every_event_is_known_to_hold_nothing_of_a_person() -> None:
    unknown = {
        f"{kind}.{field.name}"
        for kind, event in KINDS.items()
        for field in fields(event)
        if event.__module__.startswith("filon.")  # tests have events of their own
        if "str" in str(field.type) and field.name not in WORDS
    }
    assert {name for name in unknown if not name.startswith(SOFTWARE)} - set(NAMED) == set()
