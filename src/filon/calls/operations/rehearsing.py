"""A rehearsal: the same campaign on the practice switchboards of this machine, where no number is dialled for good."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.calls.models import CallCampaign, Prospect, Trunk
from filon.calls.operations.campaigns import activate, locked
from filon.calls.planning import plan_attempts
from filon.calls.recorded import operations as recorded
from filon.calls.states import TrunkKind
from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7

MOST_REHEARSED = 200
"""Rows of a rehearsal: enough to see every nature, few enough to be over soon."""
ALL_DAY = [[0, 24]]


def rehearse(campaign_id: UUID, *, now: datetime, owner_id: int | None = None) -> CallCampaign:
    """Copy a campaign's first rows onto the practice trunk and start at once, at any hour. It costs no credit.

    Raises Refused where the practice switchboards are not set up, or when there is no row.
    """
    with transaction.atomic():
        source = locked(campaign_id)
        trunk = Trunk.objects.filter(kind=TrunkKind.PRACTICE).order_by("created_at").first()
        if trunk is None:
            raise Refused(_("Les standards d’entraînement ne sont pas installés dans cet espace."), code="no_practice")
        rows = list(source.prospects.exclude(phone="").order_by("position")[:MOST_REHEARSED])
        copy = _copy(source, trunk, now=now, owner_id=owner_id)
        recorded.copy(source, copy)
        plan_attempts(copy, _copied(copy, rows, now=now), at=now, now=now)
        return activate(copy.id, now=now, actor_id=owner_id)


def _copy(source: CallCampaign, trunk: Trunk, *, now: datetime, owner_id: int | None) -> CallCampaign:
    return CallCampaign.objects.create(
        name=_("Répétition : %(name)s") % {"name": source.name[:100]},
        scenario=source.scenario,
        trunk=trunk,
        attempts=source.attempts,
        delay_hours=source.delay_hours,
        days=list(range(7)),
        slots=ALL_DAY,
        time_zone=source.time_zone,
        skip_holidays=False,
        simultaneous=source.simultaneous,
        retry_voicemail=source.retry_voicemail,
        retry_ivr=source.retry_ivr,
        probe_text=source.probe_text,
        caller_name=source.caller_name,
        purpose=source.purpose,
        ask_email=source.ask_email,
        weights=source.weights,
        practice=True,
        owner_id=owner_id,
        created_at=now,
        updated_at=now,
    )


def _copied(copy: CallCampaign, rows: list[Prospect], *, now: datetime) -> list[Prospect]:
    """The same numbers as new rows, without what their calls came to."""
    made = [
        Prospect(
            id=uuid7(),
            campaign=copy,
            position=row.position,
            phone=row.phone,
            kind=row.kind,
            label=row.label,
            first_name=row.first_name,
            last_name=row.last_name,
            job_title=row.job_title,
            email=row.email,
            external_id=row.external_id,
            siret=row.siret,
            person_key=row.person_key,
            zone=row.zone,
            country=row.country,
            region=row.region,
            columns=row.columns,
            created_at=now,
        )
        for row in rows
    ]
    return list(Prospect.objects.bulk_create(made))
