"""The list of Aujourd'hui, put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from filon.crm.notes.queries import last_notes
from filon.desk.deadlines import office
from filon.desk.lines import Line, minutes, ordered
from filon.desk.lines.follow_ups import follow_up_line
from filon.desk.lines.mail import Scene, campaign_ids, challenge_line, reply_line, uncertain_line
from filon.desk.lines.outside import call_back_line, company_of, webhook_line
from filon.desk.lines.projects import project_line
from filon.desk.lines.rest import alarm_line, campaign_line, import_line, mailbox_line
from filon.desk.lines.suspects import suspects_line
from filon.desk.queries import waiting
from filon.desk.queries.answers import answers
from filon.desk.queries.sends import midnight, waiting_by_lane
from filon.desk.viewer import Viewer
from filon.market.queries.units import cards
from filon.tenants.models import Workspace
from filon.timeline.webhooks.queries import with_last_answer

MOST_OF_A_KIND = 60
SHOWN = 60
"""Lines on the page. Whoever has more to do than that does these first."""


@dataclass(frozen=True)
class ToDo:
    """The lines in their order. ``more``: there are others, which come up as these are done."""

    lines: list[Line]
    more: bool

    @property
    def minutes(self) -> int:
        return minutes(self.lines)


def to_do(viewer: Viewer, *, workspace: Workspace, now: datetime) -> ToDo:
    """What there is to do, most points first, in nineteen queries at most."""
    found = [
        *_of_mail(viewer, workspace=workspace, now=now),
        *_of_outside(viewer, workspace=workspace, now=now),
        *_of_campaigns(viewer, country=workspace.country, now=now),
        *(alarm_line(campaign, now=now) for campaign in waiting.alarmed(viewer)[:MOST_OF_A_KIND]),
        *(import_line(file, now=now) for file in waiting.files(viewer)[:MOST_OF_A_KIND]),
        *_of_mailboxes(viewer, workspace=workspace, now=now),
        *(project_line(notice, now=now) for notice in waiting.notices(viewer)[:MOST_OF_A_KIND]),
        *_of_follow_ups(viewer, workspace=workspace, now=now),
        *_of_suspects(viewer, now=now),
    ]
    lines = ordered(found)
    return ToDo(lines[:SHOWN], more=len(lines) > SHOWN)


def _of_mail(viewer: Viewer, *, workspace: Workspace, now: datetime) -> Iterator[Line]:
    """People first in no order: ``ordered`` decides. The oldest are read, which have the most points."""
    gathered = answers(viewer, most=MOST_OF_A_KIND)
    doubts = list(waiting.doubts(viewer)[:MOST_OF_A_KIND])
    names = waiting.campaign_names(campaign_ids([*(answer.last for answer in gathered), *doubts]))
    scene = Scene(now, office(workspace), names)
    for answer in gathered:
        tell = challenge_line if answer.is_challenge else reply_line
        yield tell(answer, scene=scene)
    for message in doubts:
        yield uncertain_line(message, scene=scene)


def _of_outside(viewer: Viewer, *, workspace: Workspace, now: datetime) -> Iterator[Line]:
    scene = Scene(now, office(workspace), {})
    tasks = list(waiting.call_backs(viewer)[:MOST_OF_A_KIND])
    companies = {company.id for task in tasks if (company := company_of(task))}
    notes = last_notes(companies) if companies else {}
    for task in tasks:
        company = company_of(task)
        yield call_back_line(task, note=notes.get(company.id) if company else None, scene=scene)
    for found in with_last_answer(waiting.given_up(viewer)[:MOST_OF_A_KIND]):
        yield webhook_line(found, scene=scene)


def _of_campaigns(viewer: Viewer, *, country: str, now: datetime) -> Iterator[Line]:
    rows = list(waiting.approvals(viewer).select_related("mailbox")[:MOST_OF_A_KIND])
    people = waiting.people_waiting(campaign.id for campaign in rows)
    for campaign in rows:
        yield campaign_line(campaign, people=people.get(campaign.id, 0), country=country, now=now)


def _of_follow_ups(viewer: Viewer, *, workspace: Workspace, now: datetime) -> Iterator[Line]:
    scene = Scene(now, office(workspace), {})
    rows = list(waiting.follow_ups(viewer, today=now.astimezone(scene.days.zone).date())[:MOST_OF_A_KIND])
    notes = last_notes(row.company_id for row in rows) if rows else {}
    for row in rows:
        yield follow_up_line(row, note=notes.get(row.company_id), scene=scene)


def _of_suspects(viewer: Viewer, *, now: datetime) -> Iterator[Line]:
    rows = list(waiting.reached(viewer)[:MOST_OF_A_KIND])
    known = cards({f"{row.siren:09d}" for row in rows}) if rows else {}
    for row in rows:
        card = known.get(f"{row.siren:09d}")
        yield suspects_line(row, best=card.name if card else "", now=now)


def _of_mailboxes(viewer: Viewer, *, workspace: Workspace, now: datetime) -> Iterator[Line]:
    rows = list(waiting.broken(viewer)[:MOST_OF_A_KIND])
    due = waiting_by_lane((mailbox.id for mailbox in rows), until=midnight(workspace, now, days=1))
    for mailbox in rows:
        held = due.get(mailbox.id)
        yield mailbox_line(mailbox, planned=held.count if held else 0, next_at=held.first if held else None, now=now)
