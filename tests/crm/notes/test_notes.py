"""Notes on companies and on calls."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.factories import make_company, make_contact, make_manager, make_member

from filon.crm.models import Note
from filon.crm.notes.operations import LONGEST, NoteFields, change_note, remove_note, write_note
from filon.crm.notes.queries import last_notes
from filon.crm.operations import delete_contacts, erase_contact
from filon.directory.models import Company
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.tenants.models import Member, Workspace
from filon.tenants.reader import Reader
from filon.timeline.models import Event


@pytest.fixture
def company(workspace: Workspace) -> Company:
    return make_company()


@pytest.fixture
def author(workspace: Workspace) -> Member:
    return make_member(workspace)


def as_reader(member: Member) -> Reader:
    return Reader(member.user_id, member.is_manager)


def events() -> list[tuple[str, object]]:
    return list(Event.objects.order_by("at", "id").values_list("kind", "contact_id"))


def test_co_83_a_saved_call_is_on_the_timeline(company: Company, author: Member, clock: VirtualClock) -> None:
    person = make_contact(company=company, mobile="+33639980001")
    fields = NoteFields(kind="call", text=" Rappeler mardi. ", contact_id=person.id, phone="06 39 98 00 01")
    note = write_note(company.id, fields, now=clock.now(), by=author.user_id)
    assert (note.text, note.phone, note.author_id) == ("Rappeler mardi.", "+33639980001", author.user_id)
    assert events() == [("crm.call_noted", person.id)]


def test_the_words_of_a_note_are_on_the_note_alone(company: Company, author: Member, clock: VirtualClock) -> None:
    note = write_note(company.id, NoteFields(text="Très intéressés"), now=clock.now(), by=author.user_id)
    (event,) = Event.objects.all()
    assert event.data == {"note_id": str(note.id)}


@pytest.mark.parametrize(("text", "code"), [("  \n ", "note_empty"), ("a" * (LONGEST + 1), "note_too_long")])
def test_a_note_has_words_and_not_too_many(
    company: Company, author: Member, clock: VirtualClock, text: str, code: str
) -> None:
    with pytest.raises(Refused) as no:
        write_note(company.id, NoteFields(text=text), now=clock.now(), by=author.user_id)
    assert (no.value.code, Note.objects.count(), events()) == (code, 0, [])


def test_a_note_is_about_somebody_of_the_company(company: Company, author: Member, clock: VirtualClock) -> None:
    stranger = make_contact()
    with pytest.raises(Refused, match="plus dans cette société"):
        write_note(company.id, NoteFields(text="x", contact_id=stranger.id), now=clock.now(), by=author.user_id)
    assert Note.objects.count() == 0


def test_co_88_managers_change_and_remove_all_notes(
    workspace: Workspace, company: Company, author: Member, clock: VirtualClock
) -> None:
    note = write_note(company.id, NoteFields(text="Avant"), now=clock.now(), by=author.user_id)
    chief = as_reader(make_manager(workspace))
    changed = change_note(note.id, "Après", by=chief, now=clock.now())
    assert (changed.text, changed.changed_at, changed.author_id) == ("Après", clock.now(), author.user_id)
    remove_note(note.id, by=chief, now=clock.now())
    assert Note.objects.count() == 0
    assert [kind for kind, _who in events()] == ["crm.note_written", "crm.note_removed"]


def test_co_89_users_change_and_remove_only_their_own(
    workspace: Workspace, company: Company, author: Member, clock: VirtualClock
) -> None:
    note = write_note(company.id, NoteFields(text="Avant"), now=clock.now(), by=author.user_id)
    other = as_reader(make_member(workspace))
    for act in (
        lambda: change_note(note.id, "Après", by=other, now=clock.now()),
        lambda: remove_note(note.id, by=other, now=clock.now()),
    ):
        with pytest.raises(Refused, match="Seuls son auteur"):
            act()
    assert Note.objects.get().text == "Avant"
    assert change_note(note.id, "Après", by=as_reader(author), now=clock.now()).text == "Après"


def test_the_last_note_of_each_company_takes_one_query(
    company: Company, author: Member, clock: VirtualClock, django_assert_num_queries
) -> None:
    second, silent = make_company(), make_company()
    for place, text, hours in ((company, "ancienne", 0), (company, "dernière", 1), (second, "seule", 0)):
        write_note(place.id, NoteFields(text=text), now=clock.now() + timedelta(hours=hours), by=author.user_id)
    with django_assert_num_queries(1):
        found = last_notes([company.id, second.id, silent.id])
    assert {key: note.text for key, note in found.items()} == {company.id: "dernière", second.id: "seule"}


@pytest.mark.parametrize("erase", [True, False])
def test_notes_about_a_person_go_with_the_person(
    company: Company, author: Member, clock: VirtualClock, erase: bool
) -> None:
    person = make_contact(company=company, email="zoe@client.example")
    for about, text in ((person.id, "Elle part en mai"), (None, "Écrire à ZOE@client.example"), (None, "Autre chose")):
        write_note(company.id, NoteFields(text=text, contact_id=about), now=clock.now(), by=author.user_id)
    if erase:
        erase_contact(person.id, now=clock.now())
    else:
        delete_contacts([person.id], now=clock.now())
    kept = {"Autre chose"} if erase else {"Autre chose", "Écrire à ZOE@client.example"}
    assert set(Note.objects.values_list("text", flat=True)) == kept
