"""Whatever happens, in whatever order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.voice.dialogue.playing import paul

from filon.voice.dialogue.brief import (
    Act,
    Event,
    FallSilent,
    HangUp,
    OnHold,
    Opened,
    Say,
    TheyBegan,
    TheySaid,
    Tick,
    WeSaid,
)
from filon.voice.dialogue.findings import Finding, Verdict
from filon.voice.dialogue.hinting import MOST_PHRASES
from filon.voice.dialogue.machine import Dialogue
from filon.voice.dialogue.meanings import Intent
from filon.voice.dialogue.pace import LAST_WORDS_S, LONGEST_S, MOST_SENTENCES, TELLINGS
from filon.voice.dialogue.script import languages, script
from filon.voice.speech.transcript import Transcript

LINES = [
    line.format(other="Claire Fontaine", person="Paul Martin", company="Axonia", title="gérante")
    for heard in script("fr").heard.values()
    for line in heard.says
]
CHANGES = [
    "il a été remplacé par Claire Fontaine",
    "c'est madame Fontaine",
    "claire point fontaine arobase axonia point example",
    "le zéro un quatre vingt dix neuf zéro zéro douze trente quatre",
    "elle est directrice générale maintenant",
    "oui",
    "non",
]
WORDS = st.sampled_from(CHANGES) | st.sampled_from(LINES) | st.text(max_size=60)
GAP = st.floats(0, 12)
KINDS = ("said", "began", "we said", "cut", "music", "no music", "tick", "opened")
HAPPENINGS = st.lists(st.tuples(st.sampled_from(KINDS), GAP, WORDS, st.floats(0, 1)), max_size=60)
TALK = st.lists(st.tuples(st.floats(0.5, 4), WORDS, st.floats(0.1, 1)), min_size=3, max_size=25)
"""What they say, each after our sentence."""


def event(kind: str, at: float, words: str, confidence: float) -> Event:
    return {
        "said": TheySaid(at, max(0.0, at - 1.5), max(0.0, at - 0.5), Transcript(words, confidence)),
        "began": TheyBegan(at, at - 0.5),
        "we said": WeSaid(at),
        "cut": WeSaid(at, whole=False),
        "music": OnHold(at, begun=True),
        "no music": OnHold(at, begun=False),
        "tick": Tick(at),
        "opened": Opened(at),
    }[kind]


def happen(dialogue: Dialogue, happenings: list[tuple[str, float, str, float]]) -> list[tuple[Event, tuple[Act, ...]]]:
    at, done = 0.0, []
    for kind, gap, words, confidence in [("opened", 0.0, "", 0.0), *happenings]:
        at += gap
        each = event(kind, at, words, confidence)
        done.append((each, dialogue.on(each)))
    return done


@settings(max_examples=150)
@given(HAPPENINGS)
def test_nothing_is_said_before_the_disclosure_was_whole(happenings: list[tuple[str, float, str, float]]) -> None:
    dialogue = Dialogue(paul())
    disclosure = script("fr").sentence("disclosure", caller="Durand Conseil")
    whole = False
    for each, acts in happen(dialogue, happenings):
        whole = whole or (isinstance(each, WeSaid) and each.whole)
        told = [act.text for act in acts if isinstance(act, Say)]
        assert whole or all(text == disclosure for text in told)
        assert whole or FallSilent() not in acts


@settings(max_examples=150)
@given(HAPPENINGS)
def test_it_ends_within_its_limits_and_says_nothing_afterwards(
    happenings: list[tuple[str, float, str, float]],
) -> None:
    dialogue = Dialogue(paul())
    done = happen(dialogue, happenings)
    acts = [act for _, each in done for act in each]
    last = done[-1][0].at
    acts += dialogue.on(Tick(last + LONGEST_S))
    acts += dialogue.on(Tick(last + LONGEST_S + LAST_WORDS_S))

    assert dialogue.over
    assert acts.count(HangUp()) == 1
    assert acts[-1] == HangUp()
    assert sum(isinstance(act, Say) for act in acts) <= MOST_SENTENCES + TELLINGS


@settings(max_examples=200)
@given(TALK)
def test_st_97_what_is_modified_has_a_value_and_the_words_that_say_so(talk: list[tuple[float, str, float]]) -> None:
    dialogue = Dialogue(paul())
    said = [("said", gap, words, confidence) for gap, words, confidence in talk]
    happen(
        dialogue, [("we said", 9.0, "", 0.0), *(each for line in said for each in (line, ("we said", 5.0, "", 0.0)))]
    )
    found = dialogue.findings()
    theirs = [turn for turn in found.turns if not turn.ours]
    starts, ends = {turn.start for turn in theirs}, {turn.end for turn in theirs}
    for each in (found.person, found.email, found.phone):
        assert each.verdict is not Verdict.MODIFIED or each.value
        assert each == Finding() or (each.start in starts and each.end in ends)
        assert all(said in " ".join(turn.text for turn in theirs) for said in [each.quote])


@settings(max_examples=100)
@given(HAPPENINGS, st.sampled_from(script("fr").heard[Intent.OBJECTION].says))
def test_an_objection_always_ends_it(happenings: list[tuple[str, float, str, float]], objection: str) -> None:
    dialogue = Dialogue(paul())
    at = sum(gap for _, gap, _, _ in happenings)
    happen(dialogue, happenings)
    if dialogue.over:
        return
    said = [TheySaid(at + 1, at, at + 1, Transcript(objection)), WeSaid(at + 9), WeSaid(at + 18)]
    acts = [act for each in said for act in dialogue.on(each)]

    assert dialogue.over
    assert dialogue.findings().objected
    assert not any(isinstance(act, Say) and "?" in act.text for act in acts)


@settings(max_examples=60)
@given(HAPPENINGS, st.sampled_from(languages()))
def test_hints_are_few_and_fit_a_closed_recogniser(
    happenings: list[tuple[str, float, str, float]], language: str
) -> None:
    dialogue = Dialogue(paul(language, numbers=("0199001234",)))
    happen(dialogue, happenings)
    phrases = dialogue.hints().phrases

    assert 0 < len(phrases) <= MOST_PHRASES
    assert len(set(phrases)) == len(phrases)
    assert not any(sign in phrase for phrase in phrases for sign in "{}?!,.@_«»")
