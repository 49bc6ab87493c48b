"""Looks at companies' own sites: asked for, and what they showed written down (CO-10)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.directory.models import Company
from filon.directory.parks.events import ParksLost, ParksSeen
from filon.directory.parks.fields import ParkFields
from filon.directory.parks.footprint import Seen
from filon.directory.parks.looking import Look
from filon.directory.parks.models import Park, SiteLook
from filon.directory.parks.operations import known_or_new
from filon.directory.parks.states import LookOutcome
from filon.kernel.errors import Refused
from filon.timeline.events import publish

BETWEEN = timedelta(days=7)
"""A site is not read more often, whoever asks."""
LOST = timedelta(hours=1)
"""A look of which nothing was heard for so long may be asked for again."""


def ask_to_look(company_id: UUID, *, now: datetime, by: int | None = None) -> SiteLook:
    """Have the home page of the company's site read by a worker. Raises Refused, and Company.DoesNotExist.

    Refused without a site, and within a week of the last look.
    """
    from filon.directory.parks.jobs import look_at_site  # noqa: PLC0415 the job writes through this module

    with transaction.atomic():
        company = Company.objects.select_for_update().only("id", "website").get(id=company_id)
        if not company.website:
            raise Refused(_("Renseignez d’abord le site web de la société."), code="no_site")
        known = SiteLook.objects.filter(company=company).first()
        if known and now - known.asked_at < (LOST if known.outcome == LookOutcome.WAITING else BETWEEN):
            raise Refused(
                _("Ce site a été demandé il y a moins d’une semaine : réessayez dans quelques jours."), code="too_soon"
            )
        values = {"asked_at": now, "asked_by_id": by, "outcome": LookOutcome.WAITING, "url": ""}
        row, _new = SiteLook.objects.update_or_create(company=company, defaults=values)
        look_at_site.defer(look_id=row.id)
    return row


def forget_looks(company_ids: Collection[UUID]) -> None:
    """These companies have another site now: it may be read at once, and what is still on its way is of the former one.

    Software that the former site showed stays until the new one has been read.
    """
    SiteLook.objects.filter(company__in=company_ids).delete()


def store_look(look_id: UUID, told: Look, *, now: datetime) -> None:
    """Write what a look showed. Nothing when it was written already, or when the company is gone.

    Only a page that was read says that software is gone from it. The company's row is held first, as by who declares
    a park, so that neither writes over the other.
    """
    with transaction.atomic():
        Company.objects.select_for_update().only("id").filter(site_look=look_id).first()
        row = SiteLook.objects.select_for_update().filter(id=look_id, outcome=LookOutcome.WAITING).first()
        if row is None:
            return
        row.outcome, row.url = told.outcome, told.url[:300]
        row.save(update_fields=["outcome", "url"])
        if told.outcome == LookOutcome.READ:
            _write(row, told.seen, now=now)


def _write(row: SiteLook, seen: Collection[Seen], *, now: datetime) -> None:
    parks = Park.objects.select_for_update(of=("self",)).select_related("software").filter(company_id=row.company_id)
    known = {park.software_id: park for park in parks.order_by("id")}
    new = []
    for each in seen:
        software = known_or_new(ParkFields(software=each.name, vendor=each.vendor, trade=each.trade), now=now)
        park = known.pop(software.id, None) or Park(company_id=row.company_id, software=software, created_at=now)
        if park.seen_at is None or park.lost_at is not None:
            new.append(software.name)
        park.seen_at, park.seen_url, park.seen_sign = now, row.url, each.sign
        park.lost_at, park.updated_at = None, now
        park.save()
    gone = [park for park in known.values() if park.seen_at is not None and park.lost_at is None]
    Park.objects.filter(id__in=[park.id for park in gone]).update(lost_at=now, updated_at=now)
    if new:
        publish(ParksSeen(software=tuple(new)), at=now, company_id=row.company_id, actor_id=row.asked_by_id)
    if gone:
        names = tuple(sorted(park.software.name for park in gone))
        publish(ParksLost(software=names), at=now, company_id=row.company_id, actor_id=row.asked_by_id)
