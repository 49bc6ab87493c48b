"""The tables are data that people extend: what every phrase must be for the patterns to mean what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from filon.mail.classify.phrases import LANGUAGES, alternatives, any_language, expression
from filon.mail.classify.wording import folded

CODES = ("fr", "en", "es", "de", "it", "pt", "nl")
NEEDED = (
    "absent absence_subject auto_subject automatic cover left acknowledged removal removal_alone challenge undelivered "
    "undelivered_subject wrote original_message months weekdays back until"
)


def tables(node: object, name: str) -> Iterator[tuple[str, str]]:
    """Every phrase under a table, with the table's name."""
    if isinstance(node, str):
        yield name, node
    elif is_dataclass(node):
        for field in fields(node):
            yield from tables(getattr(node, field.name), field.name)
    else:
        for entry in node.values() if isinstance(node, Mapping) else node:  # type: ignore[attr-defined]  # tuples
            yield from tables(entry, name)


@pytest.mark.parametrize("language", LANGUAGES, ids=CODES)
def test_no_language_lacks_a_table(language: object) -> None:
    assert set(NEEDED.split()) <= {table for table, _ in tables(language, "")}


@pytest.mark.parametrize("language", LANGUAGES, ids=CODES)
def test_phrases_are_written_as_folded_text_is(language: object) -> None:
    wrong = [(table, phrase) for table, phrase in tables(language, "") if not is_folded(re.sub(r"\\.", "", phrase))]

    assert wrong == []


def is_folded(letters: str) -> bool:
    return letters == letters.lower() and re.sub("[€£©]", "", letters).isascii() and "  " not in letters


@pytest.mark.parametrize("language", LANGUAGES, ids=CODES)
def test_every_phrase_says_something_and_captures_nothing(language: object) -> None:
    patterns = [re.compile(expression(phrase)) for _, phrase in tables(language, "")]

    assert [pattern.pattern for pattern in patterns if pattern.groups] == []
    assert [pattern.pattern for pattern in patterns if pattern.fullmatch("") or pattern.fullmatch(" ")] == []


def test_gaps_stand_for_words_between() -> None:
    pattern = re.compile(expression("took <2> home"))

    assert pattern.fullmatch("took home")
    assert pattern.fullmatch("took it home")
    assert pattern.fullmatch("took the cat home")
    assert pattern.fullmatch("took the old cat home") is None


def test_phrases_begin_at_a_word() -> None:
    assert any_language("removal_alone").search("stop")
    assert not any_language("absent").search("presabsent")
    assert "(?:" in alternatives("absent")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("absent", "Je suis ABSENTE jusqu’au 4 décembre"),
        ("absent", "Ich bin vom 1. bis 4. Dezember nicht im Büro"),
        ("removal", "Merci de ne plus me contacter."),
        ("removal", "No me escriban más, por favor"),
        ("undelivered", "Votre message n’a pas pu être remis"),
        ("challenge", "Veuillez confirmer que vous n’êtes pas un robot"),
        ("left", "Mme Martin a quitté l’entreprise"),
    ],
)
def test_ol_36_phrases_are_found_whatever_the_accents_and_quote_marks(table: str, said: str) -> None:
    assert any_language(table).search(folded(said))
