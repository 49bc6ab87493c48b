"""The new text of a mail: what a salesperson reads in the conversation (OL-24)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mail.corpus.build import answer, html, part

from filon.mail.classify import classify
from filon.mail.classify.wording import new_text
from filon.mail.classify.wording.html import html_to_text

ABOVE = "Oui, mardi me convient."
HISTORY = [
    "On Mon, Nov 16, 2026 at 9:00 AM Camille Roux <camille@atelier-nord.example> wrote:\n> Bonjour",
    "Le lun. 16 nov. 2026 à 09:00, Camille Roux <camille@atelier-nord.example> a\nécrit :\n\n> Bonjour",
    "Am 16.11.26 um 09:00 schrieb Camille Roux:\n> Bonjour",
    "El lun, 16 nov 2026 a las 9:00, Camille Roux (<camille@atelier-nord.example>) escribió:\n> Bonjour",
    "Il giorno lun 16 nov 2026 alle ore 09:00 Camille Roux <camille@atelier-nord.example> ha scritto:\n> Bonjour",
    "Op ma 16 nov 2026 om 09:00 schreef Camille Roux <camille@atelier-nord.example>:\n> Bonjour",
    "-----Message d'origine-----\nDe : Camille Roux\nEnvoyé : lundi 16 novembre 2026 09:00\nBonjour",
    "De : Camille <c@atelier-nord.example>\nEnvoyé : lundi 16 novembre 2026\nÀ : Jeanne\nObjet : Fours\n\nBonjour",
    "From: Camille Roux\nSent: Monday, 16 November 2026 09:00\nTo: Jeanne\nSubject: Fours\n\nBonjour",
    "Von: Camille Roux\nGesendet: Montag, 16. November 2026 09:00\nAn: Jeanne\nBetreff: Fours\n\nBonjour",
    "> Message du 16/11/26 09:00\n> De : Camille\n> Bonjour",
    "-- \nJeanne Martin\nFonderie du Sud",
    "Envoyé de mon iPhone",
    "Sent from my Galaxy",
]


@pytest.mark.parametrize("history", HISTORY)
def test_ol_24_what_was_said_before_is_left_out(history: str) -> None:
    assert new_text(f"{ABOVE}\n\n{history}\n") == ABOVE


def test_answers_between_quoted_lines_are_kept() -> None:
    said = "> Mardi ou jeudi ?\n\nJeudi.\n\n> À quelle heure ?\n\n14 h.\n"

    assert new_text(said) == "Jeudi.\n\n14 h."


@pytest.mark.parametrize(
    "said",
    [
        "De : la fonderie\nÀ : vous\n\nEnvoyez le devis.",
        "Vous m'avez écrit :\nc'est noté, merci.",
        "From Monday on we are closed.\nTo be confirmed.",
        "- four\n- creuset\n- moule",
    ],
)
def test_words_that_look_like_history_are_kept(said: str) -> None:
    assert new_text(said) == said


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=400))
def test_the_new_text_of_a_new_text_is_itself_or_less(text: str) -> None:
    once = new_text(text)

    assert len(new_text(once)) <= len(once)


def test_html_becomes_lines_and_loses_what_is_hidden() -> None:
    page = (
        "<html><head><style>p{}</style></head><body><p>Bonjour&nbsp;Camille,</p><div style='display:none'>id 1</div>"
        "<ul><li>un</li><li>deux</li></ul>Jeanne<br>Martin<script>x()</script></body></html>"
    )

    assert html_to_text(page) == "Bonjour Camille,\n\n- un\n- deux\n\nJeanne\nMartin"


def test_the_text_part_speaks_when_there_is_one() -> None:
    assert classify(html("<p>Du HTML</p>", text="Du texte\n")).text == "Du texte"
    assert classify(html("<p>Du HTML</p>")).text == "Du HTML"


@pytest.mark.parametrize(
    ("label", "data"),
    [
        ("iso-8859-1", "Déjà équipé – merci €".encode("cp1252")),
        ("us-ascii", "Déjà équipé – merci €".encode()),
        ("unknown-8bit", "Déjà équipé – merci €".encode("cp1252")),
        ("no-such-charset", "Déjà équipé – merci €".encode()),
        ("utf-16", "Déjà équipé – merci €".encode("utf-16")),
        ("utf-8", "Déjà équipé – merci €".encode("cp1252")),
    ],
)
def test_ol_24_letters_survive_wrong_labels(label: str, data: bytes) -> None:
    raw = b"From: a@b.example\nIn-Reply-To: <q@w.example>\n" + part(data, f"text/plain; charset={label}")

    assert classify(raw).text == "Déjà équipé – merci €"


def test_asian_charsets_are_read() -> None:
    for charset, said in (("gb2312", "你好,谢谢"), ("iso-2022-jp", "承知しました"), ("euc-kr", "감사합니다")):
        assert classify(answer(said, charset=charset, cte="base64")).text == said
