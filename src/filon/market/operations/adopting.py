"""A company of the public directory becomes one of the workspace's own, so that it can be worked with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.directory.models import Company
from filon.directory.operations import CompanyDraft, upsert_companies
from filon.kernel.errors import Refused
from filon.kernel.values import InvalidValue, parse_siren
from filon.market.queries.units import cards


def company_of(siren: str, *, now: datetime) -> UUID:
    """The workspace's company with this SIREN, written from the directory unless it is known.

    Raises Refused for a SIREN that is none, that the directory does not know, or whose unit may not be shown.
    """
    try:
        number = parse_siren(siren)
    except InvalidValue as no:
        raise Refused(str(no.message), field="siren", code=no.code) from None
    with transaction.atomic():
        known = Company.objects.filter(siren=number).values_list("id", flat=True).first()
        if known is not None:
            return known
        card = cards([number]).get(number)
        if card is None:
            raise Refused(
                _("L’annuaire ne connaît pas le SIREN %(siren)s.") % {"siren": number},
                field="siren",
                code="siren_unknown",
            )
        draft = CompanyDraft(
            name=card.name, siren=number, address=card.address, postcode=card.postcode, city=card.city, country="FR"
        )
        return upsert_companies([draft], now=now)[0].id
