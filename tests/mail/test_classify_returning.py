"""The day of return, in the words of seven languages (OL-36); every mail here is of Monday 23 November 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mail.corpus.build import plain

from filon.mail.classify import Kind, classify
from filon.mail.classify.returning import return_date

MONDAY = date(2026, 11, 23)
SAID = {
    "Je suis absente jusqu'au vendredi 4 décembre.": "2026-12-04",
    "Je suis absent jusqu'au 4 décembre inclus.": "2026-12-05",
    "Absent du 23 au 27 novembre 2026.": "2026-11-27",
    "En congés du 21/12/2026 au 03/01/2027, de retour le 4 janvier.": "2027-01-04",
    "Je serai de retour lundi.": "2026-11-30",
    "Fermeture annuelle du 1er au 23 août": "2027-08-23",
    "Back on Monday, 7 December.": "2026-12-07",
    "I am out of the office until December 1st, 2026.": "2026-12-01",
    "Away from 24 Nov through 2 Dec; I return on Thursday 3 Dec.": "2026-12-03",
    "I will be back tomorrow.": "2026-11-24",
    "Volveré el 9 de diciembre.": "2026-12-09",
    "Estaré fuera de la oficina hasta el 30/11/2026.": "2026-11-30",
    "Ich bin ab dem 14.12. wieder erreichbar.": "2026-12-14",
    "Ich bin bis einschließlich 4. Dezember nicht im Büro.": "2026-12-05",
    "Sarò assente fino al 2 dicembre.": "2026-12-02",
    "Estarei ausente até 5 de dezembro.": "2026-12-05",
    "Ik ben afwezig tot en met 4 december.": "2026-12-05",
    "Ik ben weer aanwezig op maandag 7 december.": "2026-12-07",
    "Absent. Pour toute urgence appelez le 01 99 00 12 12.": None,
    "Merci de votre message du 12/11/2026.": None,
    "Je reviens en janvier.": None,
}


@pytest.mark.parametrize("said", SAID)
def test_ol_36_the_day_of_return_is_read(said: str) -> None:
    found = return_date(said, sent=MONDAY)

    assert (found.isoformat() if found else None) == SAID[said]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 300))
def test_a_day_without_a_year_is_the_next_one(sent: date, days: int) -> None:
    back = sent + timedelta(days=days)

    found = return_date(f"Je suis de retour le {back.day:02}/{back.month:02}.", sent=sent)

    assert found == back


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d-%m-%Y"]))
def test_a_full_date_is_read_day_first(back: date, shape: str) -> None:
    sent = back - timedelta(days=10)

    assert return_date(f"Absent jusqu'au {back.strftime(shape)}", sent=sent) == back


def test_an_american_date_is_read_when_nothing_else_makes_sense() -> None:
    assert return_date("I am away until 12/21/2026.", sent=MONDAY) == date(2026, 12, 21)


def test_english_from_an_american_clock_puts_the_month_first() -> None:
    words = "I will be out of the office until 12/01."
    there = plain(words, Auto_Submitted="auto-replied", Date="Mon, 23 Nov 2026 10:12:31 -0500")
    here = plain(words, Auto_Submitted="auto-replied")

    assert classify(there).return_on == date(2026, 12, 1)
    assert classify(here).return_on == date(2027, 1, 12)


def test_only_an_automatic_answer_has_a_day_of_return() -> None:
    person = classify(
        plain("Je suis en déplacement, rappelez-moi à mon retour le 4 décembre ?", In_Reply_To="<a@b.example>")
    )
    machine = classify(plain("De retour le 4 décembre.", Auto_Submitted="auto-replied"))

    assert (person.kind, person.return_on) == (Kind.HUMAN, None)
    assert (machine.kind, machine.return_on) == (Kind.AUTO_REPLY, date(2026, 12, 4))


def test_now_stands_in_for_a_date_that_says_nothing() -> None:
    mail = plain("De retour le 4 décembre.", Auto_Submitted="auto-replied", Date="one of these days")

    assert classify(mail, now=datetime(2031, 5, 2, tzinfo=UTC)).return_on == date(2031, 12, 4)
