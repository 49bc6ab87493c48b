from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django.fixtures import Settings

from filon.crm.imports import operations, running
from filon.crm.models import Import
from filon.kernel.clock import VirtualClock


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Settings) -> Path:
    """Uploaded files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


@pytest.fixture
def upload(clock: VirtualClock) -> Callable[[str], Import]:
    """Drop a file with this text, and have it checked."""

    def dropped(text: str) -> Import:
        content = ContentFile(text.encode(), name="salon.csv")
        import_ = operations.upload(content, name="salon.csv", now=clock.now())
        running.check_file(import_.id)
        import_.refresh_from_db()
        return import_

    return dropped


@pytest.fixture
def let_in(upload: Callable[[str], Import]) -> Callable[[str], Import]:
    """Drop, check and import a file with this text, its errors ignored."""

    def imported(text: str) -> Import:
        import_ = upload(text)
        operations.start(import_.id, ignore_errors=True)
        running.write_file(import_.id)
        import_.refresh_from_db()
        return import_

    return imported
