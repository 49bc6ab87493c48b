"""Which sent message a mail answers (OL-24, OL-36)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mail.corpus.build import SENT_KEY, THEM_ADDRESS, answer, dsn, plain, recipient_block

from filon.mail.classify import classify
from filon.mail.matching import Match, Sent, candidates, match, same_subject, subject_key

FIRST = Sent("first", THEM_ADDRESS, "Maintenance de vos fours", datetime(2026, 11, 16, 8, tzinfo=UTC))
SECOND = Sent("second", THEM_ADDRESS, "Votre projet de four", datetime(2026, 11, 20, 8, tzinfo=UTC))
COLLEAGUE = Sent(
    "colleague", "p.durand@fonderie-sud.example", "Maintenance de vos fours", datetime(2026, 11, 16, 9, tzinfo=UTC)
)


def test_ol_24_the_message_id_decides_first() -> None:
    wanted = candidates(answer("Oui"))

    assert match(wanted, by_message_id={SENT_KEY: "second"}, by_sender=[FIRST]) == Match("second", "message_id")


def test_ol_24_the_message_answered_comes_before_older_ones() -> None:
    wanted = candidates(answer("Oui", In_Reply_To="<b@x.example>", References="<a@x.example> <b@x.example>"))

    assert wanted.message_ids == ("b@x.example", "a@x.example")
    assert match(wanted, by_message_id={"a@x.example": "old", "b@x.example": "new"}, by_sender=[]) == Match(
        "new", "message_id"
    )


def test_ol_24_a_rewritten_message_id_leaves_sender_and_subject() -> None:
    wanted = candidates(answer("Oui", In_Reply_To="<rewritten@provider.example>", References=""))

    assert match(wanted, by_message_id={}, by_sender=[SECOND, FIRST]) == Match("first", "sender_subject")


def test_ol_24_a_colleague_answers_for_the_company() -> None:
    wanted = candidates(plain("Oui", subject="RE: Maintenance de vos fours"))

    assert match(wanted, by_message_id={}, by_sender=[COLLEAGUE]) == Match("colleague", "domain_subject")


def test_ol_24_a_neighbour_at_a_public_provider_does_not() -> None:
    wanted = candidates(plain("Oui", sender="Paul <paul@gmail.com>", subject="RE: Maintenance de vos fours"))
    sent = Sent("other", "jeanne@gmail.com", "Maintenance de vos fours", datetime(2026, 11, 16, tzinfo=UTC))

    assert wanted.domain == ""
    assert match(wanted, by_message_id={}, by_sender=[sent]) is None


def test_a_new_subject_from_the_same_person_answers_the_last_message() -> None:
    wanted = candidates(plain("Au fait…", subject="Question"))

    assert match(wanted, by_message_id={}, by_sender=[FIRST, SECOND]) == Match("second", "sender")


def test_a_colleague_with_another_subject_answers_nothing() -> None:
    wanted = candidates(plain("Bonjour", subject="Facture"))

    assert match(wanted, by_message_id={}, by_sender=[COLLEAGUE]) is None


def test_ol_36_a_report_is_about_its_recipient_not_its_sender() -> None:
    raw = dsn("Undelivered.", recipient_block(THEM_ADDRESS), sender="Postmaster <postmaster@relay.example>")
    wanted = candidates(raw, verdict=classify(raw))

    assert SENT_KEY in wanted.message_ids
    assert match(wanted, by_message_id={SENT_KEY: "first"}, by_sender=[]) == Match("first", "message_id")
    assert match(wanted, by_message_id={}, by_sender=[COLLEAGUE, FIRST]) == Match("first", "recipient")
    assert match(wanted, by_message_id={}, by_sender=[COLLEAGUE]) is None


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Maintenance de vos fours",
        "RE : Maintenance de vos fours",
        "RE: RE: Maintenance  de vos fours",
        "Re[2]: Maintenance de vos fours",
        "TR: Maintenance de vos fours",
        "AW: WG: Maintenance de vos fours",
        "RV: Maintenance de vos fours",
        "Fwd: MAINTENANCE DE VOS FOURS",
        "Réf : Maintenance de vos fours",
        "SV: Maintenance de vos fours",
        "[EXTERNE] Re: Maintenance de vos fours",
        "Réponse automatique : Maintenance de vos fours",
        "Automatic reply: Maintenance de vos fours",
        "Lu : Maintenance de vos fours",
        "Re：Maintenance de vos fours",
    ],
)
def test_ol_24_prefixes_do_not_change_a_subject(subject: str) -> None:
    assert subject_key(subject) == "maintenance de vos fours"


def test_words_that_begin_like_a_prefix_stay() -> None:
    assert subject_key("Réunion: lundi") == "reunion: lundi"
    assert subject_key("Tri : bilan") == "tri : bilan"


def test_a_subject_that_a_program_cut_is_the_same() -> None:
    assert same_subject("maintenance de vos fours industriels", "maintenance de vos fours…")
    assert same_subject("maintenance", "maintenance (ticket 12)")
    assert not same_subject("", "")
    assert not same_subject("offre", "bonjour")


@given(st.text(max_size=60))
def test_a_prefix_more_changes_nothing(subject: str) -> None:
    assert subject_key(f"Re: {subject}") == subject_key(subject)


@given(st.binary(max_size=600))
def test_any_headers_give_candidates(raw: bytes) -> None:
    assert candidates(raw).sender == candidates(raw).sender.lower()
