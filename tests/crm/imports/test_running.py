from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection
from django.utils.translation import get_language
from tests.factories import make_company, make_contact, make_member

from filon.consent.models import Suppression
from filon.consent.operations import suppress
from filon.consent.queries import Target, is_suppressed
from filon.crm.imports import batches, operations, running
from filon.crm.models import Contact, Import
from filon.crm.operations import erase_contact, remove_email
from filon.crm.states import ImportState
from filon.directory.models import Company
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")

LetIn = Callable[[str], Import]


def numbers(import_: Import) -> tuple[int, int, int, int]:
    import_.refresh_from_db()
    return import_.created, import_.updated, import_.duplicates, import_.refused


def lines(count: int) -> str:
    return "Nom;Email;Société\n" + "".join(f"Roux{i};r{i}@papier.example;Papier {i % 3}\n" for i in range(count))


def test_people_and_companies_are_written_with_what_the_file_says(let_in: LetIn) -> None:
    import_ = let_in(
        "Prénom;Nom;Email;Tél;Mobile;Société;SIREN;Ville;CP;Site web;LinkedIn;Fonction;Source;Note;Couleur\n"
        "Zoé;Roux;Zoe.Roux@Papier.example;0199001234;0639980001;Papier SA;732829320;Nîmes;30000;papier.example;"
        "linkedin.com/in/zoe;DAF;Salon;à rappeler;bleu\n"
    )
    contact = Contact.objects.select_related("company").get()
    assert (contact.name, contact.email, contact.name_key) == ("Zoé Roux", "zoe.roux@papier.example", "roux zoe")
    assert (contact.phone, contact.mobile, contact.job_title) == ("+33199001234", "+33639980001", "DAF")
    assert (contact.city, contact.source, contact.note, contact.extra) == (
        "Nîmes",
        "Salon",
        "à rappeler",
        {"Couleur": "bleu"},
    )
    assert (contact.linkedin_url, contact.created_by_import_id) == ("https://linkedin.com/in/zoe", import_.id)
    company = contact.company
    assert company is not None
    assert (company.name, company.siren, company.domain, company.postcode) == (
        "Papier SA",
        "732829320",
        "papier.example",
        "30000",
    )
    assert contact.company_key == company.name_key == "papier sa"


def test_the_timeline_says_what_happened(let_in: LetIn) -> None:
    let_in(lines(2))
    told = Event.objects.order_by("kind").values_list("kind", "data__source")
    assert list(told) == [
        ("crm.contact_added", "salon.csv"),
        ("crm.contact_added", "salon.csv"),
        ("crm.import_done", None),
        ("directory.company_added", "salon.csv"),
        ("directory.company_added", "salon.csv"),
    ]


def test_a_known_person_gets_what_was_empty_and_keeps_the_rest(let_in: LetIn) -> None:
    known = make_contact(email="roux@papier.example", first_name="", last_name="Roux", job_title="DSI", company=None)
    import_ = let_in("Prénom;Nom;Email;Fonction;Société\nZoé;Autre;ROUX@papier.example;DAF;Papier\n")
    known.refresh_from_db()
    assert (known.first_name, known.last_name, known.job_title, known.company_key) == ("Zoé", "Roux", "DSI", "papier")
    assert known.name_key == "roux zoe"
    assert numbers(import_) == (0, 1, 0, 0)
    assert Event.objects.get(contact_id=known.id).data == {"fields": ["first_name", "company_id"]}


def test_the_same_file_again_updates_and_creates_nobody(let_in: LetIn) -> None:
    text = (
        "Prénom;Nom;Email;Société\nZoé;Roux;z@x.example;Papier\nZoé;Roux;;Papier\nNoël;Petit;;Béton\n;;n@x.example;\n"
    )
    assert numbers(let_in(text)) == (4, 0, 0, 0)
    before = list(Contact.objects.order_by("id").values("id", "email", "updated_at"))
    assert numbers(let_in(text)) == (0, 4, 0, 0)
    assert list(Contact.objects.order_by("id").values("id", "email", "updated_at")) == before


def test_somebody_without_address_is_known_by_name_and_company(let_in: LetIn) -> None:
    known = make_contact(email="", first_name="Zoé", last_name="Lefèvre", company=make_company(name="Papier"))
    import_ = let_in("Prénom;Nom;Société;Tél\nzoe;LEFEVRE;PAPIER;0199001234\nZoé;Lefèvre;Béton;\n")
    known.refresh_from_db()
    assert known.phone == "+33199001234"
    assert numbers(import_) == (1, 1, 0, 0)


def test_colleagues_of_the_switchboard_are_two_people(let_in: LetIn) -> None:
    assert numbers(let_in("Nom;Prénom;Tél\nRoux;Anne;0199001234\nPetit;Karim;0199001234\n")) == (2, 0, 0, 0)


def test_companies_are_not_made_twice(let_in: LetIn) -> None:
    make_company(name="Papier SA", siren="732829320")
    let_in("Email;Société;SIREN\na@x.example;Papeterie;732829320\nb@x.example;papier sa;\nc@x.example;Béton;\n")
    assert sorted(Company.objects.values_list("name", flat=True)) == ["Béton", "Papier SA"]
    assert len({c.company_id for c in Contact.objects.exclude(email="c@x.example")}) == 1


def test_an_unsubscribed_person_comes_in_and_stays_unsubscribed(let_in: LetIn, clock: VirtualClock) -> None:
    suppress("email", "a@x.example", reason="unsubscribed", now=clock.now())
    assert numbers(let_in("Email\nA@x.example\n")) == (1, 0, 0, 0)
    assert is_suppressed(Target(key=uuid7(), email="a@x.example"))
    assert Contact.objects.get().opted_out_at is not None


def test_an_opt_out_column_is_an_opposition(let_in: LetIn) -> None:
    let_in("Email;Unsubscribed from all email\na@x.example;true\nb@x.example;false\n")
    assert is_suppressed(Target(key=uuid7(), email="a@x.example"))
    assert not is_suppressed(Target(key=uuid7(), email="b@x.example"))
    assert Suppression.objects.get().reason == "imported"
    assert [c.opted_out_at is None for c in Contact.objects.order_by("email")] == [False, True]
    let_in("Email;Do not contact\nb@x.example;oui\n")
    assert not Contact.objects.filter(opted_out_at=None).exists()


def test_a_co_22_an_erased_person_is_not_brought_back(let_in: LetIn, clock: VirtualClock) -> None:
    contact = make_contact(email="a@x.example", first_name="Anne", last_name="Roux")
    erase_contact(contact.id, now=clock.now())
    import_ = let_in("Email;Nom\na@x.example;Anne Roux\nb@x.example;B\n")
    assert numbers(import_) == (1, 0, 0, 1)
    assert list(Contact.objects.values_list("email", flat=True)) == ["b@x.example"]
    problem = import_.problems.get()
    assert (problem.code, problem.value) == ("erased", "")


def test_a_ol_11_a_removed_address_does_not_return_to_its_card(let_in: LetIn, clock: VirtualClock) -> None:
    contact = make_contact(email="a@x.example", first_name="Anne", last_name="Roux", company=None)
    remove_email(contact.id, reason="bounce", now=clock.now())
    import_ = let_in("Email;Nom;Prénom;Fonction\na@x.example;Roux;Anne;DAF\n")
    contact.refresh_from_db()
    assert (contact.email, contact.job_title) == ("", "DAF")
    assert numbers(import_) == (0, 1, 0, 0)


def test_rows_of_one_file_are_counted_alike_whatever_the_batch(let_in: LetIn, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Prénom;Nom;Email;Société\nZoé;Roux;z@x.example;P\nZoé;Roux;;P\nZoé;Roux;y@x.example;P\nZoé;Roux;;p\n"
    monkeypatch.setattr(batches, "BATCH", 1)
    assert numbers(let_in(text)) == (3, 0, 1, 0)


def test_a_killed_import_goes_on_where_it_was(upload: LetIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 10)
    import_ = upload(lines(35))
    operations.start(import_.id, ignore_errors=False)
    real, done = running._write_locked, []

    def killed_at_the_third(*args: object, **kwargs: object) -> int:
        if len(done) == 2:
            raise OperationalError("the server went away")
        done.append(1)
        return real(*args, **kwargs)  # type: ignore[arg-type]  # passed through

    with monkeypatch.context() as patched:
        patched.setattr(running, "_write_locked", killed_at_the_third)
        with pytest.raises(OperationalError):
            running.write_file(import_.id)
    import_.refresh_from_db()
    assert (import_.state, import_.rows_done, Contact.objects.count()) == (ImportState.RUNNING, 20, 20)
    running.write_file(import_.id)
    running.write_file(import_.id)
    assert numbers(import_) == (35, 0, 0, 0)
    assert (import_.state, Contact.objects.count()) == (ImportState.DONE, 35)
    assert Event.objects.filter(kind="crm.import_done").count() == 1


def test_a_batch_written_by_another_worker_is_left_alone(upload: LetIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 10)
    import_ = upload(lines(30))
    operations.start(import_.id, ignore_errors=False)
    real = running._write_batch

    def overtaken(import_id: object, batch: list[running.Outcome], *, upto: int) -> int:
        monkeypatch.setattr(running, "_write_batch", real)
        running.write_file(import_.id)
        return real(import_.id, batch, upto=upto)

    monkeypatch.setattr(running, "_write_batch", overtaken)
    running.write_file(import_.id)
    assert numbers(import_) == (30, 0, 0, 0)
    assert Contact.objects.count() == 30


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_people_at_a_time_make_each_person_once(
    upload: LetIn, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH", 20)
    one, other = upload(lines(100)), upload("Nom;Email\n" + "".join(reversed(lines(100).splitlines(True)[1:])))
    both = threading.Barrier(2)

    def run(import_: Import) -> None:
        with scope(workspace.id):
            both.wait()
            running.write_file(import_.id)
        connection.close()

    for import_ in (one, other):
        operations.start(import_.id, ignore_errors=False)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, (one, other)))
    assert Contact.objects.count() == 100
    first, second = numbers(one), numbers(other)
    assert (first[0] + second[0], first[1] + second[1]) == (100, 100)


def test_a_batch_that_loses_a_race_is_written_again(upload: LetIn, monkeypatch: pytest.MonkeyPatch) -> None:
    import_ = upload(lines(3))
    operations.start(import_.id, ignore_errors=False)
    real = running.write

    def losing(*args: object, **kwargs: object) -> object:
        monkeypatch.setattr(running, "write", real)
        real(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        return make_contact(email="r1@papier.example")

    monkeypatch.setattr(running, "write", losing)
    running.write_file(import_.id)
    assert numbers(import_) == (3, 0, 0, 0)


def test_an_unforeseen_failure_is_told_and_can_be_resumed(upload: LetIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 10)
    import_ = upload(lines(15))
    operations.start(import_.id, ignore_errors=False)
    with monkeypatch.context() as patched:
        patched.setattr(running, "screen", lambda batch: batch[1 // (len(batch) - 5) :] if len(batch) == 5 else batch)
        running.write_file(import_.id)
    import_.refresh_from_db()
    assert (import_.state, import_.rows_done) == (ImportState.FAILED, 10)
    assert import_.failure
    operations.resume(import_.id)
    running.write_file(import_.id)
    assert numbers(import_) == (15, 0, 0, 0)


def test_what_is_wrong_is_said_in_the_language_of_who_brought_the_file(
    workspace: Workspace, upload: Callable[[str], Import]
) -> None:
    import_ = upload("Nom;Email\nRoux;roux@papier.example\n")
    Import.objects.filter(id=import_.id).update(created_by=make_member(workspace, language="es").user)
    with running.failures_told(import_.id):
        assert get_language() == "es"
    assert get_language() == "fr"
