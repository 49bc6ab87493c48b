"""A company of the public directory becomes one of the workspace's own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from filon.directory.fields import CompanyFields, web_address
from filon.directory.models import Company
from filon.directory.operations import create_company
from filon.directory.public.models import Abroad, Establishment, Unit
from filon.kernel.errors import Refused
from filon.kernel.text import fold

SOURCE = "SIRENE"
SOURCE_ABROAD = "registre étranger"


def adopt(siren: str, *, now: datetime, by: int | None = None) -> Company:
    """The workspace's company of this SIREN, written from the directory unless it is known. Twice is once.

    Raises Refused for a unit that the directory does not know or may not show.
    """
    with transaction.atomic():
        if known := Company.objects.filter(siren=siren).first():
            return known
        unit = Unit.objects.filter(siren=siren, diffusible=True).first()
        if unit is None:
            raise Refused(_("L’annuaire public ne montre pas cette société."), code="not_public")
        try:
            return create_company(_fields(unit), now=now, by=by, source=SOURCE)
        except Refused as no:
            if no.code == "siren_known":  # somebody else was quicker
                return Company.objects.get(siren=siren)
            raise


def adopt_abroad(row_id: int, *, now: datetime, by: int | None = None) -> Company:
    """The same for a company of another country, known by its name there. Raises Refused."""
    with transaction.atomic():
        row = Abroad.objects.select_for_update().filter(id=row_id).first()
        if row is None:
            raise Refused(_("L’annuaire public ne montre pas cette société."), code="not_public")
        same = Company.objects.filter(name_key=fold(row.name)[:200], country=row.country)
        if known := same.order_by("created_at", "id").first():
            return known
        fields = CompanyFields(
            name=row.name,
            website=_site(row.website),
            address=row.address,
            postcode=row.postcode,
            city=row.city,
            country=row.country,
        )
        return create_company(fields, now=now, by=by, source=SOURCE_ABROAD)


def _fields(unit: Unit) -> CompanyFields:
    head = Establishment.objects.filter(siret=unit.siren + unit.head_nic, diffusible=True).first()
    where = {"address": head.address, "postcode": head.postcode, "city": head.city} if head else {}
    return CompanyFields(name=shown_name(unit), siren=unit.siren, **where)


def shown_name(unit: Unit) -> str:
    """What a unit is called: its name, else the person's, else the brand, else the number."""
    return unit.name or f"{unit.first_name} {unit.last_name}".strip() or unit.brand or str(unit.siren)


def _site(text: str) -> str:
    """What a table gives for a site, if it is one."""
    try:
        return web_address(text)[0]
    except Refused:
        return ""
