"""Whoever is given a follow-up by somebody else, or by an automation, is told of it (A-CO-15)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.crm.follow_ups.events import FollowersChanged, FollowUpSet
from filon.crm.follow_ups.models import FollowUp
from filon.crm.follow_ups.sentences import Data, day_of, priority_of
from filon.notices import kinds
from filon.notices.kinds import Kind
from filon.notices.operations import Occurrence, notify
from filon.timeline.events import Published, subscribe

ASSIGNED = "crm.follow_up_assigned"


def register() -> None:
    kinds.register(
        Kind(
            key=ASSIGNED,
            label=gettext_lazy("Relance qui vous est confiée"),
            hint=gettext_lazy(
                "Par un collègue ou par un automatisme ; celles que vous prévoyez vous-même n’y sont pas."
            ),
            icon="alarm-clock",
            order=45,
            tell=assigned,
            by_default=kinds.BOTH,
        )
    )


@subscribe(FollowUpSet, FollowersChanged)
def tell_new_followers(batch: Sequence[Published]) -> None:
    """Those who follow from now on, but not who put themselves there."""
    given = [(published, key) for published in batch if (key := _follow_up(published)) and _followers(published)]
    plans = FollowUp.objects.in_bulk([key for _published, key in given]) if given else {}
    notify(
        Occurrence(
            kind=ASSIGNED,
            key=published.id or key,
            user_ids=_followers(published),
            at=published.at,
            company_id=published.company_id,
            data={"on": plans[key].due_on.isoformat(), "priority": plans[key].priority},
        )
        for published, key in given
    )


def assigned(data: Data) -> str:
    text = _("Relance qui vous est confiée pour le %(day)s, priorité %(priority)s")
    return text % {"day": day_of(data, "on"), "priority": priority_of(data, "priority")}


def _follow_up(published: Published) -> UUID | None:
    event = published.event
    return event.follow_up_id if isinstance(event, FollowUpSet | FollowersChanged) else None


def _followers(published: Published) -> list[int]:
    event = published.event
    if isinstance(event, FollowUpSet):
        new: tuple[int, ...] = event.followers
    else:
        new = event.added if isinstance(event, FollowersChanged) else ()
    return [user_id for user_id in new if user_id != published.actor_id]
