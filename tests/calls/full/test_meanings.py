"""Every meaning that the dialogue knows has its words."""

from __future__ import annotations

from filon.calls.full.meanings import WORDS, meaning
from filon.voice.dialogue.meanings import Intent

VALUES = {"address", "number"}
"""What a turn is called that gives a value and means nothing else."""


def test_every_intent_has_words_and_no_other_thing() -> None:
    assert set(WORDS) == {intent.value for intent in Intent} | VALUES


def test_what_a_newer_dialogue_understands_is_told_by_its_name() -> None:
    assert (meaning("left"), meaning("likes_us_much")) == ("a quitté la société", "likes us much")
