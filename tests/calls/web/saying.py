"""Rows at which somebody was spoken to, as the dialer leaves them."""

from __future__ import annotations

import itertools
from typing import Any

from tests.factories import MADE_AT, make_attempt, make_prospect

from filon.calls import reachability
from filon.calls.full.models import Qualification
from filon.calls.full.people import person_key
from filon.calls.full.statuses import LEVELS
from filon.calls.models import CallCampaign, Prospect
from filon.calls.reachability import Observed
from filon.calls.states import Nature, ProspectState, Status

_number = itertools.count(1)
VALIDATED, MODIFIED, INVALIDATED = "validated", "modified", "invalidated"


def make_person(campaign: CallCampaign, name: str = "", **fields: Any) -> Prospect:
    """A row of a campaign that talks, not called yet."""
    first, _, last = (name or f"Claire Durand{next(_number)}").partition(" ")
    given = {"first_name": first, "last_name": last, "person_key": person_key(first, last), **fields}
    return make_prospect(campaign, **given)


def make_spoken(
    campaign: CallCampaign, name: str = "", *, status: Status = Status.PERSON_VALIDATED, **said: Any
) -> Prospect:
    """A row with its last word; ``said`` are fields of what was said, and ``row`` those of the row."""
    fields = {"attempts_made": 1, "hold_s": 8.0, "ring_s": 4.0, **said.pop("row", {})}
    found = reachability.score(Observed(Nature.HUMAN, fields["attempts_made"], fields["hold_s"], fields["ring_s"]))
    result = {"nature": Nature.HUMAN, "status": status, "level": LEVELS[status], "score": found.value}
    row = make_person(campaign, name, state=ProspectState.DONE, parts=found.stored(), **result, **fields)
    Qualification.objects.create(row=row, attempt=make_attempt(row), created_at=MADE_AT, **said)
    return row
