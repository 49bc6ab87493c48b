from __future__ import annotations

import pytest
from django.utils import translation

from filon.calls.columns import RESULTS
from filon.calls.imports.template import LABELS, MODEL, Field
from filon.kernel.errors import Refused


def test_st_34_a_column_that_the_model_does_not_have_is_named() -> None:
    with pytest.raises(Refused) as no:
        MODEL.fields_of(["Téléphone", "Société", "Effectif"])
    assert no.value.code == "template_not_followed"
    assert "Colonnes inconnues du modèle : Effectif." in no.value.message


def test_st_34_a_file_without_the_column_of_numbers_is_refused() -> None:
    with pytest.raises(Refused) as no:
        MODEL.fields_of(["Société", "Libellé"])
    assert "Colonne manquante : Téléphone." in no.value.message


def test_st_34_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(Refused) as no:
        MODEL.fields_of(["Téléphone", "TELEPHONE"])
    assert "Colonnes en double : Téléphone." in no.value.message


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_a_st_14_the_model_is_read_in_each_language(language: str) -> None:
    with translation.override(language):
        header = [str(label) for label in LABELS.values()]
    assert MODEL.fields_of(header) == list(Field)


def test_st_99_the_results_that_an_export_brings_are_left_aside() -> None:
    header = [*map(str, LABELS.values()), *map(str, RESULTS.values())]
    assert MODEL.fields_of(header) == [*Field, *[None] * len(RESULTS)]
