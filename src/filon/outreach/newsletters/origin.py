"""Newsletters, as ``actions`` knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from filon.actions.claiming import COLUMNS
from filon.actions.models import Action
from filon.actions.origins import Engagement, OriginFacts
from filon.actions.outcomes import Outcome
from filon.actions.people import Recipient
from filon.actions.policy import FOR_GOOD, Refuse
from filon.actions.situation import Due
from filon.actions.states import State
from filon.outreach.newsletters.facts import facts_of
from filon.outreach.newsletters.models import Newsletter
from filon.outreach.newsletters.operations import end, settle
from filon.outreach.newsletters.operations.sending import NEWSLETTER, TO_COME
from filon.outreach.newsletters.states import Ended

WHY = {"unsubscribed_from_campaign": Ended.RECIPIENT}
"""Reasons of the policy that are called otherwise here."""
OVER = (State.DONE, State.FAILED)


class Newsletters:
    """``actions.origins.Origin`` for newsletters."""

    def facts(
        self, batch: Sequence[Due], *, people: Mapping[UUID, Recipient], now: datetime
    ) -> Mapping[UUID, OriginFacts]:
        return facts_of(batch, people=people)

    def ended(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        settle({UUID(ended.due.step) for ended in outcomes if ended.state in OVER}, now=now)

    def refused(self, refused: Sequence[tuple[Due, Refuse]], *, now: datetime) -> None:
        """Reasons that hold for good end the subscription; the others keep people from this issue only."""
        for code in sorted(FOR_GOOD):
            people = [due for due, decision in refused if any(reason.code == code for reason in decision.reasons)]
            end(((due.origin_id, due.subject_id) for due in people), why=Ended(WHY.get(code, code)), now=now)
        settle({UUID(due.step) for due, _decision in refused}, now=now)

    def engagements(self, subject_id: UUID, *, now: datetime) -> Sequence[Engagement]:
        """The next issue of each newsletter that has one planned for the person."""
        rows = Action.objects.filter(subject_id=subject_id, origin_kind=NEWSLETTER, state__in=TO_COME)
        dues = [Due(*row) for row in rows.order_by("-wanted_at", "-id").values_list(*COLUMNS)]
        first = {due.origin_id: due for due in dues}
        titles = dict(Newsletter.objects.filter(id__in=first).values_list("id", "name"))
        return [Engagement(key, titles[key], due) for key, due in first.items() if key in titles]
