"""Requests to be left alone that no phrase says: words to concepts, concepts to points, and what was learnt."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mail.corpus import CASES
from tests.mail.corpus.learn import digest, examples, learn

from filon.mail.classify import intent
from filon.mail.classify.intent import resemblance, weigh
from filon.mail.classify.intent.concepts import LETTERS, clauses, tagged
from filon.mail.classify.intent.learnt import WEIGHTS
from filon.mail.classify.intent.rules import RULES
from filon.mail.classify.intent.spelling import near, squeezed


def test_the_weights_are_those_of_this_corpus() -> None:
    kept = json.loads(files(intent).joinpath(WEIGHTS).read_text(encoding="utf-8"))
    known = examples(CASES)

    assert kept["learnt_from"] == digest(known), "learn them again: python -m tests.mail.corpus.learn"
    assert kept["weights"] == learn(known)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("ne plus jamais nous solliciter", "no_contact"),
        ("inutile de me reecrire", "needless"),
        ("please purge us from your records", "from_list"),
        ("vos relances sont penibles", "complaint_of_mail"),
    ],
)
def test_a_rule_says_why(said: str, rule: str) -> None:
    weighed = weigh(said)

    assert weighed.asks
    assert rule in weighed.names


@pytest.mark.parametrize(
    "said",
    [
        "retirez l'option 2 du devis",
        "ne me relancez pas avant mars",
        "n'hesitez pas a me relancer",
        "je ne recois plus vos mails",
        "ne m'ecrivez plus ici, utilisez plutot jm@x.example",
    ],
)
def test_a_quote_a_date_or_another_address_takes_the_sense_away(said: str) -> None:
    assert not weigh(said).asks


@pytest.mark.parametrize("word", ["dezinscription", "desincrire", "desabonement", "desinscirption"])
def test_one_letter_wrong_is_still_heard(word: str) -> None:
    assert weigh(word).asks


def test_two_letters_wrong_are_another_word() -> None:
    assert near(squeezed("desinscrire"), "desinscri")
    assert not near("description", "desinscri")


def test_every_rule_speaks_of_concepts_that_exist() -> None:
    letters = set("".join(LETTERS.values())) | {"@"}
    used = {letter for rule in RULES for shape in rule.shapes for letter in shape if letter.isalpha()}

    assert used <= letters
    assert all(len(shape) > 0 and set(rule.unless) <= letters for rule in RULES for shape in rule.shapes)


def test_a_title_does_not_end_a_clause() -> None:
    assert clauses("retirez m. roy de la liste. merci") == ["retirez m. roy de la liste.", "merci"]


@given(st.text(max_size=300))
def test_any_text_is_weighed(text: str) -> None:
    assert 0 <= len(tagged(text)) <= 60 * 9
    assert weigh(text).points <= sum(rule.points for rule in RULES) + 2
    assert abs(resemblance(text)) < 100
