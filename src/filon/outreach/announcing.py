"""Whose mailbox a campaign uses is told how people's ways through it end (A-CO-15, A-CO-26), if they asked for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.notices import kinds
from filon.notices.kinds import Kind
from filon.notices.operations import Occurrence, notify
from filon.outreach.models import Enrolment
from filon.outreach.newsletters import announcing as newsletters
from filon.outreach.states import Outcome

SUCCESS, FAILURE = "outreach.success", "outreach.failure"
KINDS = {Outcome.SUCCESS: SUCCESS, Outcome.FAILURE: FAILURE}


def register() -> None:
    newsletters.register()
    kinds.register(
        Kind(
            key=SUCCESS,
            label=gettext_lazy("Séquence réussie"),
            hint=gettext_lazy("Une réponse l’arrête : « Réponse reçue » le dit déjà."),
            icon="circle-check",
            order=50,
            tell=lambda data: _("Séquence réussie"),
            by_default=kinds.NOWHERE,
        ),
        Kind(
            key=FAILURE,
            label=gettext_lazy("Séquence en échec"),
            hint=gettext_lazy("Finie sans réponse, adresse morte ou opposition : une notification par personne."),
            icon="circle-x",
            order=55,
            tell=lambda data: _("Séquence en échec"),
            by_default=kinds.NOWHERE,
        ),
    )


def announce(enrolment_ids: Collection[UUID], *, outcome: str, at: datetime) -> int:
    """Tell of these people, whose way through their campaign has just ended; answers how many notices were wanted."""
    kind = KINDS.get(Outcome(outcome))
    if kind is None or not enrolment_ids:
        return 0
    rows = Enrolment.objects.filter(id__in=enrolment_ids).exclude(campaign__mailbox__owner=None)
    columns = ("id", "campaign_id", "contact_id", "company_id", "campaign__mailbox__owner_id")
    return notify(
        Occurrence(
            kind=kind,
            key=key,
            user_ids=[owner_id],
            at=at,
            company_id=company_id,
            contact_id=contact_id,
            origin_id=campaign_id,
        )
        for key, campaign_id, contact_id, company_id, owner_id in rows.values_list(*columns)
    )
