"""Answers of the API that are not what they should be: each row is read or named, never both, and nothing breaks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.directory.sirene.rows import OTHER, SIREN, answer, unit

from filon.directory.public.models import Unit
from filon.directory.sirene import answers
from filon.directory.sirene.answers import LONGEST_TEXT, Misshapen, flattened
from filon.directory.sirene.importing import import_file
from filon.directory.sirene.kinds import ESTABLISHMENTS, UNITS
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused

DEEP = 100_000
WRONG: list[tuple[object, str]] = [
    ([], "units : un objet est attendu"),
    ("text", "units : un objet est attendu"),
    (unit(periodesUniteLegale={"dateFin": None}), "periodesUniteLegale : une liste est attendue"),
    (unit(periodesUniteLegale=["2026"]), "periodesUniteLegale : un objet est attendu"),
    (unit(denominationUniteLegale=["FONDERIE"]), "denominationUniteLegale : un texte"),
    (unit(denominationUniteLegale={"nom": "FONDERIE"}), "denominationUniteLegale : un texte"),
    (unit(denominationUniteLegale="A" * (LONGEST_TEXT + 1)), "denominationUniteLegale : un texte"),
    (unit(denominationUniteLegale="FON\0DERIE"), "denominationUniteLegale : un caractère"),
    (unit(denominationUniteLegale="FON\ud800"), "denominationUniteLegale : un caractère"),
    (unit(anneeEffectifsUniteLegale=[2026]), "anneeEffectifsUniteLegale : un texte"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("member", "said"), WRONG)
def test_a_row_of_another_form_is_named_and_the_rest_is_kept(
    tmp_path: Path, clock: VirtualClock, member: object, said: str
) -> None:
    path = answer(tmp_path / "today.json", unitesLegales=[unit(), member, unit(siren=OTHER)])
    counts = import_file(path, clock=clock)
    assert (counts.new, counts.rejected) == (2, 1)
    assert [fault for fault in counts.faults if "ligne 2" in fault and said in fault]
    assert set(Unit.objects.values_list("siren", flat=True)) == {SIREN, OTHER}


@pytest.mark.django_db
def test_a_row_nested_without_end_is_named_and_the_rest_is_kept(tmp_path: Path, clock: VirtualClock) -> None:
    deep = json.dumps(unit(siren=OTHER, denominationUniteLegale="HERE")).replace('"HERE"', "[" * DEEP + "]" * DEEP)
    path = tmp_path / "today.json"
    path.write_text(f'{{"unitesLegales": [{json.dumps(unit())}, {deep}]}}')
    counts = import_file(path, clock=clock)
    assert (counts.new, counts.rejected) == (1, 1)
    assert "denominationUniteLegale" in counts.faults[0]


def test_what_comes_after_a_line_nested_without_end_is_read(tmp_path: Path) -> None:
    path = tmp_path / "today.jsonl"
    deep = "[" * DEEP + "]" * DEEP
    path.write_text(f'{{"x": [{deep}, {deep}]}}\n' + json.dumps({"unitesLegales": [unit()]}))
    assert [row["siren"] for row in answers.rows(path)] == [SIREN]


def test_numbers_keep_the_digits_they_were_written_with(tmp_path: Path) -> None:
    path = tmp_path / "today.json"
    path.write_text(f'{{"unitesLegales": [{{"siren": 123456789, "anneeEffectifsUniteLegale": {"9" * 900}}}]}}')
    row = next(answers.rows(path))
    assert (row["siren"], row["anneeEffectifsUniteLegale"]) == ("123456789", "9" * 900)


@pytest.mark.parametrize("content", ["[" * DEEP, "[[], " * DEEP, "{", b"\xff\xfe", '{"unitesLegales": [' + "9" * 5])
def test_what_is_no_json_at_all_is_refused(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "today.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(Refused) as no:
        answers.about(path)
    assert no.value.code == "not_json"


_values = st.recursive(
    st.none() | st.booleans() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*UNITS.read, *ESTABLISHMENTS.read]), inner),
    max_leaves=8,
)
_members = _values | st.dictionaries(
    st.sampled_from([*UNITS.read, "periodesUniteLegale", "periodesEtablissement", "adresseEtablissement"]), _values
)


@given(member=_members, kind=st.sampled_from([UNITS, ESTABLISHMENTS]))
def test_anything_is_laid_flat_as_writable_texts_or_named(member: Any, kind: Any) -> None:
    try:
        flat = flattened(member, kind)
    except Misshapen:
        assert answers.fault(member, 1, kind=kind)
        return
    assert tuple(flat) == kind.read
    assert all("\0" not in text and text.encode() is not None for text in flat.values())
    assert not answers.fault(member, 1, kind=kind)
