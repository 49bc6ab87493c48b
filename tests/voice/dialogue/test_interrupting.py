"""Both speak at once, or neither."""

from __future__ import annotations

from tests.voice.dialogue.playing import paul

from filon.voice.dialogue.brief import FallSilent, HangUp, OnHold, Opened, Say, TheyBegan, TheySaid, Tick, WeSaid
from filon.voice.dialogue.findings import Verdict
from filon.voice.dialogue.machine import Dialogue
from filon.voice.dialogue.pace import HOLD_S, PATIENCE_S, THINKING_S
from filon.voice.speech.transcript import Transcript


def said(at: float, text: str) -> TheySaid:
    return TheySaid(at, at - 1.5, at - 0.5, Transcript(text, 0.9))


def asking() -> Dialogue:
    """At 10 s, the disclosure was said and the first question begins."""
    dialogue = Dialogue(paul())
    dialogue.on(Opened(1.0))
    dialogue.on(WeSaid(10.0))
    return dialogue


def asked() -> Dialogue:
    """At 15 s, the question was asked."""
    dialogue = asking()
    dialogue.on(WeSaid(15.0))
    return dialogue


def test_the_disclosure_is_not_interrupted() -> None:
    dialogue = Dialogue(paul())
    dialogue.on(Opened(1.0))

    assert dialogue.on(TheyBegan(3.0, 2.0)) == ()
    assert dialogue.on(said(4.0, "oui bonjour")) == ()


def test_a_disclosure_that_was_cut_is_begun_again_once() -> None:
    dialogue = Dialogue(paul())
    (first,) = dialogue.on(Opened(1.0))

    assert dialogue.on(WeSaid(3.0, whole=False)) == (first,)
    assert dialogue.on(WeSaid(5.0, whole=False)) == (HangUp(),)


def test_an_objection_to_the_disclosure_is_answered_at_its_end() -> None:
    dialogue = Dialogue(paul())
    dialogue.on(Opened(1.0))

    assert dialogue.on(said(5.0, "ne nous appelez plus")) == ()
    (act,) = dialogue.on(WeSaid(10.0))
    assert isinstance(act, Say)
    assert "Vous ne serez plus appelé" in act.text
    assert dialogue.on(WeSaid(14.0)) == (HangUp(),)


def test_a_sound_of_less_than_0_4_s_does_not_silence_us() -> None:
    assert asking().on(TheyBegan(11.3, 11.0)) == ()
    assert asking().on(TheyBegan(11.4, 11.0)) == (FallSilent(),)


def test_yes_to_the_first_words_of_a_question_is_no_answer() -> None:
    dialogue = asking()
    dialogue.on(TheyBegan(11.0, 10.5))
    (act,) = dialogue.on(said(12.0, "oui"))

    assert isinstance(act, Say)
    assert "Paul Martin" in act.text
    assert dialogue.findings().person.verdict is Verdict.UNTOUCHED


def test_an_answer_to_the_first_words_is_one_when_it_says_more() -> None:
    dialogue = asking()
    dialogue.on(TheyBegan(12.0, 11.5))
    dialogue.on(said(13.0, "non il a quitté la société"))

    assert dialogue.findings().person.verdict is Verdict.INVALIDATED


def test_a_murmur_while_we_speak_is_not_heard() -> None:
    assert asking().on(said(11.0, "d'accord")) == ()


def test_silence_is_waited_for() -> None:
    dialogue = asked()

    assert dialogue.patience == PATIENCE_S
    assert dialogue.on(Tick(15.0 + PATIENCE_S - 0.1)) == ()
    (act,) = dialogue.on(Tick(15.0 + PATIENCE_S))
    assert isinstance(act, Say)


def test_who_speaks_is_not_asked_again_meanwhile() -> None:
    dialogue = asked()
    dialogue.on(TheyBegan(18.0, 17.5))

    assert dialogue.on(Tick(22.0)) == ()


def test_who_thinks_is_given_time() -> None:
    dialogue = asked()

    assert dialogue.on(said(17.0, "voyons voir")) == ()
    assert dialogue.patience == THINKING_S
    assert dialogue.on(Tick(17.0 + THINKING_S - 0.1)) == ()


def test_music_is_not_talked_to_and_not_waited_for_without_end() -> None:
    dialogue = asked()
    dialogue.on(said(17.0, "ne quittez pas"))
    dialogue.on(OnHold(18.0, begun=True))

    assert dialogue.patience == HOLD_S
    assert dialogue.on(Tick(60.0)) == ()
    assert dialogue.on(Tick(18.0 + HOLD_S)) == (HangUp(),)


def test_who_checks_and_comes_back_is_not_introduced_to_again() -> None:
    dialogue = asked()
    dialogue.on(said(17.0, "attendez je regarde"))
    dialogue.on(said(25.0, "oui"))

    assert dialogue.findings().person.verdict is Verdict.VALIDATED
