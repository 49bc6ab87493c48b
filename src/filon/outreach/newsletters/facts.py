"""What a newsletter tells the policy of each action, and its issue ready to be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from filon.actions.calendar import Window, region_of
from filon.actions.origins import OriginFacts
from filon.actions.people import Recipient
from filon.actions.situation import Due, Programme
from filon.kernel import bulk
from filon.outreach.letters import Letters, Writing, letters_for
from filon.outreach.models import Step
from filon.outreach.newsletters.models import Issue, Newsletter
from filon.outreach.newsletters.states import IssueState
from filon.tenants.models import Workspace

SUBSCRIBED = """
select s.newsletter_id, s.contact_id
from unnest(%b::uuid[], %b::uuid[]) due (newsletter_id, contact_id)
join outreach_subscription s on s.newsletter_id = due.newsletter_id and s.contact_id = due.contact_id
where s.ended_at is null
"""


@dataclass(frozen=True, slots=True)
class _Batch:
    """What the actions of a batch share."""

    letters: Letters
    issues: Mapping[str, Issue]
    newsletters: Mapping[UUID, Newsletter]
    subscribed: frozenset[tuple[UUID, UUID]]

    @classmethod
    def load(cls, batch: Sequence[Due], *, people: Mapping[UUID, Recipient]) -> _Batch:
        pairs = list({(due.origin_id, due.subject_id) for due in batch})
        issues = Issue.objects.in_bulk({UUID(due.step) for due in batch})
        return cls(
            letters=letters_for(batch, people=people),
            issues={str(key): issue for key, issue in issues.items()},
            newsletters=Newsletter.objects.in_bulk({due.origin_id for due in batch}),
            subscribed=frozenset((row[0], row[1]) for row in bulk.run(SUBSCRIBED, *bulk.columns(pairs, 2))),
        )


def facts_of(batch: Sequence[Due], *, people: Mapping[UUID, Recipient]) -> Mapping[UUID, OriginFacts]:
    """``actions.origins.Origin.facts`` for newsletters: five queries for any number of actions, and one more where the
    workspace counts anything."""
    shared = _Batch.load(batch, people=people)
    return {
        due.id: _of(due, newsletter, person=people.get(due.subject_id), shared=shared)
        for due in batch
        if (newsletter := shared.newsletters.get(due.origin_id))
    }


def window_of(newsletter: Newsletter, workspace: Workspace, *, region: str = "") -> Window:
    """Its days and hours, without the public holidays; ``region`` adds those of where the person is."""
    hours = (newsletter.first_hour, newsletter.last_hour)
    return Window(frozenset(newsletter.days), *hours, ZoneInfo(workspace.time_zone), workspace.country, region)


def step_of(issue: Issue) -> Step:
    """Its words as those of a sequence of one email."""
    return Step(id=issue.id, key=str(issue.id), position=0, subject=issue.subject, body=issue.body)


def _of(due: Due, newsletter: Newsletter, *, person: Recipient | None, shared: _Batch) -> OriginFacts:
    region = region_of(person.country or "", person.postcode or "") if person else ""
    window = window_of(newsletter, shared.letters.workspace, region=region)
    programme = Programme(window=window, stopped=not newsletter.active)
    issue, mailbox = shared.issues.get(due.step), shared.letters.mailboxes.get(due.lane_id)
    if issue is None or issue.state != IssueState.PLANNED or due.occurrence != issue.round:
        return OriginFacts(programme, enrolled=False)
    if (due.origin_id, due.subject_id) not in shared.subscribed:
        return OriginFacts(programme, enrolled=False)
    if person is None or mailbox is None:
        return OriginFacts(programme)
    writing = Writing(
        step=step_of(issue),
        mailbox=mailbox,
        website=newsletter.website,
        counts=False,
        language=newsletter.language,
        newsletter=newsletter.name,
    )
    content, letter = shared.letters.to(person, writing)
    return OriginFacts(programme, content=content, material=letter)
