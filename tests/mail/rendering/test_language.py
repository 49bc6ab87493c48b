from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from filon.mail.rendering.faults import TemplateFaults
from filon.mail.rendering.language import Hole, check, markers, one_line, parse


@pytest.mark.parametrize("written", ["prenom", "first_name", "Prénom", " PRENOM ", "first name", "First-Name"])
def test_a_variable_has_a_french_and_an_english_name_however_it_is_typed(written: str) -> None:
    (hole,) = parse("{{" + written + "}}")
    assert isinstance(hole, Hole)
    assert hole.variable.name == "first_name"


def test_a_fallback_is_what_follows_the_bar() -> None:
    before, hole, after = parse("Bonjour {{ prenom | cher lecteur }} !")
    assert (before, after) == ("Bonjour ", " !")
    assert isinstance(hole, Hole)
    assert hole.fallback == "cher lecteur"


def test_without_a_bar_the_value_must_be_there() -> None:
    (hole,) = parse("{{ prenom }}")
    assert isinstance(hole, Hole)
    assert hole.fallback is None


def test_an_unknown_variable_is_named_with_its_place_and_the_nearest_name() -> None:
    (fault,) = check("Bonjour,\nchez {{ sosiete }}")
    assert (fault.code, fault.line, fault.column, fault.nearest) == ("unknown_variable", 2, 6, "societe")
    with override(None):
        assert fault.sentence() == (
            "Ligne 2, colonne 6 : la variable « sosiete » n’existe pas. Vouliez-vous dire « societe » ?"
        )


def test_a_name_like_no_other_gets_no_suggestion() -> None:
    (fault,) = check("{{ zzzzqqqq }}")
    assert fault.nearest == ""


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("{{ prenom", "unclosed_braces", 1),
        ("a prenom }}", "unopened_braces", 10),
        ("a {{  }}", "empty_braces", 3),
        ("a {{ | vous }}", "empty_braces", 3),
        ("{{ prenom\n}}", "unclosed_braces", 1),
        ("{{ site | javascript:alert(1) }}", "link_fallback", 1),
    ],
)
def test_each_mistake_has_its_code_and_place(text: str, code: str, column: int) -> None:
    first = check(text)[0]
    assert (first.code, first.column) == (code, column)


def test_every_mistake_is_reported_at_once() -> None:
    with pytest.raises(TemplateFaults) as raised:
        parse("{{ aaa }} {{ prenom }} {{ bbb }}")
    assert [f.text for f in raised.value.faults] == ["aaa", "bbb"]


def test_a_link_has_no_place_in_a_subject() -> None:
    assert [f.code for f in check("Voir {{ site }}", subject=True)] == ["link_in_subject"]
    assert check("Voir {{ site }}") == ()


@pytest.mark.parametrize("text", ["{{ ''.__class__ }}", "{{ prenom.upper() }}", "{{ 7*7 }}", "{{ settings }}"])
def test_nothing_is_ever_evaluated(text: str) -> None:
    assert [f.code for f in check(text)] == ["unknown_variable"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bonjour XX Nom XX,", ("XX Nom XX",)),
        ("Prix : XX €", ("XX",)),
        # Places that an author marked by hand, as A-CO-21 spells them.
        ("XXX à compléter XXX et XX date XX", ("XXX à compléter XXX", "XX date XX")),
        ("Taille XXL, XXe siècle, X", ()),
    ],
)
def test_a_co_21_places_left_to_fill_in_by_hand_are_found(text: str, found: tuple[str, ...]) -> None:
    assert markers(text) == found


@given(st.text())
def test_any_text_is_read_or_refused_and_literals_keep_their_text(text: str) -> None:
    faults = check(text)
    if not faults:
        pieces = parse(text)
        assert "".join(p if isinstance(p, str) else p.written for p in pieces) == text


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_a_value_never_leaves_its_line(value: str) -> None:
    line = one_line(value)
    assert len(line.splitlines()) <= 1
    line.encode("utf-8")
