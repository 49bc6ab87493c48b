"""The facts of a batch, in a number of queries that does not depend on how many actions there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from filon.actions import people
from filon.actions.origins import GONE, OriginFacts, facts_of
from filon.actions.people import Recipient
from filon.actions.situation import ActionFacts, Due, Lane, Person
from filon.consent.queries import FREE, Standing
from filon.crm.models import Opportunity
from filon.crm.states import Automation

NOBODY = Person(has_email=False, left=True)
"""Of a contact that no longer exists."""


@dataclass(frozen=True, slots=True)
class Case:
    """An action with all that there is to know about it. ``material`` goes from its programme to its channel."""

    due: Due
    facts: ActionFacts
    person: Recipient | None
    material: Any = None

    def with_material(self, material: object) -> Case:
        """The same case on its way to the channel, with something else in hand."""
        return Case(self.due, self.facts, self.person, material)


def load(batch: Sequence[Due], *, lanes: Mapping[UUID, Lane], now: datetime) -> list[Case]:
    """One case for each action, in the same order."""
    known = people.load({due.subject_id for due in batch})
    standings = people.standings(known.values())
    off = _turned_off(batch)
    origins = facts_of(batch, people=known, now=now)
    cases = []
    for due in batch:
        person = known.get(due.subject_id)
        origin = origins.get(due.id, GONE)
        facts = ActionFacts(
            person=origin.person or _person(person, standings.get(due.subject_id, FREE), due.origin_id),
            programme=origin.programme,
            lane=lanes.get(due.lane_id) or _no_lane(origin),
            content=origin.content,
            automation_on=(due.origin_id, due.company_id) not in off,
            enrolled=origin.enrolled,
            line=origin.line,
        )
        cases.append(Case(due, facts, person, origin.material))
    return cases


def _person(person: Recipient | None, standing: Standing, origin_id: UUID) -> Person:
    if person is None:
        return NOBODY
    return Person(
        has_email=bool(person.email),
        left=person.left,
        bounced=person.bounced,
        suppressed=standing.everywhere,
        masked=person.masked,
        unsubscribed=origin_id in standing.origins,
    )


def _no_lane(origin: OriginFacts) -> Lane:
    """A lane that is gone works like a broken one: nothing leaves, nothing is lost."""
    return Lane(zone=origin.programme.window.zone, working=False)


def _turned_off(batch: Sequence[Due]) -> frozenset[tuple[UUID, UUID]]:
    """The (programme, company) pairs whose robot is off."""
    companies = {due.company_id for due in batch if due.company_id}
    rows = Opportunity.objects.filter(
        automation=Automation.OFF,
        company_id__in=companies,
        origin_id__in={due.origin_id for due in batch},
    )
    return frozenset(rows.values_list("origin_id", "company_id")) if companies else frozenset()
