"""What Full keeps of people is kept as long as it serves, and forgotten with them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from tests.calls.full.test_applying import meanwhile
from tests.calls.full.test_qualifying import JEANNE, MONDAY, placed
from tests.factories import make_company, make_contact, make_extract, make_full_campaign, make_person, make_qualified

from filon.calls.claim import Claimant, claim
from filon.calls.erasing import forget_calls
from filon.calls.full.models import Extract, Qualification
from filon.calls.models import Attempt, Prospect
from filon.calls.operations.attempts import Finished, finish_attempt
from filon.calls.operations.campaigns import delete, finish_campaigns
from filon.calls.outcome import End
from filon.calls.recordings import erase_old
from filon.crm.operations import erase_contact
from filon.voice.causes import Outcome as Cause

pytestmark = pytest.mark.django_db
FORGOTTEN = ("", "", "", "", [], {})
CLAIRE = {
    "person": "modified",
    "new_first_name": "Claire",
    "new_last_name": "Martin",
    "email": "modified",
    "new_email": "claire@exemple.example",
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def heard(*, contact=None):
    """A row at which somebody was spoken to, with the sound of one field."""
    row = make_qualified(make_person(make_full_campaign(), contact=contact), extracts=["person"], **CLAIRE)
    Qualification.objects.filter(row=row).update(turns=[{"text": "Claire Martin"}], comment="Rappeler Claire")
    file = Path(configured.MEDIA_ROOT) / row.extracts.get().audio
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"RIFF")
    return row, file


def words(row):
    said = Qualification.objects.get(row=row)
    return said.new_first_name, said.new_last_name, said.new_email, said.comment, said.turns, said.applied


def test_extracts_are_erased_as_recordings_are(workspace, clock):
    old, file = heard()
    young, kept = heard()
    Extract.objects.filter(row=old).update(created_at=clock.now() - timedelta(days=31))
    assert erase_old(now=clock.now()) == 1
    assert (file.exists(), kept.exists()) == (False, True)
    erased = old.extracts.get()
    assert (erased.audio, erased.erased_at, erased.quote) == ("", clock.now(), "…")
    assert young.extracts.get().audio


def test_the_words_of_a_conversation_go_when_recordings_do_and_what_it_came_to_stays(workspace, clock):
    old, _file = heard()
    young, _kept = heard()
    Qualification.objects.filter(row=old).update(created_at=clock.now() - timedelta(days=31))
    assert erase_old(now=clock.now()) == 1
    gone, kept = (Qualification.objects.get(row=row) for row in (old, young))
    assert (gone.turns, gone.new_last_name, gone.comment) == ([], "Martin", "Rappeler Claire")
    assert kept.turns
    assert erase_old(now=clock.now()) == 0


def test_a_deleted_campaign_takes_its_extracts_along(workspace, clock, django_capture_on_commit_callbacks):
    row, file = heard()
    with django_capture_on_commit_callbacks(execute=True):
        delete(row.campaign_id, now=clock.now())
    assert not file.exists()


def test_whoever_is_forgotten_is_in_no_row_nor_in_what_was_said_of_it(
    workspace, clock, django_capture_on_commit_callbacks
):
    contact = make_contact()
    row, file = heard(contact=contact)
    other, other_file = heard()
    with django_capture_on_commit_callbacks(execute=True):
        erase_contact(contact.id, now=clock.now())
    was = row.status
    row.refresh_from_db()
    assert (row.first_name, row.last_name, row.email, row.person_key, row.status) == ("", "", "", "", was)
    assert words(row) == FORGOTTEN
    assert (row.extracts.get().quote, row.extracts.get().audio, file.exists()) == ("", "", False)
    assert words(other) != FORGOTTEN
    assert other_file.exists()


def test_whoever_was_named_at_somebody_else_s_number_is_forgotten_there_too(workspace, clock):
    row, _file = heard()
    named = make_contact(first_name="Claire", last_name="Martin", email=CLAIRE["new_email"])
    erase_contact(named.id, now=clock.now())
    row.refresh_from_db()
    assert words(row) == FORGOTTEN
    assert row.last_name.startswith("Essai")


def test_whose_direct_number_was_told_at_somebody_else_s_is_forgotten_there_too(workspace, clock):
    row, _file = heard()
    Qualification.objects.filter(row=row).update(new_email="", new_phone="+33639980001")
    named = make_contact(first_name="Claire", last_name="Martin", phone="+33639980001")
    erase_contact(named.id, now=clock.now())
    assert words(row) == FORGOTTEN


def test_a_row_that_no_card_was_linked_to_goes_with_its_person_and_not_with_a_namesake(workspace, clock):
    acme, other = make_company(name="Acme Conseil"), make_company(name="Autre")
    name = {"first_name": "Zoé", "last_name": "Le Goff", "email": ""}
    rows = [
        make_person(make_full_campaign(), company=acme, **name),
        make_person(make_full_campaign(), columns={"company": "ACME conseil"}, **name),
        make_person(make_full_campaign(), company=other, **name),
        make_person(make_full_campaign(), columns={"company": "Autre"}, **name),
    ]
    gone = make_contact(company=acme, first_name="Zoe", last_name="Le Goff", email="")
    erase_contact(gone.id, now=clock.now())
    for row in rows:
        row.refresh_from_db()
    assert [row.last_name for row in rows] == ["", "", "Le Goff", "Le Goff"]


@pytest.mark.parametrize(
    ("colleague", "forgotten"), [(None, True), ("Luc Voisin", True), ("Paul Martin", False), ("Claire Martin", False)]
)
def test_who_was_named_without_an_address_is_forgotten_unless_a_colleague_is_called_so(
    workspace, clock, colleague, forgotten
):
    company = make_company()
    row = make_qualified(make_person(company=company), person="modified", new_last_name="Martin")
    Qualification.objects.update(turns=[{"text": "Non, c’est madame Martin maintenant."}])
    elsewhere = make_qualified(make_person(company=make_company()), person="modified", new_last_name="Martin")
    if colleague:
        first, last = colleague.split()
        make_contact(company=company, first_name=first, last_name=last)
    gone = make_contact(company=company, first_name="Claire", last_name="Martin", email="")
    erase_contact(gone.id, now=clock.now())
    assert (words(row) == FORGOTTEN) is forgotten
    assert words(elsewhere)[1] == "Martin"


@pytest.mark.parametrize("place", ["comment", "turn", "quote"])
def test_whoever_is_spoken_of_at_their_company_is_forgotten_wherever_their_name_stands(workspace, clock, place):
    company = make_company()
    row = make_qualified(make_person(company=company), email="modified", new_email="accueil@acme.example")
    said = Qualification.objects.filter(row=row)
    if place == "quote":
        make_extract(row, "email", quote="demandez Zoé LE GOFF", audio="")
    else:
        told = {"comment": "Passer par Zoé Le Goff"} if place == "comment" else {"turns": [{"text": "zoé le goff"}]}
        said.update(**told)
    gone = make_contact(company=company, first_name="Zoé", last_name="Le Goff", email="")
    erase_contact(gone.id, now=clock.now())
    assert words(row) == FORGOTTEN
    assert not row.extracts.exclude(quote="").exists()


NO_LINE, NOBODY, BROKEN = End("", Cause.CONGESTION), End("", Cause.NO_ANSWER), End(interrupted=True)


@pytest.mark.parametrize("end", [NO_LINE, NOBODY, BROKEN])
def test_a_row_that_was_forgotten_in_mid_call_is_called_no_more_and_its_campaign_ends(workspace, end):
    (placing,) = placed()
    erase_contact(make_contact(email=JEANNE.email).id, now=MONDAY)
    assert finish_attempt(Finished(attempt_id=placing.attempt_id, end=end, ended_s=5), holder="d1", now=MONDAY)
    row = Prospect.objects.get()
    assert (row.state, [reason["code"] for reason in row.last_reasons]) == ("refused", ["contact_erased"])
    tomorrow = MONDAY + timedelta(days=1)
    assert claim(placing.trunk_id, Claimant("d2", 100, tomorrow, tomorrow)) == []
    assert finish_campaigns(now=tomorrow) == 1


@pytest.mark.django_db(transaction=True)
def test_a_call_that_ends_while_its_person_is_forgotten_writes_nothing_of_them_back(workspace):
    (placing,) = placed()
    gone = make_contact(email=JEANNE.email)
    over = Finished(attempt_id=placing.attempt_id, end=NOBODY, ended_s=30)
    meanwhile(
        workspace,
        lambda: erase_contact(gone.id, now=MONDAY),
        lambda: finish_attempt(over, holder="d1", now=MONDAY),
    )
    row = Prospect.objects.get()
    assert (row.phone, row.first_name, row.last_name, row.email, row.state) == ("", "", "", "", "refused")


def test_what_is_said_in_a_call_that_was_up_meanwhile_is_wiped_once_it_is_over(workspace, clock):
    contact = make_contact()
    row, _file = heard(contact=contact)
    Attempt.objects.update(state="up")
    said = Qualification.objects.get()
    erase_contact(contact.id, now=clock.now())
    said.save()
    assert words(row) != FORGOTTEN
    Attempt.objects.update(state="over")
    assert forget_calls() == 1
    assert words(row) == FORGOTTEN
    assert Prospect.objects.get().phone == ""
