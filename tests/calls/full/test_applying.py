"""« Mettre à jour la fiche », and back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from tests.factories import (
    MADE_AT,
    make_company,
    make_contact,
    make_full_campaign,
    make_member,
    make_person,
    make_qualified,
)
from tests.outreach.elsewhere import Elsewhere

from filon.calls.full.changes import changes_to_apply
from filon.calls.full.models import Qualification
from filon.calls.models import Prospect
from filon.calls.operations.applying import apply_changes, undo_changes
from filon.calls.operations.applying_many import apply_all
from filon.calls.operations.commenting import write_comment
from filon.crm.models import Contact
from filon.crm.operations import delete_contacts, erase_contact
from filon.crm.states import EmailState
from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.timeline.models import Event

AT = MADE_AT + timedelta(days=3)
OTHER = {"person": "modified", "new_first_name": "Claire", "new_last_name": "Martin"}
NEW_EMAIL = {"email": "modified", "new_email": "j.essai@acme.example"}


def changes(**said):
    row = Prospect(first_name="Jeanne", last_name="Essai", email="jeanne@acme.example", person_key="essai jeanne")
    return changes_to_apply(row, Qualification(**said))


@pytest.mark.parametrize(("first", "last"), [("Jeanne", "Esai"), ("", "Essaie"), ("JEANNE", "Essay")])
def test_a_misspelt_name_is_corrected_on_the_same_card(first, last):
    found = changes(person="modified", new_first_name=first, new_last_name=last)
    assert not found.replaced
    assert found.values["last_name"] == last


@pytest.mark.parametrize(("first", "last"), [("Claire", "Martin"), ("Paul", "Essai"), ("Jeanne", "Durand")])
def test_another_name_is_another_card(first, last):
    found = changes(person="modified", new_first_name=first, new_last_name=last, email="invalidated")
    assert found.replaced
    assert found.values == {"first_name": first, "last_name": last}


def test_of_somebody_unknown_nothing_is_written():
    assert not changes(person="invalidated", person_reason="unknown", **NEW_EMAIL).values


def test_an_address_that_was_refused_stays_and_a_wrong_one_goes():
    assert changes(email="invalidated", email_reason="refused").values == {}
    assert changes(email="invalidated", email_reason="wrong").values == {"email": ""}


def test_an_address_that_cannot_be_one_is_not_written():
    assert changes(email="modified", new_email="claire point martin").values == {}


@pytest.fixture
def jeanne(workspace):
    return make_contact(
        company=make_company(name="Acme"),
        first_name="Jeanne",
        last_name="Essai",
        email="jeanne@acme.example",
        job_title="DAF",
        note="À rappeler",
    )


def called(contact, **said):
    person = make_person(
        make_full_campaign(),
        first_name="Jeanne",
        last_name="Essai",
        email="jeanne@acme.example",
        contact=contact,
        company=contact.company if contact else make_company(name="Acme"),
        columns={"company": "Acme"},
    )
    return make_qualified(person, **said)


def apply(row, **options):
    return apply_changes(row.id, **{"version": 0, "now": AT, **options})


def card(contact):
    contact.refresh_from_db()
    return contact.first_name, contact.last_name, contact.job_title, contact.email, contact.phone, contact.note


@pytest.mark.django_db
def test_modified_values_are_written_told_of_and_taken_back(jeanne):
    before = card(jeanne)
    row = called(
        jeanne, person="modified", new_job_title="Directrice", **NEW_EMAIL, new_phone="+33199001234", phone="modified"
    )
    said = apply(row)
    assert card(jeanne) == ("Jeanne", "Essai", "Directrice", "j.essai@acme.example", "+33199001234", "À rappeler")
    assert (said.applied_at, said.version) == (AT, 1)
    event = Event.objects.get(kind="calls.changes_applied")
    assert (event.contact_id, event.data["fields"]) == (jeanne.id, ["email", "job_title", "phone"])
    undo_changes(row.id, version=1, now=AT)
    assert card(jeanne) == before
    assert Qualification.objects.get().applied_at is None
    assert Event.objects.filter(kind="calls.changes_undone").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "state"), [("", EmailState.HARD_BOUNCE), ("jeanne@acme.example", EmailState.WORKING)]
)
def test_what_was_known_of_the_old_address_comes_back_with_it(jeanne, email, state):
    """A card that lost its address to a bounce is found among those again."""
    Contact.objects.update(email=email, email_state=state)
    row = called(jeanne, **NEW_EMAIL)
    apply(row)
    assert Contact.objects.get().email_state == EmailState.UNKNOWN
    undo_changes(row.id, version=1, now=AT)
    undone = Contact.objects.get()
    assert (undone.email, undone.email_state) == (email, state)


@pytest.mark.django_db
def test_a_namesake_is_not_written_to_where_the_card_that_was_seen_is_gone(jeanne):
    row = called(jeanne, **NEW_EMAIL)
    delete_contacts([jeanne.id], now=AT)
    namesake = make_contact(company=jeanne.company, first_name="Jeanne", last_name="Essai", email="je@acme.example")
    with pytest.raises(Refused) as no:
        apply(row, card=jeanne.id, insist=True)
    assert no.value.code == "changed"
    namesake.refresh_from_db()
    assert namesake.email == "je@acme.example"


@pytest.mark.django_db
def test_written_twice_is_written_once(jeanne):
    row = called(jeanne, **NEW_EMAIL)
    apply(row)
    assert apply(row, now=AT + timedelta(minutes=1)).version == 1
    assert Event.objects.filter(kind="calls.changes_applied").count() == 1
    assert Event.objects.filter(kind="crm.contact_changed").count() == 1


@pytest.mark.django_db
def test_a_card_that_changed_since_the_call_is_not_written_over_unless_one_insists(jeanne):
    row = called(jeanne, **NEW_EMAIL)
    Contact.objects.filter(id=jeanne.id).update(updated_at=MADE_AT + timedelta(hours=1), job_title="PDG")
    with pytest.raises(Refused, match="modifiée depuis l’appel"):
        apply(row)
    assert card(jeanne)[3] == "jeanne@acme.example"
    apply(row, insist=True)
    assert card(jeanne)[2:4] == ("PDG", "j.essai@acme.example")


@pytest.mark.django_db
def test_answers_of_a_rehearsal_change_no_card(jeanne):
    row = called(jeanne, **NEW_EMAIL)
    row.campaign.practice = True
    row.campaign.save()
    before = card(jeanne)
    with pytest.raises(Refused) as refusal:
        apply(row)
    assert refusal.value.code == "practice"
    assert card(jeanne) == before
    assert apply_all(row.campaign_id, [row.id], now=AT, by=1).done == 0


def test_what_somebody_changed_since_is_not_undone(jeanne):
    row = called(jeanne, **NEW_EMAIL)
    apply(row)
    Contact.objects.filter(id=jeanne.id).update(email="autre@acme.example")
    with pytest.raises(Refused, match="modifiée depuis"):
        undo_changes(row.id, version=1, now=AT)
    assert card(jeanne)[3] == "autre@acme.example"


@pytest.mark.django_db
def test_another_person_gets_a_card_of_their_own_and_it_goes_when_undone(workspace, jeanne):
    before, by = card(jeanne), make_member(workspace).user_id
    row = called(jeanne, **OTHER, email="modified", new_email="claire.martin@acme.example")
    apply(row, by=by)
    claire = Contact.objects.get(last_name="Martin")
    assert (claire.company_id, claire.email, claire.owner_id) == (jeanne.company_id, "claire.martin@acme.example", by)
    assert claire.source == "Standard de la société, au téléphone"
    assert card(jeanne) == before
    assert Prospect.objects.get().contact_id == jeanne.id
    undo_changes(row.id, version=1, now=AT)
    assert not Contact.objects.filter(last_name="Martin").exists()


@pytest.mark.django_db
def test_another_person_whom_one_knows_already_is_brought_up_to_date(jeanne):
    claire = make_contact(company=jeanne.company, first_name="Claire", last_name="Martin", email="")
    row = called(jeanne, **OTHER, email="modified", new_email="claire.martin@acme.example")
    apply(row)
    assert card(claire)[3] == "claire.martin@acme.example"
    assert Contact.objects.count() == 2


@pytest.mark.django_db
def test_who_left_turns_grey_and_back(jeanne):
    row = called(jeanne, person="invalidated", person_reason="left")
    apply(row)
    assert Contact.objects.get().status == "left"
    undo_changes(row.id, version=1, now=AT)
    assert Contact.objects.get().status == "active"


@pytest.mark.django_db
def test_without_a_contact_a_confirmed_person_gets_a_card(workspace):
    row = called(None, person="validated", **NEW_EMAIL)
    apply(row)
    made = Contact.objects.get()
    assert (made.first_name, made.last_name, made.email) == ("Jeanne", "Essai", "j.essai@acme.example")
    assert Prospect.objects.get().contact_id == made.id
    undo_changes(row.id, version=1, now=AT)
    assert Contact.objects.count() == 0
    assert Prospect.objects.get().contact_id is None


@pytest.mark.django_db
@pytest.mark.parametrize("known", [True, False])
def test_a_card_that_was_made_since_the_file_came_is_found_and_not_made_twice(workspace, known):
    company = make_company(name="Acme")
    file = {"first_name": "Jeanne", "last_name": "Essai", "email": "", "columns": {"company": "ACME"}}
    row = make_qualified(
        make_person(make_full_campaign(), company=company if known else None, **file),
        person="modified",
        new_job_title="Directrice",
    )
    namesake = make_contact(company=make_company(name="Autre"), first_name="Jeanne", last_name="Essai", email="")
    made = make_contact(company=company, first_name="Jeanne", last_name="Essai", email="", job_title="DAF")
    apply(row)
    assert (card(made)[2], card(namesake)[2], Contact.objects.count()) == ("Directrice", "", 2)
    assert Prospect.objects.get().contact_id == made.id
    undo_changes(row.id, version=1, now=AT)
    assert card(made)[2] == "DAF"


@pytest.mark.django_db(transaction=True)
def test_rows_of_one_person_that_are_written_at_once_make_one_card(workspace):
    company = make_company(name="Acme")
    person = {"first_name": "Jeanne", "last_name": "Essai", "email": "", "company": company}
    first, second = (
        make_qualified(make_person(make_full_campaign(), **person), person="modified", new_job_title=title)
        for title in ("DAF", "DSI")
    )
    with pytest.raises(Refused, match="modifiée depuis l’appel"):
        meanwhile(workspace, lambda: apply(first), lambda: apply(second))
    assert Contact.objects.get().job_title == "DAF"
    apply(second, insist=True)
    assert Contact.objects.get().job_title == "DSI"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [{"person": "validated"}, {"person": "invalidated", "person_reason": "unknown"}, {"barrier": "human"}],
)
def test_where_nothing_changes_nothing_is_written(jeanne, said):
    row = called(jeanne, **said)
    with pytest.raises(Refused, match="rien dit"):
        apply(row)
    assert Event.objects.filter(kind="calls.changes_applied").count() == 0


@pytest.mark.django_db
def test_an_address_that_somebody_else_has_is_told_of_and_nothing_is_written(jeanne):
    make_contact(email="j.essai@acme.example", first_name="Luc", last_name="Voisin")
    row = called(jeanne, **NEW_EMAIL)
    with pytest.raises(Refused, match="déjà celle de Luc Voisin"):
        apply(row)
    assert Qualification.objects.get().applied_at is None


@pytest.mark.django_db
def test_of_two_who_write_at_once_the_second_is_told(jeanne):
    row = called(jeanne, **NEW_EMAIL)
    Qualification.objects.update(version=1)
    with pytest.raises(Refused, match="relisez"):
        apply(row)
    assert card(jeanne)[3] == "jeanne@acme.example"


@pytest.mark.django_db
def test_there_is_nothing_to_undo_before(jeanne):
    row = called(jeanne, **NEW_EMAIL)
    with pytest.raises(Refused, match="Aucune mise à jour"):
        undo_changes(row.id, version=0, now=AT)


@pytest.mark.django_db(transaction=True)
def test_clicks_that_come_at_once_write_once(workspace, jeanne):
    row = called(jeanne, **OTHER, email="modified", new_email="claire.martin@acme.example")
    together, written = threading.Barrier(4), []

    def click():
        try:
            with scope(workspace.id):
                together.wait()
                written.append(apply(row).version)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Contact.objects.filter(last_name="Martin").count() == 1
    assert Event.objects.filter(kind="calls.changes_applied").count() == 1
    assert written == [1, 1, 1, 1]


WITHIN_S = 60
WAITING = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"


def meanwhile(workspace, first: Callable[[], object], then: Callable[[], object]) -> None:
    """``then`` begins before ``first`` is sure, and has to wait for it. Raises what ``then`` raises."""

    def begin() -> None:
        try:
            with scope(workspace.id), transaction.atomic():
                first()
                begun.set()
                deadline = time.monotonic() + WITHIN_S
                while not waited.is_set() and time.monotonic() < deadline:
                    with connection.cursor() as cursor:
                        cursor.execute(WAITING)
                        if cursor.fetchone():
                            waited.set()
        finally:
            begun.set()
            connection.close()

    begun, waited = threading.Event(), threading.Event()
    other = threading.Thread(target=begin)
    other.start()
    begun.wait()
    try:
        then()
    finally:
        other.join()
        assert waited.is_set()


@pytest.mark.django_db(transaction=True)
def test_who_is_erased_while_somebody_writes_to_their_card_stays_erased(workspace, jeanne):
    row = called(jeanne, person="modified", new_job_title="Directrice", **NEW_EMAIL)
    with pytest.raises(Refused, match="relisez"):
        meanwhile(workspace, lambda: erase_contact(jeanne.id, now=AT), lambda: apply(row))
    assert Contact.objects.count() == 0
    with pytest.raises(Refused, match="rien dit"):
        apply(row, version=Qualification.objects.get().version)
    assert Contact.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_card_that_is_deleted_while_somebody_writes_to_it_is_not_made_again(workspace, jeanne):
    row = called(jeanne, **NEW_EMAIL)
    with pytest.raises(Refused, match="vient d’être supprimée"):
        meanwhile(workspace, lambda: delete_contacts([jeanne.id], now=AT), lambda: apply(row))
    assert Contact.objects.count() == 0


@pytest.mark.django_db
def test_what_was_said_of_somebody_who_was_erased_gets_no_comment_that_was_begun_before(workspace, jeanne):
    row = called(jeanne, **NEW_EMAIL)
    erase_contact(jeanne.id, now=AT)
    with pytest.raises(Refused, match="relisez"):
        write_comment(row.id, "Jeanne Essai reprend jeudi", version=0, now=AT)
    assert Qualification.objects.get().comment == ""


@pytest.mark.django_db
def test_a_card_that_was_deleted_since_the_page_showed_it_is_not_made_again(workspace, jeanne):
    row = called(jeanne, **NEW_EMAIL)
    seen = jeanne.id
    delete_contacts([seen], now=AT)
    with pytest.raises(Refused, match="vient d’être supprimée"):
        apply(row, card=seen)
    assert Contact.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_card_that_is_deleted_while_many_are_written_is_not_made_again(workspace, jeanne):
    paul = make_contact(company=jeanne.company, first_name="Paul", last_name="Demo", email="paul@acme.example")
    campaign, user = make_full_campaign(), make_member(workspace).user
    for contact in (paul, jeanne):
        named = {"first_name": contact.first_name, "last_name": contact.last_name, "email": contact.email}
        person = make_person(campaign, **named, contact=contact, company=jeanne.company)
        make_qualified(person, person="modified", new_job_title="Directrice")
    ids = list(Prospect.objects.values_list("id", flat=True))
    with transaction.atomic():
        Contact.objects.select_for_update().get(id=paul.id)
        many = Elsewhere(lambda: apply_all(campaign.id, ids, now=AT, by=user.pk))
        assert many.is_waiting()
        delete_contacts([jeanne.id], now=AT)
    assert many.end().done == 1
    assert list(Contact.objects.values_list("last_name", "job_title")) == [("Demo", "Directrice")]
