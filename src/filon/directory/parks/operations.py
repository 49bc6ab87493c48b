"""Parks declared, described, reviewed and withdrawn by people. What sites show is written by ``site_looks``."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.directory.models import Company
from filon.directory.parks.events import ParkDeclared, ParkReviewed, ParkWithdrawn
from filon.directory.parks.fields import ParkFields
from filon.directory.parks.models import Park, ParkReview, Software
from filon.kernel.errors import Refused
from filon.kernel.text import squash
from filon.timeline.events import publish

LONGEST_REVIEW = 1000


def declare_park(company_id: UUID, fields: ParkFields, *, now: datetime, by: int | None = None) -> Park:
    """The company runs this software, says ``by`` (CO-9). One that its site shows already becomes declared too.

    Raises Refused for a faulty field or a software that is declared already; Company.DoesNotExist.
    """
    columns = fields.of_park()
    with transaction.atomic():
        company = Company.objects.select_for_update().only("id").get(id=company_id)
        software = known_or_new(fields, now=now)
        park = Park.objects.select_for_update().filter(company=company, software=software).first()
        if park is not None and park.declared_at is not None:
            raise Refused(
                _("%(name)s est déjà déclaré pour cette société : modifiez sa fiche.") % {"name": software.name},
                field="software",
                code="park_known",
            )
        park = park or Park(company=company, software=software, created_at=now)
        park.declared_at, park.declared_by_id = now, by
        _write(park, columns, now=now)
        event = ParkDeclared(park_id=park.id, software=software.name)
        publish(event, at=now, company_id=company.id, actor_id=by)
    return park


def describe_park(park_id: UUID, fields: ParkFields, *, now: datetime) -> Park:
    """Its contract, its integrator, a note (CO-12); the software stays. Raises Refused, and Park.DoesNotExist."""
    columns = fields.of_park()
    with transaction.atomic():
        park = Park.objects.select_for_update(of=("self",)).select_related("software").get(id=park_id)
        _write(park, columns, now=now)
        Software.objects.filter(id=park.software_id).update(
            **{name: value for name, value in fields.of_software().items() if name != "name" and value}
        )
    return park


def withdraw_park(park_id: UUID, *, now: datetime, by: int | None = None) -> bool:
    """Take the declaration back. What the company's own site shows stays, as such. False when nobody declares it."""
    with transaction.atomic():
        park = Park.objects.select_for_update(of=("self",)).select_related("software").filter(id=park_id).first()
        if park is None or park.declared_at is None:
            return False
        if park.seen_at is None:
            park.delete()
        else:
            park.declared_at, park.declared_by, park.updated_at = None, None, now
            park.save()
        publish(ParkWithdrawn(software=park.software.name), at=now, company_id=park.company_id, actor_id=by)
    return True


def review_park(park_id: UUID, *, stars: int, text: str, now: datetime, by: int) -> ParkReview:
    """What ``by`` thinks of it, once: a second review replaces the first. Raises Refused, and Park.DoesNotExist."""
    if not 1 <= stars <= ParkReview.MOST_STARS:
        raise Refused(_("Donnez une note de 1 à 5."), field="stars", code="stars_invalid")
    with transaction.atomic():
        park = Park.objects.select_for_update(of=("self",)).select_related("software").get(id=park_id)
        written = {"stars": stars, "text": squash(text)[:LONGEST_REVIEW], "created_at": now}
        review, _new = ParkReview.objects.update_or_create(park=park, author_id=by, defaults=written)
        event = ParkReviewed(park_id=park.id, software=park.software.name, stars=stars)
        publish(event, at=now, company_id=park.company_id, actor_id=by)
    return review


def known_or_new(fields: ParkFields, *, now: datetime) -> Software:
    """The workspace's software of this name, made if it is new."""
    defaults = {**fields.of_software(), "created_at": now}
    software, _new = Software.objects.get_or_create(name_key=fields.key, defaults=defaults)
    return software


def _write(park: Park, columns: dict[str, object], *, now: datetime) -> None:
    for name, value in columns.items():
        setattr(park, name, value)
    park.updated_at = now
    park.save()
