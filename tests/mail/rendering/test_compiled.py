"""The bytes that leave are those that the standard library would have made, as far as any reader can tell."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from filon.mail.rendering import (
    CompiledMessage,
    MessageTemplate,
    MessageValues,
    MissingVariable,
    Sender,
    check_template,
    compile_message,
)
from filon.mail.rendering.headers import subject_text
from filon.mail.rendering.language import one_line

SENDER = Sender("claire@ventes.example", "Claire Dupré", facts={"sender_phone": "01 99 00 12 34"})
WAY_OUT = "Ne plus recevoir : {{ lien_desinscription }}"
ANY_VALUE = st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1, max_size=90).filter(one_line)


def _compiled(body: str, subject: str = "Bonjour", **more: str) -> CompiledMessage:
    return compile_message(MessageTemplate(subject=subject, body=body, **more), SENDER)


def _values(**more: Any) -> MessageValues:
    fixed = {"to": "jo@a.example", "message_id": "1@ventes.example", "date": datetime(2026, 11, 24, 8, 0, tzinfo=UTC)}
    return MessageValues(**{**fixed, **more})


def _parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def _content(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    assert part.defects == []
    return str(part.get_content()).replace("\r\n", "\n")


def _by_the_library(first_name: str, company: str) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = "Claire Dupré <claire@ventes.example>"
    message["To"] = "jo@a.example"
    message["Date"] = "Tue, 24 Nov 2026 08:00:00 +0000"
    message["Message-ID"] = "<1@ventes.example>"
    message.set_content(f"Bonjour {first_name},\n\nEt {company} ?")
    page = f"<p>Bonjour {escape(first_name)},</p>\n<p>Et <strong>{escape(company)}</strong> ?</p>\n"
    head = '<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"></head><body>\n'
    message.add_alternative(f"{head}{page}</body></html>", subtype="html")
    return message


@given(ANY_VALUE, ANY_VALUE)
@example("Zoé\r\nBcc: autre@a.example", ".\r\n")
@example("=?utf-8?q?x?=", "a" * 90)
@example("<b>&amp;</b>", '"><script>')
def test_the_mail_reads_back_equal_to_what_the_library_builds(first_name: str, company: str) -> None:
    compiled = _compiled("Bonjour {{ prenom }},\n\nEt **{{ societe }}** ?", "{{ prenom }}, une idée pour {{ societe }}")
    raw = compiled.render(_values(variables={"first_name": first_name, "company": company}))
    ours = _parsed(raw)
    theirs = _parsed(_by_the_library(one_line(first_name), one_line(company)).as_bytes())
    for name in ("From", "To", "Date", "Message-ID", "MIME-Version"):
        assert ours[name] == theirs[name]
    # The library itself writes a value that looks like an encoded word as if it were one.
    assert ours["Subject"] == subject_text(f"{one_line(first_name)}, une idée pour {one_line(company)}")
    assert (_content(ours, "plain"), _content(ours, "html")) == (_content(theirs, "plain"), _content(theirs, "html"))
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert raw.isascii()


def test_a_missing_value_without_fallback_names_the_variables() -> None:
    compiled = _compiled("{{ prenom }} {{ nom | vous }} {{ societe }} {{ expediteur_fonction }} {{ site }}")
    with pytest.raises(MissingVariable) as raised:
        compiled.render(_values(variables={"first_name": " ", "website": "notre site"}))
    assert raised.value.names == ("first_name", "company", "sender_job_title", "website")
    assert (
        compiled.missing({"first_name": "Jo", "company": "A", "sender_job_title": "x", "website": "https://a.example"})
        == ()
    )


def test_the_fallback_stands_in_for_a_blank_value() -> None:
    raw = _compiled("Bonjour {{ prenom | à vous }}.").render(_values(variables={"first_name": " "}))
    assert _content(_parsed(raw), "plain") == "Bonjour à vous.\n"


def test_the_sender_is_put_in_when_the_step_is_compiled() -> None:
    compiled = _compiled("{{ expediteur }} - {{ expediteur_telephone }} - {{ sender_email }}")
    assert compiled.required == ()
    assert (
        _content(_parsed(compiled.render(_values())), "plain")
        == "Claire Dupré - 01 99 00 12 34 - claire@ventes.example\n"
    )


def test_a_ol_19_the_way_out_is_a_link_and_one_click_headers() -> None:
    raw = _compiled("Bonjour", way_out=WAY_OUT).render(
        _values(unsubscribe_url="https://filon.example/u/abc", unsubscribe_mailto="stop@ventes.example?subject=abc")
    )
    message = _parsed(raw)
    assert message["List-Unsubscribe"] == "<https://filon.example/u/abc>, <mailto:stop@ventes.example?subject=abc>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Ne plus recevoir : https://filon.example/u/abc" in _content(message, "plain")
    assert '<a href="https://filon.example/u/abc">' in _content(message, "html")


def test_a_body_with_its_own_way_out_gets_no_second_one() -> None:
    raw = _compiled("[stop]({{ unsubscribe_link }})", way_out=WAY_OUT).render(
        _values(unsubscribe_url="https://f.example/u")
    )
    assert _content(_parsed(raw), "plain") == "stop (https://f.example/u)\n"


def test_a_way_out_without_its_address_is_a_missing_value() -> None:
    with pytest.raises(MissingVariable, match="unsubscribe_link"):
        _compiled("Bonjour", way_out=WAY_OUT).render(_values())


def test_an_empty_subject_goes_on_with_the_thread() -> None:
    raw = _compiled("Je reviens vers vous.", subject="").render(
        _values(thread_subject="Une idée", in_reply_to="b@ventes.example", references=("a@ventes.example",))
    )
    message = _parsed(raw)
    assert message["Subject"] == "Re: Une idée"
    assert message["In-Reply-To"] == "<b@ventes.example>"
    assert message["References"] == "<a@ventes.example> <b@ventes.example>"


def test_a_subject_is_never_answered_twice_and_never_empty() -> None:
    compiled = _compiled("x", subject="")
    assert compiled.subject_for(_values(thread_subject="RE: Une idée")) == "RE: Une idée"
    with pytest.raises(MissingVariable, match="subject"):
        compiled.render(_values())


def test_links_are_plain_unless_a_counted_address_is_given() -> None:
    compiled = _compiled("[offre](https://a.example/?q=1&r={{ societe }}) {{ lien_desinscription }}")
    values = {"variables": {"company": "L'été & co"}, "unsubscribe_url": "https://f.example/u"}
    plain = _parsed(compiled.render(_values(**values)))
    assert (
        _content(plain, "plain")
        == "offre (https://a.example/?q=1&r=L%27%C3%A9t%C3%A9%20%26%20co) https://f.example/u\n"
    )
    assert 'href="https://a.example/?q=1&amp;r=L%27' in _content(plain, "html")
    counted = _parsed(compiled.render(_values(**values, links={0: "https://f.example/l/xyz"})))
    assert _content(counted, "plain") == "offre (https://f.example/l/xyz) https://f.example/u\n"
    assert [link.tracked for link in compiled.links] == [True, False]


def test_nothing_remote_and_no_sign_of_a_machine_is_in_the_mail() -> None:
    raw = _compiled("Bonjour\n\n[a](https://a.example)", way_out=WAY_OUT).render(
        _values(unsubscribe_url="https://f.example/u")
    )
    for trace in (b"<img", b"src=", b"<style", b"<link", b"Auto-Submitted", b"Precedence", b"X-"):
        assert trace not in raw


def test_the_reply_address_is_only_there_when_it_differs() -> None:
    sender = Sender("claire@ventes.example", "Claire", reply_to="equipe@ventes.example")
    message = _parsed(compile_message(MessageTemplate("a", "b"), sender).render(_values()))
    assert message["Reply-To"] == "Claire <equipe@ventes.example>"
    assert _parsed(_compiled("b").render(_values()))["Reply-To"] is None


@pytest.mark.parametrize(("importance", "shown"), [("high", "high"), ("low", "low"), ("", None)])
def test_the_importance_is_a_field_only_where_it_is_not_that_of_others(importance: str, shown: str | None) -> None:
    mail = _parsed(_compiled("Bonjour", importance=importance).render(_values()))
    assert mail["Importance"] == shown
    assert mail["Subject"] == "Bonjour"


def test_a_co_21_what_is_left_to_fill_in_by_hand_is_listed() -> None:
    assert _compiled("Bonjour XX Nom XX", subject="Offre XX").markers == ("XX", "XX Nom XX")


def test_a_template_is_checked_field_by_field() -> None:
    found = check_template(MessageTemplate("{{ sosiete }}", "[x](ftp://a) {{ oups }}", signature="{{ expediteur }}"))
    assert {field: [f.code for f in faults] for field, faults in found.items()} == {
        "subject": ["unknown_variable"],
        "body": ["unknown_variable"],
    }
