from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.demo.behaviours import HABITS, WORDS, Kind, Reaction, react, reply_as
from filon.demo.behaviours.replies import back_on

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def _sent(to: str = "Jeanne Martin <jeanne@a.example>", extra: str = "") -> bytes:
    return (
        "From: =?utf-8?q?Claire_Dupr=C3=A9?= <claire@ventes.example>\r\n"
        f"To: {to}\r\nSubject: =?utf-8?q?Une_id=C3=A9e?=\r\nMessage-ID: <abc@ventes.example>\r\n{extra}"
        'Content-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        "Bonjour Jeanne,\r\nÇa va ?\r\n"
    ).encode()


def _reaction(local: str) -> tuple[Reaction, EmailMessage]:
    (reaction,) = react(_sent(f"{local}@a.example"), recipient=f"{local}@a.example", now=NOW, seed=1)
    message = message_from_bytes(reaction.raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return reaction, message


@pytest.mark.parametrize(("word", "kind"), [(w, k) for w, k in WORDS.items() if k is not Kind.SILENCE])
def test_an_address_that_names_a_behaviour_gets_it(word: str, kind: Kind) -> None:
    reaction, _ = _reaction(f"jeanne.{word}2")
    habit = HABITS[kind]
    assert (reaction.kind, reaction.to) == (kind, "claire@ventes.example")
    assert timedelta(minutes=habit.soonest) <= reaction.delay <= timedelta(minutes=habit.latest)


def test_silence_is_nothing_at_all() -> None:
    assert react(_sent(), recipient="silence@a.example", now=NOW, seed=1) == []


def test_a_name_that_only_holds_a_word_does_not_count() -> None:
    kinds = {r.kind for seed in range(40) for r in react(_sent(), recipient="christophe@a.example", now=NOW, seed=seed)}
    assert kinds != {Kind.REMOVAL}


def test_a_reply_is_in_the_thread_and_quotes_the_mail() -> None:
    reaction, message = _reaction("jeanne-reponse")
    assert (message["In-Reply-To"], message["References"]) == ("<abc@ventes.example>", "<abc@ventes.example>")
    assert message["Subject"] == "Re: Une idée"
    assert message["From"].addresses[0].addr_spec == "jeanne-reponse@a.example"
    assert message["Auto-Submitted"] is None
    assert message["Date"].datetime == NOW + reaction.delay
    text = message.get_content().replace("\r\n", "\n")
    assert "> Bonjour Jeanne,\n> Ça va ?" in text
    assert "Claire Dupré <claire@ventes.example> a écrit :" in text
    assert "Jeanne Reponse" in text


def test_an_absence_says_until_when_and_that_a_machine_wrote() -> None:
    _, message = _reaction("absent")
    assert message["Auto-Submitted"] == "auto-replied"
    assert "jusqu'au 29 novembre 2026 inclus, de retour le 30 novembre 2026" in message.get_content()


@pytest.mark.parametrize(("local", "status"), [("inconnu", "5.1.1"), ("pleine", "4.2.2")])
def test_a_bounce_is_a_delivery_report_about_the_mail(local: str, status: str) -> None:
    _, message = _reaction(local)
    assert message.get_content_type() == "multipart/report"
    assert message.get_param("report-type") == "delivery-status"
    _words, told, headers = message.iter_parts()
    _host, person = told.get_payload()
    assert (person["Final-Recipient"], person["Action"], person["Status"]) == (
        f"rfc822; {local}@a.example",
        "failed",
        status,
    )
    assert "Message-ID: <abc@ventes.example>" in headers.get_payload()


def test_a_challenge_asks_to_prove_oneself() -> None:
    _, message = _reaction("robot")
    assert message["From"].addresses[0].addr_spec == "ne-pas-repondre@filtre.example"
    assert "« Je ne suis pas un robot »" in message.get_content()
    assert "https://filtre.example/verification/" in message.get_content()


def test_a_machine_is_never_answered() -> None:
    assert (
        react(_sent(extra="Auto-Submitted: auto-generated\r\n"), recipient="reponse@a.example", now=NOW, seed=1) == []
    )


def test_the_reply_address_is_answered_when_there_is_one() -> None:
    raw = _sent(extra="Reply-To: equipe@ventes.example\r\n")
    (reaction,) = react(raw, recipient="reponse@a.example", now=NOW, seed=1)
    assert reaction.to == "equipe@ventes.example"


def test_the_same_person_always_does_the_same() -> None:
    for number in range(50):
        recipient = f"p{number}@a.example"
        assert react(_sent(), recipient=recipient, now=NOW, seed=7) == react(
            _sent(), recipient=recipient, now=NOW, seed=7
        )


def test_a_crowd_behaves_by_the_habits() -> None:
    crowd = [react(_sent(), recipient=f"p{n}@a.example", now=NOW, seed=1) for n in range(1000)]
    counted = Counter(r[0].kind if r else Kind.SILENCE for r in crowd)
    assert all(abs(counted[kind] / 10 - habit.weight) < 4 for kind, habit in HABITS.items())


def test_one_may_answer_in_a_prospects_name() -> None:
    reaction = reply_as(_sent(), recipient="jeanne@a.example", text="Oui, volontiers !", at=NOW)
    message = message_from_bytes(reaction.raw, policy=policy.default)
    assert message["To"].addresses[0].addr_spec == "claire@ventes.example"
    assert message.get_content().splitlines()[:3] == ["Oui, volontiers !", "", "Jeanne Martin"]


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_people_come_back_on_a_monday_after_five_days_at_least(today: date) -> None:
    back = back_on(today)
    assert back.weekday() == 0
    assert 5 < (back - today).days <= 12


@given(st.binary(max_size=300))
def test_whatever_the_mail_is_the_prospect_does_not_fall_over(noise: bytes) -> None:
    for local in ("reponse", "inconnu", "absent", "robot"):
        assert len(react(noise, recipient=f"{local}@a.example", now=NOW, seed=1)) <= 1
