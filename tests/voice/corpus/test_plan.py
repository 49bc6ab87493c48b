"""Training and test share nothing, and a seed always gives the same clips."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from tests.voice.listen.sounds import RATE

from filon.voice.corpus import sentences
from filon.voice.corpus.draw import Sentences
from filon.voice.corpus.parts import Line, Plan, Quiet, Tone
from filon.voice.corpus.plan import SITUATIONS, plans
from filon.voice.corpus.render import TELLING_S, render
from filon.voice.corpus.sentences import LANGUAGES, bank, compose
from filon.voice.corpus.speak import SENTENCE
from filon.voice.corpus.voices import LATE, SPEAKERS, broad_voices, drawn_voices, late_voices, voices, wide_voices

HALVES: tuple[tuple[int, Sentences], ...] = (
    (92, "third"),
    (112, "fourth"),
    (142, "fifth"),
    (152, "sixth"),
    (172, "seventh"),
)
"""Seeds of the test clips of sentences of their own."""


def words(part: str) -> str:
    return " ".join(part.lower().split()).strip(" .!?¿¡")


def test_no_voice_is_shared_between_training_and_test() -> None:
    train, test = (
        {said.voice.speaker for plan in plans(seed=3, size=900, split=split) for said in plan.said()}
        for split in ("train", "test")
    )

    assert len(train) > 30
    assert len(test) > 15
    assert not train & test


def test_no_sentence_is_shared_between_training_and_test() -> None:
    train, test = (
        {words(said.text) for plan in plans(seed=3, size=900, split=split) for said in plan.said()}
        for split in ("train", "test")
    )

    assert len(test) > 300
    assert not train & test


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_template_name_or_company_is_written_in_both_halves(language: str) -> None:
    halves = bank(language)

    assert halves["train"].keys() == halves["test"].keys()
    for key in halves["train"]:
        train, test = ({words(str(each)) for each in halves[split][key]} for split in ("train", "test"))
        assert not train & test, key


def test_composed_sentences_share_nothing_with_the_test() -> None:
    made = list(plans(seed=41, size=2400, split="train", told="grammar"))
    test = {words(said.text) for plan in plans(seed=3, size=900, split="test") for said in plan.said()}
    templates = {words(str(each)) for lang in LANGUAGES for row in bank(lang)["test"].values() for each in row}

    said = {words(said.text) for plan in made for said in plan.said()}
    assert len(said) > 3000
    assert not said & (test | templates)
    assert not {words(said.template) for plan in made for said in plan.said()} & templates


@pytest.mark.parametrize(
    "half", [sentences.third, sentences.fourth, sentences.fifth, sentences.sixth, sentences.seventh]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_further_half_shares_no_template_name_or_company_with_what_was_learned_nor_with_another(
    language: str, half: Callable[[str], dict[str, Any]]
) -> None:
    own, fresh = bank(language), half(language)
    others = [
        *own.values(),
        sentences.drawn(language),
        sentences.wide(language),
        sentences.broad(language),
        sentences.ample(language),
        *(
            each(language)
            for each in (sentences.third, sentences.fourth, sentences.fifth, sentences.sixth, sentences.seventh)
            if each is not half
        ),
    ]

    assert fresh.keys() == own["test"].keys()
    for key, made in fresh.items():
        known = {words(str(each)) for source in others for each in source[key]}
        assert not {words(str(each)) for each in made} & known, key


@pytest.mark.parametrize(
    ("seed", "size", "told"), [(101, 4000, "drawn"), (131, 5000, "wide"), (161, 5000, "broad"), (181, 4000, "ample")]
)
def test_sentences_of_drawn_speakers_share_nothing_with_the_tests_but_greetings_of_two_words(
    seed: int, size: int, told: Sentences
) -> None:
    def said(made: Iterator[Plan]) -> set[str]:
        every = {words(each) for plan in made for said in plan.said() for each in SENTENCE.split(said.text)}
        return {each for each in every if len(each.split()) > 2}

    learned = said(plans(seed=seed, size=size, split="train", told=told))
    written = {words(str(each)) for lang in LANGUAGES for row in bank(lang)["test"].values() for each in row}
    assert len(learned) > 5000
    assert not learned & (written | said(plans(seed=22, size=484, split="test")))
    for own, half in HALVES:
        assert not learned & said(plans(seed=own, size=450, split="test", told=half))


def test_drawn_speakers_and_those_of_the_late_halves_are_nobody_else() -> None:
    for language in LANGUAGES:
        drawn, wider, broader = (
            {voice.speaker for voice in each(language)} for each in (drawn_voices, wide_voices, broad_voices)
        )
        fourth, fifth, sixth, seventh = ({voice.speaker for voice in late_voices(half, language)} for half in LATE)
        known = {voice.speaker for split in SPEAKERS for voice in voices(split, language)}

        late = fourth | fifth | sixth | seventh
        assert not drawn & (wider | known | late)
        assert not wider & (known | late)
        assert not broader & (drawn | wider | known | late)
        assert not late & {voice.speaker for voice in voices("train", language)}
        assert len(fifth - fourth) == len(LATE["fifth"])
        assert len(sixth - fourth - fifth) == len(LATE["sixth"])
        assert len(seventh - fourth - fifth - sixth) == len(LATE["seventh"])


@pytest.mark.parametrize(
    "made_of", [sentences.composed, sentences.drawn, sentences.wide, sentences.broad, sentences.ample]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_composes_to_a_sentence_without_pieces(
    language: str, made_of: Callable[[str], dict[str, Any]]
) -> None:
    rng, among = np.random.default_rng(1), made_of(language)

    for key, patterns in among.items():
        for pattern in patterns if key != "ivr" else [phrase for menu in patterns for phrase in menu]:
            text = compose(pattern, among=among, rng=rng)
            assert "<" not in text
            assert " ." not in text


def test_the_voices_of_a_language_are_disjoint() -> None:
    for language in LANGUAGES:
        train, test = ({voice.speaker for voice in voices(split, language)} for split in ("train", "test"))
        assert not train & test


def test_a_seed_gives_the_same_plans_and_another_seed_others() -> None:
    first, again, other = (list(plans(seed=seed, size=60, split="train")) for seed in (5, 5, 6))

    assert first == again
    assert first != other
    assert len(first) == 60


def test_every_situation_is_in_a_corpus_of_a_few_hundred() -> None:
    assert {plan.kind for plan in plans(seed=8, size=300, split="test")} == {each.kind for each in SITUATIONS}


def test_the_same_plan_is_the_same_sound() -> None:
    line = Line(noise="office", snr=20, codec="gsm", loss=0.03, gate=True)
    parts = (Quiet(0.5), Tone((440.0,), 1.0))
    plan = Plan("a.wav", "busy", "engaged", "fr", "test", 7, 2.0, parts, line)

    first, again = render(plan), render(plan)

    assert len(first.samples) == TELLING_S * RATE
    assert (first.samples == again.samples).all()
    assert np.abs(first.samples).max() > 500
