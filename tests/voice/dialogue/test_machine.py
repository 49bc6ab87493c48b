from __future__ import annotations

import pytest
from tests.voice.dialogue.playing import MUSIC, MUSIC_ENDS, SILENCE, paul, play

from filon.voice.dialogue.findings import Barrier, Reason, Verdict

STILL_HERE = "oui il travaille toujours ici"


def test_st_60_the_person_and_the_address_are_right() -> None:
    found = play(paul(), [STILL_HERE, "oui c'est la bonne adresse"]).dialogue.findings()

    assert (found.person.verdict, found.email.verdict) == (Verdict.VALIDATED, Verdict.VALIDATED)
    assert found.person.quote == STILL_HERE
    assert found.barrier is Barrier.NONE


def test_the_disclosure_comes_first_and_says_who_calls() -> None:
    first, second, *_ = play(paul(), [STILL_HERE]).said

    assert "assistant vocal automatique de Durand Conseil" in first
    assert "enregistré par extraits" in first
    assert "Paul Martin" in second


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("non il a quitté la société", Reason.LEFT),
        ("il n'a jamais travaillé ici", Reason.LEFT),
        ("vous êtes au service réservation", Reason.OTHER_SERVICE),
        ("je ne connais pas cette personne", Reason.UNKNOWN),
    ],
)
def test_st_71_why_somebody_is_not_there(line: str, reason: Reason) -> None:
    found = play(paul(), [line, "je ne sais pas", "non désolée"]).dialogue.findings()

    assert (found.person.verdict, found.person.reason) == (Verdict.INVALIDATED, reason)


def test_st_66_somebody_else_with_an_address_both_said_back() -> None:
    played = play(
        paul(),
        ["il a été remplacé par Claire Fontaine", "oui", "claire point fontaine arobase axonia point example", "oui"],
    )
    found = played.dialogue.findings()

    assert (found.person.verdict, found.person.value) == (Verdict.MODIFIED, "Claire Fontaine")
    assert (found.email.verdict, found.email.value) == (Verdict.MODIFIED, "claire.fontaine@axonia.example")
    assert not found.person.doubt
    assert not found.email.doubt
    assert any("claire, point, fontaine" in said for said in played.said)


def test_st_62_no_address_is_given() -> None:
    lines = [STILL_HERE, "nous ne communiquons pas les adresses"]
    found = play(paul(email=""), lines).dialogue.findings()

    assert (found.email.verdict, found.email.reason) == (Verdict.INVALIDATED, Reason.REFUSED)


def test_st_62_an_address_that_nobody_confirms_is_not_wrong() -> None:
    found = play(paul(), [STILL_HERE, "nous ne communiquons pas les adresses"]).dialogue.findings()

    assert found.email.verdict is Verdict.UNTOUCHED
    assert "refused_email" in found.advice


def test_st_77_not_allowed_to_tell() -> None:
    found = play(paul(), ["je ne suis pas habilitée à vous répondre"]).dialogue.findings()

    assert found.barrier is Barrier.NOT_ALLOWED
    assert found.person.verdict is Verdict.UNTOUCHED


def test_st_76_a_line_on_which_nothing_is_understood() -> None:
    found = play(paul(), ["crrr", "", "pfff"]).dialogue.findings()

    assert found.barrier is Barrier.HUMAN


def test_no_more_calls_ends_it_with_an_excuse() -> None:
    played = play(paul(), ["ne nous appelez plus"])

    assert played.dialogue.findings().objected
    assert "Vous ne serez plus appelé" in played.said[-1]
    assert len(played.said) == 3


def test_a_new_voice_after_the_music_is_told_who_calls() -> None:
    played = play(paul(), ["ne quittez pas", MUSIC, MUSIC_ENDS, "allô oui", STILL_HERE, "oui c'est ça"])

    assert "assistant vocal automatique de Durand Conseil" in played.said[2]
    assert played.dialogue.findings().email.verdict is Verdict.VALIDATED


def test_a_st_12_the_person_comes_to_the_telephone() -> None:
    played = play(paul(), ["je vous le passe", MUSIC, MUSIC_ENDS, "allô", "oui c'est moi", "oui exactement"])

    assert played.dialogue.findings().put_through
    assert any("Votre adresse" in said for said in played.said)


def test_silence_is_asked_into_twice_then_thanked() -> None:
    said = play(paul(), [SILENCE, SILENCE, SILENCE]).said

    assert [sentence.startswith(("Vous m’entendez", "Êtes-vous")) for sentence in said[2:4]] == [True, True]
    assert said[4].startswith("Je vous remercie")


def test_a_st_4_an_address_of_somebody_of_whom_nothing_is_known() -> None:
    lines = ["je ne sais pas", "son adresse c'est p point martin arobase axonia point example", "oui"]
    found = play(paul(), lines).dialogue.findings()

    assert found.person.verdict is Verdict.AMBIGUOUS
    assert (found.email.verdict, found.email.value) == (Verdict.MODIFIED, "p.martin@axonia.example")


def test_st_68_the_company_s_mailbox_for_somebody_who_left() -> None:
    lines = ["il a quitté la société", "je ne sais pas", "contact arobase axonia point example", "oui"]
    found = play(paul(), lines).dialogue.findings()

    assert found.person.verdict is Verdict.INVALIDATED
    assert found.email.value == "contact@axonia.example"
    assert "generic_email" in found.advice


def test_a_st_25_the_given_address_said_again_is_no_change() -> None:
    again = "c'est paul point martin arobase axonia point example"
    found = play(paul(), [STILL_HERE, again]).dialogue.findings()

    assert (found.email.verdict, found.email.doubt, found.email.quote) == (Verdict.VALIDATED, False, again)


def test_a_st_25_what_only_resembles_the_given_address_keeps_a_doubt() -> None:
    found = play(paul(), [STILL_HERE, "paul point martain arobase axonia point example"]).dialogue.findings()

    assert (found.email.verdict, found.email.doubt) == (Verdict.VALIDATED, True)


def test_a_change_that_nobody_confirms_stays_in_doubt() -> None:
    lines = [STILL_HERE, "non", "zoe point petit arobase autre point example", SILENCE, SILENCE, SILENCE]
    found = play(paul(), lines).dialogue.findings()

    assert (found.email.verdict, found.email.doubt) == (Verdict.MODIFIED, True)


def test_no_address_is_asked_for_when_the_brief_wants_none() -> None:
    said = play(paul(ask_email=False), [STILL_HERE]).said

    assert len(said) == 3
    assert not any("e-mail" in sentence for sentence in said)


def test_a_question_of_theirs_is_answered_before_ours_goes_on() -> None:
    played = play(
        paul(purpose="C’est au sujet du salon d’automne."), ["de la part de qui", "c'est à quel sujet", "oui"]
    )

    assert "de la part de Durand Conseil" in played.said[2]
    assert played.said[3].startswith("C’est au sujet du salon d’automne.")
    assert played.dialogue.findings().advice == ("asked_who", "asked_why")


def test_the_seconds_of_a_finding_are_those_of_its_utterance() -> None:
    found = play(paul(), ["c'est maintenant Claire Fontaine", "oui"]).dialogue.findings()
    turn = next(turn for turn in found.turns if turn.text == "c'est maintenant Claire Fontaine")

    assert (found.person.start, found.person.end, found.person.quote) == (turn.start, turn.end, turn.text)


@pytest.mark.parametrize(
    "breaths",
    [
        ["alors zoe point petit", "arobase axonia point example"],
        ["zoe point", "petit arobase axonia", "point example"],
        ["z o e", "point petit arobase", "axonia point example"],
    ],
)
def test_an_address_is_told_in_several_breaths(breaths: list[str]) -> None:
    found = play(paul(email=""), [STILL_HERE, *breaths, "oui"]).dialogue.findings()
    turns = [turn for turn in found.turns if turn.text in breaths]

    assert (found.email.value, found.email.doubt) == ("zoe.petit@axonia.example", False)
    assert found.email.start == turns[0].start
    assert found.email.end in {turn.end for turn in turns[1:]}


def test_half_an_address_that_does_not_go_on_is_asked_again() -> None:
    played = play(paul(email=""), [STILL_HERE, "zoe point", SILENCE, SILENCE, SILENCE])

    assert played.dialogue.findings().email.verdict is Verdict.UNTOUCHED
    assert sum("adresse e-mail" in said for said in played.said) == 3
