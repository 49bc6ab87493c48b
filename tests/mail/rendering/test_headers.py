from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from filon.mail.rendering.faults import UnsendableAddress
from filon.mail.rendering.headers import (
    date,
    identifier,
    is_sendable,
    mailbox,
    name_text,
    references,
    subject_text,
    unstructured,
    uri,
)

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200)


def _read(name: str, value: str) -> str:
    raw = f"{name}: {value}\r\n\r\n".encode("ascii")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    message = message_from_bytes(raw, policy=policy.default)
    assert message.keys() == [name]
    return str(message[name])


@given(ANY_TEXT)
@example("Re: =?utf-8?q?faux?=")
@example("é" * 120)
@example("a" * 300)
@example("mot " * 60)
@example("Objet\r\nBcc: autre@exemple.example")
def test_a_subject_is_read_back_as_written_and_injects_nothing(text: str) -> None:
    line = subject_text(text)
    value = unstructured(line, column=9)
    assert all(len(folded) <= 78 for folded in f"Subject: {value}".split("\r\n"))
    assert _read("Subject", value) == line


@given(ANY_TEXT)
@example('Dupont, "Jo" \\ (SARL)')
@example("Zoé d’Été")
def test_a_display_name_is_read_back_as_written(name: str) -> None:
    value = mailbox("jo@exemple.example", name, column=4)
    message = message_from_bytes(f"To: {value}\r\n\r\n".encode("ascii"))
    display_name, address = parseaddr(message["To"])
    assert (str(make_header(decode_header(display_name))), address) == (name_text(name), "jo@exemple.example")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "jo",
        "jo@",
        "a b@exemple.example",
        "jo@exemple.example\r\nBcc: x@y.example",
        "<jo@exemple.example>",
        "é@exemple.example",
        "jo..x@exemple.example",
    ],
)
def test_an_address_that_is_no_address_is_refused(address: str) -> None:
    assert not is_sendable(address)
    with pytest.raises(UnsendableAddress):
        mailbox(address, "Jo", column=4)


@pytest.mark.parametrize(
    "address", ["https://a.example/>,<x", "javascript:x", "https://a.example/ b", "ftp://a.example"]
)
def test_an_unsubscribe_address_cannot_break_out_of_its_brackets(address: str) -> None:
    with pytest.raises(ValueError, match="not a plain"):
        uri(address)


def test_a_date_is_written_in_its_own_zone() -> None:
    paris = timezone(timedelta(hours=1))
    assert date(datetime(2026, 11, 23, 9, 0, 0, 5, tzinfo=paris)) == "Mon, 23 Nov 2026 09:00:00 +0100"
    assert date(datetime(2026, 11, 23, 8, 0, tzinfo=UTC)) == "Mon, 23 Nov 2026 08:00:00 +0000"
    with pytest.raises(ValueError, match="aware"):
        date(datetime(2026, 11, 23, 8, 0))  # noqa: DTZ001 the naive datetime is what is refused


def test_only_well_formed_identifiers_of_a_thread_are_kept_and_not_too_many() -> None:
    assert (
        references(["a@x.example", "b c@x.example", "evil>@x\r\nBcc: y", "d@x.example"])
        == "<a@x.example>\r\n <d@x.example>"
    )
    many = references(f"{i}@x.example" for i in range(50)).split("\r\n ")
    assert (len(many), many[0], many[-1]) == (20, "<0@x.example>", "<49@x.example>")


def test_a_message_identifier_is_one_word() -> None:
    assert identifier("a@x.example") == "<a@x.example>"
    with pytest.raises(ValueError, match="identifier"):
        identifier("a@x.example>\r\nBcc: y@z.example")


def test_a_short_subject_with_accents_is_one_word_with_underscores() -> None:
    assert unstructured("Une idée ?", column=9) == "=?utf-8?q?Une_id=C3=A9e_=3F?="
