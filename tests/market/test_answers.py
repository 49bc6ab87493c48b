"""Past answers read from the timeline, and the page that holds a routine against them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from tests.factories import make_company, make_manager, make_member
from tests.market.copies import siren_of, write
from tests.market.rows import NOW, make_routine
from tests.market.scorings import NORTHERN_METAL

from filon.directory.columnar.snapshot import publish, root
from filon.kernel.ids import uuid7
from filon.mail.events import AutoReplyReceived, MailSent, RemovalRequested, ReplyReceived
from filon.market.queries.answers import favourable, past
from filon.market.ranking import rank
from filon.timeline.events import TypedEvent
from filon.timeline.events import publish as tell


def happened(company_id: UUID, *events: TypedEvent, days_ago: int = 1) -> None:
    for event in (MailSent(message_id=uuid7(), mailbox_id=uuid7()), *events):
        tell(event, at=NOW - timedelta(days=days_ago), company_id=company_id)


def reply() -> ReplyReceived:
    return ReplyReceived(message_id=uuid7())


def test_who_answered_and_who_wanted_to_be_left_alone(workspace):
    yes, silent, no, machine, old = (make_company().id for _n in range(5))
    happened(yes, reply())
    happened(silent)
    happened(no, reply(), RemovalRequested(message_id=uuid7()))
    happened(machine, AutoReplyReceived(message_id=uuid7()))
    happened(old, reply(), days_ago=900)
    tell(reply(), at=NOW, company_id=make_company().id)
    assert favourable(now=NOW) == {yes: True, silent: False, no: False, machine: False}


def test_companies_are_scored_as_the_routine_scores_them_today(workspace, market, columns):
    found = rank(market, NORTHERN_METAL)
    inside = dict(zip(found.siren.tolist(), found.score.tolist(), strict=True))
    outside = [siren for siren in columns["siren"].tolist() if siren not in inside][:3]
    for siren in [*inside, *outside]:
        happened(make_company(siren=str(siren)).id, *([reply()] if inside.get(siren, 0) >= 80 else []))
    happened(make_company(siren=str(siren_of(9_000_000))).id, reply())
    happened(make_company(siren=None).id)
    seen = past(NORTHERN_METAL, market=market, now=NOW)
    best = sum(score >= 80 for score in inside.values())
    assert seen.unknown == 2
    assert [band.companies for band in seen.test.bands][::3] == [best, 3]
    assert [band.favourable for band in seen.test.bands] == [best, 0, 0, 0]
    assert seen.test.companies == len(inside) + 3


@pytest.fixture
def directory(settings, tmp_path, columns) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    publish(write(root() / "20261123", columns).folder)


def test_the_page_says_how_few_there_are(workspace, directory, market, client_for):
    browser, routine = client_for(make_manager(workspace)), make_routine()
    url = f"/flux/{routine.id}/reponses/"
    assert "n’a encore reçu d’e-mail" in browser.get(url).content.decode()
    happened(make_company(siren=str(rank(market, NORTHERN_METAL).siren[0])).id, reply())
    page = browser.get(url).content.decode()
    assert "Trop peu de réponses pour conclure" in page
    assert "<rect" in page


def test_only_managers_see_what_all_campaigns_brought(workspace, directory, client_for):
    routine = make_routine()
    assert client_for(make_member(workspace)).get(f"/flux/{routine.id}/reponses/").status_code == 403


def test_without_a_directory_the_page_says_what_to_do(workspace, settings, tmp_path, client_for):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    page = client_for(make_manager(workspace)).get(f"/flux/{make_routine().id}/reponses/")
    assert "pas encore importé" in page.content.decode()
