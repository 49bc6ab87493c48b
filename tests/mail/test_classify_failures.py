"""Whether a refusal says that the address is dead (hard) or may be lifted (soft): RFC 3463, and what servers say."""

from __future__ import annotations

import pytest
from tests.mail.corpus.build import SENT_KEY, THEM_ADDRESS, dsn, recipient_block

from filon.mail.classify import Kind, classify
from filon.mail.classify.bounce.reasons import explain

DEAD = ["5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"]
ALIVE = ["5.2.2", "5.2.3", "5.3.4", "5.4.7", "5.5.0", "5.6.0", "5.7.1", "5.7.26", "5.7.606", "4.2.2", "4.4.1", "4.7.0"]


@pytest.mark.parametrize("status", DEAD)
def test_ol_36_a_dead_address_is_hard(status: str) -> None:
    verdict = classify(dsn("Undelivered.", recipient_block(THEM_ADDRESS, status=status)))

    assert (verdict.kind, verdict.status, verdict.recipient) == (Kind.BOUNCE_HARD, status, THEM_ADDRESS)
    assert verdict.message_ids[0] == SENT_KEY


@pytest.mark.parametrize("status", ALIVE)
def test_ol_36_a_refusal_that_may_be_lifted_is_soft(status: str) -> None:
    verdict = classify(dsn("Undelivered.", recipient_block(THEM_ADDRESS, status=status)))

    assert (verdict.kind, verdict.status) == (Kind.BOUNCE_SOFT, status)


@pytest.mark.parametrize(
    ("diagnostic", "status", "reason", "hard"),
    [
        ("550 User unknown", "5.7.1", "user_unknown", True),
        ("550 5.1.1 mailbox is full", "5.1.1", "mailbox_full", False),
        ("450 4.1.1 User unknown", "4.1.1", "user_unknown", False),
        ("550 5.1.1 blocked by spam filter", "5.1.1", "spam", False),
        ("554 no such domain (in reply to end of DATA command)", "5.0.0", "refused", False),
        ("550 no such domain (in reply to MAIL FROM command)", "5.0.0", "sender_refused", False),
        ("x", "5.9.9", "dsn_5.9.9", False),
        ("", "", "undelivered", False),
    ],
)
def test_words_are_weighed_against_codes(diagnostic: str, status: str, reason: str, *, hard: bool) -> None:
    failure = explain(diagnostic, status=status)

    assert (failure.reason, failure.hard) == (reason, hard)


def test_of_several_recipients_the_dead_one_is_told() -> None:
    full = recipient_block("full@fonderie-sud.example", status="5.2.2")
    dead = recipient_block("dead@fonderie-sud.example", status="5.1.1")

    verdict = classify(dsn("Undelivered.", full, dead))

    assert (verdict.kind, verdict.recipient) == (Kind.BOUNCE_HARD, "dead@fonderie-sud.example")


def test_a_delay_is_no_failure_and_a_failure_no_delay() -> None:
    late = recipient_block(THEM_ADDRESS, action="delayed", status="4.4.1")
    dead = recipient_block("dead@fonderie-sud.example", status="5.1.1")

    assert classify(dsn("Still trying.", late)).kind == Kind.DELAYED
    assert classify(dsn("Undelivered.", late, dead)).kind == Kind.BOUNCE_HARD
