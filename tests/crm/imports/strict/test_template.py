from __future__ import annotations

from enum import StrEnum

import pytest

from filon.crm.imports.strict.template import Model
from filon.kernel.errors import Refused


class Field(StrEnum):
    NAME = "name"
    TOWN = "town"


MODEL = Model(labels={Field.NAME: "Nom", Field.TOWN: "Ville"}, mandatory=list(Field), passed_over=["Score"])


def test_columns_are_found_in_any_order_and_case_and_some_are_passed_over() -> None:
    assert MODEL.fields_of(["VILLE", "score", "", "nom"]) == [Field.TOWN, None, None, Field.NAME]


def test_every_fault_of_a_header_is_named_at_once() -> None:
    with pytest.raises(Refused) as no:
        MODEL.fields_of(["Nom", "nom", "Âge"])
    for said in ("Colonnes manquantes : Ville.", "inconnues du modèle : Âge.", "en double : Nom."):
        assert said in no.value.message


def test_the_model_opens_in_a_french_spreadsheet() -> None:
    assert MODEL.csv([["Ana", "Lille"]]).decode() == "\ufeffNom;Ville\r\nAna;Lille\r\n"
