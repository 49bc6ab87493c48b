from __future__ import annotations

import ast
from pathlib import Path

import pytest

from filon.calls.evidence import SENTENCES, moment, sentence
from filon.voice import listen
from filon.voice.listen.evidence import FACTS
from filon.voice.listen.probe import ODDS

SIGNALS = {"fax_answer_tone", "fax_calling_tone", "special_information_tones", "busy_cadence"}
DIRECT = {"beep_after_speech", "first_utterance", "no_speech", "silence_after_speech", "speaks_on", "silence"}
AGAIN = {"repeats_itself", "words_come_back", "nothing_repeats", "tones", "no_tones"}


def test_every_fact_that_the_listener_names_has_a_sentence() -> None:
    named = (
        {name for name, _number in FACTS.values()}
        | SIGNALS
        | DIRECT
        | AGAIN
        | {"only_music", "only_ringback", "only_silence"}
        | {f"probe_{reaction}" for reaction in ODDS}
    )
    assert named == set(SENTENCES)


@pytest.mark.parametrize("name", sorted(SIGNALS))
def test_the_signals_are_those_of_the_listener(name: str) -> None:
    source = (Path(listen.__file__).parent / "classify.py").read_text()
    assert name in {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}


def test_a_fact_is_told_with_its_number_as_the_reader_writes_it() -> None:
    fact = {"name": "silence_after_speech", "value": 2.5, "at": 6.25, "weight": 0.2}
    assert sentence(fact) == "2,5 s de silence après la parole : à nous de parler"
    assert moment(fact) in {"6,2", "6,3"}


def test_a_fact_of_a_newer_listener_is_told_by_its_name() -> None:
    assert sentence({"name": "breath"}) == "Indice « breath »"
    assert moment({"name": "breath"}) == ""
