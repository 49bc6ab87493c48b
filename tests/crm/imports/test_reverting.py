from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.factories import make_company, make_contact

from filon.consent.operations import suppress
from filon.consent.queries import Target, is_suppressed
from filon.consent.states import Kind, Reason
from filon.crm.imports import batches, operations
from filon.crm.imports.models import ImportBatch
from filon.crm.imports.reverting import take_back
from filon.crm.models import Contact, Import
from filon.crm.operations import ContactFields, erase_contact, mark_left, remove_email, update_contact
from filon.directory.models import Company
from filon.directory.operations import CompanyFields, update_company
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")

LetIn = Callable[[str], Import]


def lines(count: int) -> str:
    return "Nom;Email;Société\n" + "".join(f"Roux{i};r{i}@papier.example;Papier {i % 3}\n" for i in range(count))


def taken_back(import_: Import) -> dict[str, int]:
    operations.revert(import_.id)
    take_back(import_.id, by=None)
    import_.refresh_from_db()
    counts: dict[str, int] = import_.taken_back
    return counts


def test_taking_back_removes_what_nobody_touched(let_in: LetIn, clock: VirtualClock) -> None:
    make_contact(email="r0@papier.example", first_name="", last_name="Ancien")
    import_ = let_in(lines(5))
    changed, left = Contact.objects.filter(email__in=["r1@papier.example", "r2@papier.example"]).order_by("email")
    later = clock.now().replace(hour=12)
    update_contact(changed.id, ContactFields(last_name="Corrigé", email=changed.email), now=later)
    mark_left([left.id], now=later)
    operations.revert(import_.id)
    take_back(import_.id, by=None)
    take_back(import_.id, by=None)
    assert sorted(Contact.objects.values_list("email", flat=True)) == [f"r{i}@papier.example" for i in range(3)]
    told = Event.objects.get(kind="crm.import_reverted")
    assert (told.data["deleted"], told.data["kept"]) == (2, 2)


def test_somebody_of_whom_the_timeline_says_more_is_kept(let_in: LetIn, clock: VirtualClock) -> None:
    import_ = let_in(lines(2))
    contact = Contact.objects.order_by("email")[0]
    remove_email(contact.id, reason="asked", now=contact.updated_at)
    operations.revert(import_.id)
    take_back(import_.id, by=None)
    assert list(Contact.objects.values_list("id", flat=True)) == [contact.id]


def test_companies_go_with_the_people_who_brought_them(let_in: LetIn) -> None:
    make_company(name="Papier 0")
    assert taken_back(let_in(lines(5))) == {
        "contacts": 5,
        "contacts_kept": 0,
        "companies": 2,
        "companies_kept": 0,
        "not_given_back": 0,
    }
    assert list(Company.objects.values_list("name", flat=True)) == ["Papier 0"]
    told = Event.objects.get(kind="crm.import_reverted")
    assert (told.data["deleted"], told.data["companies"]) == (5, 2)


def test_a_company_that_serves_stays(let_in: LetIn, clock: VirtualClock) -> None:
    import_ = let_in(lines(3))
    lived_in, changed = Company.objects.order_by("name")[:2]
    make_contact(company=lived_in)
    update_company(changed.id, CompanyFields(name="Corrigé"), now=clock.now().replace(hour=12))
    counts = taken_back(import_)
    assert (counts["companies"], counts["companies_kept"]) == (1, 2)
    assert sorted(Company.objects.values_list("name", flat=True)) == ["Corrigé", "Papier 0"]


def test_a_known_person_gets_back_what_was_there_before(let_in: LetIn) -> None:
    make_contact(email="r@papier.example", first_name="", last_name="Roux", job_title="DSI", company=None)
    before = Contact.objects.values("first_name", "name_key", "company_id", "company_key", "extra", "phone").get()
    import_ = let_in("Prénom;Email;Fonction;Société;Tél;Couleur\nZoé;r@papier.example;DAF;Papier;0199001234;bleu\n")
    assert Contact.objects.get().extra == {"Couleur": "bleu"}
    assert taken_back(import_) == {
        "given_back": 1,
        "companies": 1,
        "contacts_kept": 0,
        "companies_kept": 0,
        "not_given_back": 0,
    }
    assert Contact.objects.values(*before).get() == before
    assert Contact.objects.get().job_title == "DSI"
    assert not Company.objects.exists()


def test_what_was_edited_since_stays_on_the_card(let_in: LetIn, clock: VirtualClock) -> None:
    known = make_contact(email="r@papier.example", first_name="", last_name="Roux", company=None)
    import_ = let_in("Prénom;Email;Fonction\nZoé;r@papier.example;DAF\n")
    corrected = ContactFields(first_name="Zoé", last_name="Roux", email=known.email, job_title="DG")
    update_contact(known.id, corrected, now=clock.now().replace(hour=12))
    assert taken_back(import_)["given_back"] == 1
    known.refresh_from_db()
    assert (known.first_name, known.job_title) == ("", "DG")


def test_a_card_corrected_throughout_is_counted_as_kept(let_in: LetIn, clock: VirtualClock) -> None:
    known = make_contact(email="r@papier.example", last_name="Roux", job_title="", company=None)
    import_ = let_in("Email;Fonction\nr@papier.example;DAF\n")
    Contact.objects.filter(id=known.id).update(job_title="DG")
    counts = taken_back(import_)
    assert ("given_back" in counts, counts["not_given_back"]) == (False, 1)


def test_a_known_company_gets_back_what_was_there_before(let_in: LetIn) -> None:
    company = make_company(name="Papier SA", siren=None, city="", website="")
    import_ = let_in("Email;Société;SIREN;Ville\na@x.example;Papier SA;732829320;Nîmes\n")
    company.refresh_from_db()
    assert (company.siren, company.city_key) == ("732829320", "nimes")
    Company.objects.filter(id=company.id).update(city="Arles", city_key="arles")
    assert taken_back(import_)["companies_given_back"] == 1
    company.refresh_from_db()
    assert (company.siren, company.city, company.city_key) == (None, "Arles", "arles")


def test_an_opposition_that_came_with_the_file_stays_when_its_people_go(let_in: LetIn) -> None:
    import_ = let_in("Email;Unsubscribed from all email\na@x.example;true\n")
    assert taken_back(import_)["contacts"] == 1
    assert not Contact.objects.exists()
    assert is_suppressed(Target(key=uuid7(), email="a@x.example"))


def test_somebody_whom_a_later_batch_completed_goes_too(
    let_in: LetIn, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    suppress(Kind.EMAIL, "z@x.example", reason=Reason.BOUNCE, now=clock.now())
    monkeypatch.setattr(batches, "BATCH", 1)
    import_ = let_in("Prénom;Nom;Email;Société;Fonction\nZoé;Roux;z@x.example;P;\nZoé;Roux;;P;DAF\n")
    assert Contact.objects.get().job_title == "DAF"
    assert taken_back(import_)["contacts_kept"] == 0
    assert not Contact.objects.exists()


def test_the_journal_keeps_no_value_and_nothing_of_an_erased_person(let_in: LetIn, clock: VirtualClock) -> None:
    known = make_contact(email="r@papier.example", last_name="Roux", job_title="", company=None)
    let_in("Email;Fonction\nr@papier.example;DAF\n")
    kept = ImportBatch.objects.get()
    assert list(kept.contacts[str(known.id)]) == ["job_title"]
    assert "DAF" not in str(kept.contacts)
    erase_contact(known.id, now=clock.now())
    assert ImportBatch.objects.get().contacts == {}


def test_undoing_that_was_killed_half_way_counts_everything_once(
    let_in: LetIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_ = let_in(lines(25))
    operations.revert(import_.id)
    monkeypatch.setattr("filon.crm.imports.reverting.BATCH", 10)
    with monkeypatch.context() as patched:
        patched.setattr("filon.crm.imports.reverting.journal.batches", lambda _import_id: 1 / 0)
        take_back(import_.id, by=None)
    assert not Event.objects.filter(kind="crm.import_reverted").exists()
    take_back(import_.id, by=None)
    import_.refresh_from_db()
    assert (import_.taken_back["contacts"], import_.taken_back["companies"]) == (25, 3)
