from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from filon.crm import loops
from filon.crm.imports.retention import forget_old_files
from filon.crm.imports.storage import KEPT_FOR
from filon.crm.models import Contact, Import
from filon.kernel.clock import SystemClock

pytestmark = pytest.mark.usefixtures("workspace")

Upload = Callable[[str], Import]


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.csv") if path.is_file()]


def test_the_file_of_an_old_import_goes_and_what_it_brought_stays(let_in: Upload, own_folder: Path) -> None:
    ended = let_in("Email\na@x.example\n").finished_at
    assert ended is not None
    assert forget_old_files(now=ended + KEPT_FOR) == 0
    assert len(files(own_folder)) == 1
    assert forget_old_files(now=ended + KEPT_FOR + timedelta(seconds=1)) == 1
    assert files(own_folder) == []
    assert (Import.objects.count(), Contact.objects.count()) == (1, 1)
    assert forget_old_files(now=ended + 2 * KEPT_FOR) == 0


def test_a_file_that_was_never_let_in_is_forgotten_altogether(upload: Upload, own_folder: Path) -> None:
    import_ = upload("Email\na@x.example\n")
    assert forget_old_files(now=import_.created_at + KEPT_FOR + timedelta(seconds=1)) == 1
    assert not Import.objects.exists()
    assert files(own_folder) == []


def test_the_workers_look_in_every_workspace(let_in: Upload) -> None:
    let_in("Email\na@x.example\n")
    Import.objects.update(finished_at=SystemClock().now() - 2 * KEPT_FOR)
    assert loops.forget_files() == 1
    assert loops.forget_files() == 0
