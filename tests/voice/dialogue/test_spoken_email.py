from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.voice.dialogue import saying
from filon.voice.dialogue.candidates import local_parts
from filon.voice.dialogue.folding import tokens
from filon.voice.dialogue.script import languages, script
from filon.voice.dialogue.snapping import CERTAIN, LIKELY, Known, snapped
from filon.voice.dialogue.spoken_email import find, find_local

JEAN = Known("Jean Dupont", "Acme", "acme.example", "", "fr")
SOMEBODY = Known("", "Other", "", "", "fr")


def heard(text: str, known: Known = JEAN, language: str = "fr") -> str:
    found = find(tokens(text), script(language), known)
    return found.value.text if found else ""


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("jean point dupont arobase acme point example", "jean.dupont@acme.example"),
        ("alors son adresse c'est jean point dupont, arobase, acme, point example voilà", "jean.dupont@acme.example"),
        ("c'est jean.dupont@acme.example", "jean.dupont@acme.example"),
        ("jean tiret dupont arobase acme point fr", "jean-dupont@acme.fr"),
        ("jean tiret du bas dupont arobase acme point fr", "jean_dupont@acme.fr"),
        ("jean le six dupont arobase acme point com", "jean-dupont@acme.com"),
        ("jean le huit dupont arobase acme point com", "jean_dupont@acme.com"),
        ("jean underscore dupont arobase acme point fr", "jean_dupont@acme.fr"),
        ("c'est jdupont tout attaché arobase acme point example", "jdupont@acme.example"),
        ("j dupont arobase acme point example", "jdupont@acme.example"),
        ("d u p o n t arobase acme point example", "dupont@acme.example"),
        ("ji point dupont arobase acme point example", "j.dupont@acme.example"),
        ("j comme julie point dupont arobase acme point example", "j.dupont@acme.example"),
        ("prénom point nom arobase acme point example", "jean.dupont@acme.example"),
        ("l'initiale du prénom puis le nom arobase acme point example", "jdupont@acme.example"),
        ("jean point dupont arobase comme la société point fr", "jean.dupont@acme.fr"),
        ("jean point dupont arobase nom de la société point com", "jean.dupont@acme.com"),
        ("jean point dupond arobase acme point example", "jean.dupont@acme.example"),
        ("jean point dupont chez acme point example", "jean.dupont@acme.example"),
        ("jean point dupont arobase acme", "jean.dupont@acme.example"),
        ("contact arobase acme point example", "contact@acme.example"),
        ("vous pouvez écrire à info arobase acme point example merci", "info@acme.example"),
        ("dupont soixante quinze arobase orange point fr", "dupont75@orange.fr"),
        ("marie deux l e point x arobase acme point example", ""),
        ("non", ""),
        ("arobase", ""),
        ("son adresse a changé", ""),
    ],
)
def test_an_address_as_french_people_say_it(said: str, address: str) -> None:
    found = heard(said)
    assert found == address or (not address and found != "jean.dupont@acme.example")


@pytest.mark.parametrize(
    ("language", "said", "address"),
    [
        ("en", "it's jean dot dupont at acme dot example", "jean.dupont@acme.example"),
        ("en", "jean dash dupont at acme dot com", "jean-dupont@acme.com"),
        ("en", "j underscore dupont at acme dot example", "j_dupont@acme.example"),
        ("en", "first name dot last name at acme dot example", "jean.dupont@acme.example"),
        ("en", "j dupont all one word at acme dot example", "jdupont@acme.example"),
        ("en", "yes it's just jean at acme dot co dot uk", "jean@acme.co.uk"),
        ("es", "es jean punto dupont arroba acme punto example", "jean.dupont@acme.example"),
        ("es", "jean guion bajo dupont arroba acme punto es", "jean_dupont@acme.es"),
        ("es", "jean guión dupont arroba acme punto es", "jean-dupont@acme.es"),
        ("es", "nombre punto apellido arroba acme punto example", "jean.dupont@acme.example"),
        ("es", "pues su correo es jdupont todo junto arroba acme punto example", "jdupont@acme.example"),
    ],
)
def test_an_address_in_english_and_spanish(language: str, said: str, address: str) -> None:
    assert heard(said, language=language) == address


def test_letters_that_were_spelled_are_believed_over_what_is_likely() -> None:
    assert heard("d u p o n d arobase acme point example") == "dupond@acme.example"


def test_only_the_part_before_the_sign_is_enough_when_it_is_likely() -> None:
    known = Known("Jean Dupont", "Acme", "acme.example", "", "fr")
    found = find_local(tokens("jean point dupont"), script("fr"), known)

    assert found is not None
    assert found.value.text == "jean.dupont@acme.example"
    assert find_local(tokens("je ne sais pas"), script("fr"), known) is None
    assert find_local(tokens("jean point dupont"), script("fr"), SOMEBODY) is None


def test_what_was_heard_exactly_is_surer_than_what_resembles() -> None:
    assert snapped("jean.dupont@acme.example", JEAN).confidence == CERTAIN
    assert snapped("jean.dupond@acme.example", JEAN).confidence < LIKELY
    assert snapped("zoe.petit@acme.example", JEAN).text == "zoe.petit@acme.example"


NAMES = st.sampled_from(["Jean Dupont", "Marie-Claire Le Goff", "Élodie Nguyen", "Luc Martin", "Inès Roche-Faure"])


@given(NAMES, st.sampled_from(languages()), st.integers(0, 8))
def test_what_we_say_of_an_address_is_understood_as_that_address(name: str, language: str, pattern: int) -> None:
    known = Known(name, "Acme", "acme-conseil.example", "", language)
    address = f"{local_parts(name)[pattern]}@acme-conseil.example"
    words = script(language)

    assert heard(saying.address(address, words), known, language) == address
    assert heard(saying.address_words(address, words), known, language) == address


@given(st.text(max_size=80), st.sampled_from(languages()))
def test_nothing_that_is_said_breaks_it(text: str, language: str) -> None:
    found = find(tokens(text), script(language), JEAN)
    assert found is None or ("@" in found.value.text and 0 <= found.start < found.end <= len(tokens(text)))


@pytest.mark.parametrize(
    ("language", "address", "said"),
    [
        ("fr", "p.martin@groupe-axonia.fr", "P, point, martin, arobase, groupe, tiret, axonia, point, F R"),
        ("en", "jmd_x@bnp.co.uk", "J M D, underscore, X, at, B N P, dot, co, dot, U K"),
        ("es", "paul@axonia.es", "paul, arroba, axonia, punto, es"),
    ],
)
def test_what_no_voice_can_pronounce_is_spelled(language: str, address: str, said: str) -> None:
    assert saying.address(address, script(language)) == said
