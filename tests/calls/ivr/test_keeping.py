"""Menus that calls hear, kept with their number and shown with their company."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.factories import make_call_campaign, make_company, make_member, make_prospect

from filon.calls.events import CallAttempted
from filon.calls.ivr import transcribing
from filon.calls.ivr.jobs import transcribe_menu
from filon.calls.ivr.models import HeardMenu
from filon.calls.models import Attempt, Prospect
from filon.directory.models import Company
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.tenants.models import Member, Workspace
from filon.timeline.events import publish

Browser = Callable[[Member], Client]


class Stenographer:
    """Writes the same words for every call."""

    name = "sténo 1.0"

    def transcribe(self, audio: Path, *, language: str) -> str:
        assert audio.name == "a.wav"
        assert language == "fr"
        return "Pour le service commercial, tapez 1. Pour la comptabilité, tapez 2."


@pytest.fixture
def stenographer() -> Iterator[None]:
    transcribing.register(Stenographer())
    yield
    transcribing.register(None)


@pytest.fixture
def company(workspace: Workspace) -> Company:
    return make_company(name="Fonderie du Lac")


def call(company: Company, clock: VirtualClock, *, practice: bool = False, **attempt: Any) -> Attempt:
    row = make_prospect(make_call_campaign(practice=practice), company=company)
    given = {"nature": "ivr", "audio": "calls/a.wav", "number": 1, "state": "over", **attempt}
    made = Attempt.objects.create(
        prospect=row, campaign=row.campaign, company_id=company.id, phone=row.phone, action_id=uuid7(),
        placed_at=clock.now(), **given,
    )  # fmt: skip
    tell(row, clock, nature=made.nature)
    return made


def tell(row: Prospect, clock: VirtualClock, *, nature: str) -> None:
    publish(CallAttempted(prospect_id=row.id, attempt=1, nature=nature), at=clock.now(), origin_id=row.campaign_id)


def test_st_84_a_menu_is_kept_with_its_number_its_day_and_its_audio(company: Company, clock: VirtualClock) -> None:
    heard = call(company, clock)
    menu = HeardMenu.objects.get()
    assert (menu.phone, menu.company_id, menu.attempt_id) == (heard.phone, company.id, heard.id)
    assert (menu.heard_at, menu.text, menu.options) == (clock.now(), "", [])


def test_the_same_call_told_again_is_kept_once(company: Company, clock: VirtualClock) -> None:
    heard = call(company, clock)
    tell(heard.prospect, clock, nature="ivr")
    assert HeardMenu.objects.count() == 1


def test_people_calls_without_sound_and_rehearsals_leave_no_menu(company: Company, clock: VirtualClock) -> None:
    call(company, clock, nature="human")
    call(company, clock, audio="")
    call(company, clock, practice=True)
    assert HeardMenu.objects.count() == 0


@pytest.mark.usefixtures("stenographer")
def test_st_84_where_something_transcribes_the_options_are_read(company: Company, clock: VirtualClock) -> None:
    heard = call(company, clock)
    transcribe_menu(attempt_id=heard.id)
    menu = HeardMenu.objects.get()
    assert menu.transcriber == "sténo 1.0"
    assert menu.options == [
        {"digits": "1", "label": "le service commercial"},
        {"digits": "2", "label": "la comptabilité"},
    ]


@pytest.mark.usefixtures("stenographer")
def test_st_84_the_company_sheet_shows_the_last_menu_of_the_number(
    company: Company, workspace: Workspace, clock: VirtualClock, client_for: Browser
) -> None:
    heard = call(company, clock)
    transcribe_menu(attempt_id=heard.id)
    page = client_for(make_member(workspace)).get(f"/societes/{company.id}/").content.decode()
    assert "la comptabilité" in page
    assert f"/appels/enregistrements/{heard.id}.wav" in page
