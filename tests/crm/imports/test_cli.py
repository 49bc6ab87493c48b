from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from filon.crm.imports.cli import import_contacts
from filon.crm.models import Contact, Import
from filon.crm.states import ImportState
from filon.tenants.models import Workspace

TEXT = "Nom;Email\nRoux;roux@papier.example\nPetit;petit@@beton.example\nRoux;ROUX@papier.example\n"
COUNTS = {"rows": 3, "created": 1, "updated": 0, "duplicates": 1, "refused": 1, "refused_rows": {"3": "email_invalid"}}


def run(file: Path, workspace: Workspace, *options: str) -> Result:
    return CliRunner().invoke(import_contacts, [str(file), "--workspace", workspace.slug, *options])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "salon.csv"
    made.write_text(TEXT, encoding="utf-8")
    return made


def test_a_dry_run_says_what_would_be_and_writes_nothing(workspace: Workspace, file: Path) -> None:
    assert json.loads(run(file, workspace, "--dry-run", "--json").output) == COUNTS
    assert not Contact.objects.exists()
    assert not Import.objects.exists()


def test_an_import_from_the_command_line_is_one_like_the_others(workspace: Workspace, file: Path) -> None:
    assert json.loads(run(file, workspace, "--json").output) == COUNTS
    import_ = Import.objects.get()
    assert (import_.state, import_.name, Contact.objects.count()) == (ImportState.DONE, "salon.csv", 1)
    again = json.loads(run(file, workspace, "--dry-run", "--json").output)
    assert again == {**COUNTS, "created": 0, "updated": 1}


def test_people_read_a_table(workspace: Workspace, file: Path) -> None:
    output = run(file, workspace, "--dry-run").output
    assert "created             1" in output
    assert "row 3: email_invalid" in output


def test_what_is_wrong_is_one_sentence(workspace: Workspace, tmp_path: Path, file: Path) -> None:
    (tmp_path / "vide.csv").write_bytes(b"")
    result = run(tmp_path / "vide.csv", workspace)
    assert (result.exit_code, result.output) == (1, "Error: Ce fichier ne contient aucun prospect.\n")
    unknown = CliRunner().invoke(import_contacts, [str(file), "--workspace", "ailleurs"])
    assert (unknown.exit_code, unknown.output) == (1, "Error: no workspace has the slug 'ailleurs'\n")
