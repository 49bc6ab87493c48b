"""Recordings are kept as long as they serve (compliance, §4.4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.factories import make_member, make_prospect

from filon.calls.loops import erase_recordings
from filon.calls.models import Attempt, CallSettings
from filon.calls.operations.campaigns import delete
from filon.calls.recordings import erase_old
from filon.kernel.clock import VirtualClock
from filon.tenants.models import Member, Workspace


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return Path(settings.MEDIA_ROOT)


def recorded(media: Path, *, at: datetime, name: str = "a.wav") -> Attempt:
    row = make_prospect()
    (media / name).write_bytes(b"RIFF")
    return Attempt.objects.create(
        prospect=row, campaign=row.campaign, phone=row.phone, number=1, action_id=row.id, state="over",
        placed_at=at, audio=name, heard_from=1.0, nature="human",
    )  # fmt: skip


def test_a_recording_is_erased_after_thirty_days_and_the_call_remains(
    workspace: Workspace, clock: VirtualClock, media: Path
) -> None:
    old = recorded(media, at=clock.now() - timedelta(days=30, seconds=1), name="old.wav")
    young = recorded(media, at=clock.now() - timedelta(days=29), name="young.wav")
    assert erase_old(now=clock.now()) == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.audio, old.erased_at, old.nature) == ("", clock.now(), "human")
    assert (young.audio, young.erased_at) == ("young.wav", None)
    assert [file.name for file in media.iterdir()] == ["young.wav"]
    assert erase_old(now=clock.now()) == 0


def test_the_workspace_says_for_how_many_days(workspace: Workspace, clock: VirtualClock, media: Path) -> None:
    recorded(media, at=clock.now() - timedelta(days=8))
    CallSettings.objects.create(recording_days=7)
    assert erase_old(now=clock.now()) == 1


def test_a_file_that_is_gone_already_and_one_outside_stop_nothing(
    workspace: Workspace, clock: VirtualClock, media: Path
) -> None:
    gone = recorded(media, at=clock.now() - timedelta(days=40), name="gone.wav")
    (media / "gone.wav").unlink()
    (media.parent / "other").write_text("not ours")
    recorded(media, at=clock.now() - timedelta(days=40), name="../other")
    assert (media.parent / "other").exists()
    assert erase_old(now=clock.now()) == 2
    gone.refresh_from_db()
    assert gone.erased_at == clock.now()
    assert (media.parent / "other").exists()


@pytest.mark.django_db(transaction=True)
def test_the_loop_goes_through_every_workspace(workspace: Workspace, media: Path) -> None:
    recorded(media, at=datetime(2024, 1, 1).astimezone())
    assert erase_recordings() == 1
    assert list(media.iterdir()) == []


def test_the_row_says_that_its_extract_was_erased_and_when(
    workspace: Workspace, clock: VirtualClock, media: Path, client_for: Callable[[Member], Client]
) -> None:
    attempt = recorded(media, at=clock.now() - timedelta(days=31))
    browser = client_for(make_member(workspace))
    url = f"/appels/lignes/{attempt.prospect_id}/"
    assert "<audio" in browser.get(url).content.decode()
    erase_old(now=clock.now())
    page = browser.get(url).content.decode()
    assert "extrait effacé le" in page
    assert "<audio" not in page
    assert browser.get(f"/appels/enregistrements/{attempt.id}.wav").status_code == 404


def test_the_recordings_of_a_deleted_campaign_go_once_that_is_sure(
    workspace: Workspace, clock: VirtualClock, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    attempt = recorded(media, at=clock.now())
    recorded(media, at=clock.now(), name="other.wav")
    with django_capture_on_commit_callbacks(execute=True):
        delete(attempt.campaign_id, now=clock.now())
        assert len(list(media.iterdir())) == 2
    assert [file.name for file in media.iterdir()] == ["other.wav"]
