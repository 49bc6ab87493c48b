from __future__ import annotations

from contextlib import suppress

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filon.kernel.values import InvalidValue, Phone, PhoneKind, french_plan, parse_phone
from filon.kernel.values.phone import _KINDS

SWITCHBOARD = Phone("+33199001234", PhoneKind.FIXED_LINE)


@pytest.mark.parametrize(
    "text",
    [
        "0199001234", "01 99 00 12 34", "01.99.00.12.34", "01-99-00-12-34", "01/99/00/12/34",
        "01\u00a099\u202f00 12 34",
        "199001234", "+33199001234", "+33 1 99 00 12 34", "+33 (0)1 99 00 12 34", "+33(0)199001234", "0033 199001234",
        "0033 (0)1 99 00 12 34", "00 33 1 99 00 12 34", "33199001234", " 0199001234 ", "tel:+33199001234",
        "\u200e+33 1 99 00 12 34\u202c", "'+33199001234",
    ],
)  # fmt: skip
def test_a_french_number_is_understood_however_it_is_typed(text: str) -> None:
    assert parse_phone(text) == SWITCHBOARD


@pytest.mark.parametrize("text", ["01 99 00 12 34 poste 12", "01 99 00 12 34 (ext. 12)", "0199001234 x12"])
def test_the_desk_behind_a_switchboard_is_kept(text: str) -> None:
    assert parse_phone(text) == SWITCHBOARD._replace(extension="12")


@pytest.mark.parametrize(
    ("text", "e164", "kind"),
    [
        ("06 39 98 12 34", "+33639981234", "mobile"),
        ("07 61 12 34 56", "+33761123456", "mobile"),
        ("09 70 12 34 56", "+33970123456", "voip"),
        ("0800 123 456", "+33800123456", "toll_free"),
        ("0805 123 456", "+33805123456", "toll_free"),
        ("0806 123 456", "+33806123456", "company"),
        ("0809 123 456", "+33809123456", "company"),
        ("+44 20 7946 0018", "+442079460018", "fixed_line"),
        ("+34 612 345 678", "+34612345678", "mobile"),
    ],
)
def test_what_a_number_reaches_is_known(text: str, e164: str, kind: str) -> None:
    assert parse_phone(text) == Phone(e164, PhoneKind(kind))


@pytest.mark.parametrize(
    ("text", "e164"),
    [("0692 12 34 56", "+262692123456"), ("0262 41 23 45", "+262262412345"), ("0690 00 12 34", "+590690001234")],
)
def test_overseas_numbers_get_the_country_code_they_are_reached_by(text: str, e164: str) -> None:
    assert parse_phone(text).e164 == e164


@pytest.mark.parametrize(
    "text",
    [
        "08 10 12 34 56", "0811 123 456", "0820 12 34 56", "0825 123 456", "0826123456", "0890 12 34 56",
        "08 92 70 12 34", "0899 70 01 23", "+33 899 70 11 22", "899701122", "0033 892701234", "0836 65 65 65",
        "118 218", "118712", "3615", "3949", "+1 900 555 0123", "+44 909 879 0123", "+34 806 123 456",
        "+49 900 1234567",
    ],
)  # fmt: skip
def test_st_94_premium_numbers_are_refused(text: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        parse_phone(text)
    assert refusal.value.code == "phone_premium"


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "12", "15", "01 99 00", "01 99 00 12 34 56 78", "00 00 00 00 00", "+999 123", "+", "()", "3014",
     "01 99 00 12 34 / 06 39 98 12 34", "=0199001234+1", "١٢"],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        parse_phone(text)
    assert refusal.value.code == "phone_invalid"


def test_a_national_number_is_read_in_the_region_of_the_workspace() -> None:
    assert parse_phone("612 345 678", region="ES").e164 == "+34612345678"
    assert parse_phone("01 99 00 12 34 poste 2".replace("01", "+33 1", 1), region="ES").e164 == "+33199001234"


NATIONAL = st.from_regex(r"[1-9][0-9]{8}", fullmatch=True)


@settings(max_examples=400)
@given(st.sampled_from(["0", "", "+33", "0033", "33", "+33 (0)"]), NATIONAL)
def test_the_quick_reading_agrees_with_the_library(prefix: str, national: str) -> None:
    """Everywhere but where Filon knows more: overseas numbers, the range kept for fiction, surcharged prefixes."""
    quick = french_plan.read(prefix + national)
    known_better = national[:3] in french_plan.OVERSEAS or national.startswith(french_plan.FICTION)
    if quick is None or known_better:
        return
    number = phonenumbers.parse(prefix + national, "FR")
    assert phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == quick.e164
    assert _KINDS[phonenumbers.number_type(number)] == quick.kind


@settings(max_examples=400)
@given(NATIONAL)
def test_the_quick_reading_leaves_out_premium_and_unknown_numbers_only(national: str) -> None:
    if national[:3] not in french_plan.OVERSEAS and french_plan.read("0" + national) is None:
        kind = phonenumbers.number_type(phonenumbers.parse("0" + national, "FR"))
        assert kind in {phonenumbers.PhoneNumberType.PREMIUM_RATE, phonenumbers.PhoneNumberType.UNKNOWN}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40), st.sampled_from(["FR", "ES", "GB", "US"]))
def test_any_text_is_a_number_or_a_refusal(text: str, region: str) -> None:
    with suppress(InvalidValue):
        phone = parse_phone(text, region)
        assert phone.e164[0] == "+"
        assert phone.e164[1:].isascii()
        assert phone.e164[1:].isdigit()
