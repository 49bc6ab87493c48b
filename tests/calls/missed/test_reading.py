"""Notices of providers, each in its own vocabulary."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.calls.missed.reading import FORM, Fields, Notice, Unreadable, read

CALLER, CALLED = "+33199000041", "+33199000001"


def said(notice: Any, fields: Fields | None = None) -> Notice:
    return read(json.dumps(notice).encode(), content_type="application/json", fields=fields or Fields())


@pytest.mark.parametrize(
    "notice",
    [
        {"call_id": "c-1", "from": CALLER, "to": CALLED, "status": "no-answer"},
        {"CallSid": "c-1", "From": CALLER, "To": CALLED, "CallStatus": "busy"},
        {"event": "call.missed", "data": {"id": "c-1", "raw_digits": CALLER, "number": {"digits": CALLED}}},
        {"uuid": "c-1", "caller": CALLER, "called": CALLED},
        {"call": {"id": "c-1", "from": CALLER, "to": CALLED, "status": "Voicemail"}},
    ],
)
def test_mo_26_usual_words_need_no_setting(notice: dict[str, Any]) -> None:
    assert said(notice) == Notice("c-1", CALLER, CALLED, True)


def test_a_form_is_read_as_well_as_json() -> None:
    body = b"CallSid=c-1&From=%2B33199000041&To=%2B33199000001&CallStatus=no-answer"
    assert read(body, content_type=f"{FORM}; charset=utf-8", fields=Fields()) == Notice("c-1", CALLER, CALLED, True)


def test_a_call_that_somebody_took_is_not_missed() -> None:
    assert not said({"call_id": "c-1", "from": CALLER, "status": "completed"}).missed


def test_a_hook_names_other_places_and_words() -> None:
    fields = Fields(id="meta.ref", caller="a.nummer", status="a.ende", missed=("verpasst",))
    notice = {"meta": {"ref": 7}, "a": {"nummer": CALLER, "ende": "Verpasst"}, "to": CALLED}
    assert said(notice, fields) == Notice("7", CALLER, CALLED, True)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"c-1"', b"{}", b'{"id": {}}', b"\xff", b"[" * 60_000])
def test_what_cannot_be_understood_says_so(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(body, content_type="application/json", fields=Fields())


@given(st.binary(max_size=300), st.sampled_from(["application/json", FORM, ""]))
def test_no_bytes_raise_anything_else(body: bytes, content_type: str) -> None:
    try:
        notice = read(body, content_type=content_type, fields=Fields())
    except Unreadable:
        return
    assert notice.id
