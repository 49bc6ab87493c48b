from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from procrastinate.contrib.django.models import ProcrastinateJob

from filon.crm.imports import operations, running
from filon.crm.models import Contact, Import, ImportProblem
from filon.crm.states import ImportState
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Conflict, Refused

pytestmark = pytest.mark.usefixtures("workspace")

Upload = Callable[[str], Import]

ONE_BAD = "Nom;Email;Société\nRoux;roux@papier.example;Papier\nPetit;petit@@beton.example;Béton\n"


def jobs() -> list[str]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("task_name", flat=True))


def test_st_35_a_dropped_file_is_kept_and_checked_by_a_job(clock: VirtualClock, own_folder: Path) -> None:
    content = ContentFile(ONE_BAD.encode(), name=r"C:\bureau\salon.csv")
    import_ = operations.upload(content, name=r"C:\bureau\salon.csv", now=clock.now())
    assert (import_.name, import_.state) == ("salon.csv", ImportState.UPLOADED)
    assert [column["field"] for column in import_.mapping["columns"]] == ["full_name", "email", "company"]
    assert jobs() == ["crm.imports.check"]
    [stored] = [path for path in own_folder.rglob("*") if path.is_file()]
    assert "salon" not in stored.name


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"Nom;Email\n"])
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_kept(
    clock: VirtualClock, own_folder: Path, content: bytes
) -> None:
    with pytest.raises(Refused):
        operations.upload(ContentFile(content, name="x.csv"), name="x.csv", now=clock.now())
    assert not Import.objects.exists()
    assert [path for path in own_folder.rglob("*") if path.is_file()] == []


def test_st_38_the_check_says_what_would_come_of_the_file_and_writes_nobody(upload: Upload) -> None:
    import_ = upload(ONE_BAD)
    assert (import_.state, import_.rows, import_.created, import_.refused) == (ImportState.CHECKED, 2, 1, 1)
    problem = ImportProblem.objects.get(of_import=import_)
    assert (problem.row, problem.column, problem.value, problem.code) == (
        3,
        "Email",
        "petit@@beton.example",
        "email_invalid",
    )
    assert "arobase" in problem.message
    assert problem.hint
    assert not Contact.objects.exists()


def test_st_38_errors_must_be_ignored_knowingly(upload: Upload) -> None:
    import_ = upload(ONE_BAD)
    with pytest.raises(Refused) as refusal:
        operations.start(import_.id, ignore_errors=False)
    assert refusal.value.code == "errors_left"
    assert jobs() == ["crm.imports.check"]


def test_st_39_ignored_rows_stay_out(let_in: Upload) -> None:
    import_ = let_in(ONE_BAD)
    assert (import_.state, import_.created, import_.refused) == (ImportState.DONE, 1, 1)
    assert list(Contact.objects.values_list("email", flat=True)) == ["roux@papier.example"]


def test_st_37_a_file_without_error_is_simply_imported(upload: Upload) -> None:
    import_ = upload("Nom;Email\nRoux;roux@papier.example\n")
    operations.start(import_.id, ignore_errors=False)
    running.write_file(import_.id)
    import_.refresh_from_db()
    assert (import_.state, import_.created, import_.finished_at is not None) == (ImportState.DONE, 1, True)


def test_nothing_to_import_is_said(upload: Upload) -> None:
    import_ = upload("Nom;Email\n;faux\n")
    with pytest.raises(Refused) as refusal:
        operations.start(import_.id, ignore_errors=True)
    assert refusal.value.code == "nothing_to_import"


def test_the_columns_are_the_users_to_correct(upload: Upload) -> None:
    import_ = upload("Truc;Email\nroux;roux@papier.example\n")
    operations.map_columns(import_.id, {0: "last_name", 1: "email"})
    import_.refresh_from_db()
    assert import_.state == ImportState.UPLOADED
    running.check_file(import_.id)
    operations.start(import_.id, ignore_errors=False)
    running.write_file(import_.id)
    assert Contact.objects.get().last_name == "roux"


@pytest.mark.parametrize("fields", [{0: "", 1: ""}, {0: "company", 1: ""}, {0: "mot_de_passe", 1: "email"}])
def test_a_mapping_that_identifies_nobody_is_refused(upload: Upload, fields: dict[int, str]) -> None:
    import_ = upload(ONE_BAD)
    with pytest.raises(Refused):
        operations.map_columns(import_.id, fields)
    assert Import.objects.get().mapping == import_.mapping


def test_a_check_that_ends_after_the_columns_changed_does_not_count(
    clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = ContentFile(b"Truc;Email\nroux;roux@papier.example\n", name="x.csv")
    import_ = operations.upload(content, name="x.csv", now=clock.now())
    settle = running._settle_check

    def corrected_meanwhile(before: Import, tally: running.Tally) -> None:
        operations.map_columns(import_.id, {0: "last_name", 1: "email"})
        settle(before, tally)

    monkeypatch.setattr(running, "_settle_check", corrected_meanwhile)
    running.check_file(import_.id)
    assert Import.objects.get().state == ImportState.UPLOADED


def test_an_import_is_started_once(upload: Upload) -> None:
    import_ = upload(ONE_BAD)
    operations.start(import_.id, ignore_errors=True)
    with pytest.raises(Conflict):
        operations.start(import_.id, ignore_errors=True)
    assert jobs() == ["crm.imports.check", "crm.imports.run"]


def test_a_file_not_let_in_can_be_forgotten(upload: Upload, own_folder: Path) -> None:
    operations.cancel(upload(ONE_BAD).id)
    assert not Import.objects.exists()
    assert not ImportProblem.objects.exists()
    assert [path for path in own_folder.rglob("*") if path.is_file()] == []


def test_an_import_whose_file_is_gone_says_so(upload: Upload, own_folder: Path) -> None:
    import_ = upload(ONE_BAD)
    operations.start(import_.id, ignore_errors=True)
    for path in own_folder.rglob("*.csv"):
        path.unlink()
    running.write_file(import_.id)
    import_.refresh_from_db()
    assert import_.state == ImportState.FAILED
    assert "Déposez-le à nouveau" in import_.failure
