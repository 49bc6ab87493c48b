"""Companies of the public directory become the workspace's own, so that they can be worked with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.directory.events import CompanyAdded
from filon.directory.models import Company
from filon.directory.operations import CompanyDraft, upsert_companies
from filon.kernel.errors import Refused
from filon.kernel.values import InvalidValue, parse_siren
from filon.market.queries.units import UnitCard, cards
from filon.timeline.events import Published, publish_many

SOURCE = "SIRENE"
"""Where the companies come from, as the timeline says it."""


@dataclass(frozen=True)
class Adopted:
    """``ids`` by the text that was given, and why each of the other texts names no company."""

    ids: dict[str, UUID] = field(default_factory=dict)
    refused: dict[str, Refused] = field(default_factory=dict)


def company_of(siren: str, *, now: datetime, by: int | None = None) -> UUID:
    """The workspace's company with this SIREN, written from the directory unless it is known.

    Raises Refused for a SIREN that is none, that the directory does not know, or whose unit may not be shown.
    """
    found = companies_of([siren], now=now, by=by)
    if siren in found.refused:
        raise found.refused[siren]
    return found.ids[siren]


def companies_of(texts: Iterable[str], *, now: datetime, by: int | None = None) -> Adopted:
    """The workspace's companies with these SIRENs, as ``company_of``, in a number of queries that does not grow."""
    adopted = Adopted()
    sirens: dict[str, str] = {}
    for text in dict.fromkeys(texts):
        try:
            sirens[text] = parse_siren(text)
        except InvalidValue as no:
            adopted.refused[text] = Refused(str(no.message), field="siren", code=no.code)
    with transaction.atomic():
        ids = _known(sirens.values())
        ids |= _written([siren for siren in dict.fromkeys(sirens.values()) if siren not in ids], now=now, by=by)
    for text, siren in sirens.items():
        if siren in ids:
            adopted.ids[text] = ids[siren]
        else:
            adopted.refused[text] = _unknown(siren)
    return adopted


def _known(sirens: Iterable[str]) -> dict[str, UUID]:
    rows = Company.objects.filter(siren__in=list(sirens)).values_list("siren", "id")
    return {siren: key for siren, key in rows if siren}


def _written(sirens: Sequence[str], *, now: datetime, by: int | None) -> dict[str, UUID]:
    """Those that the directory knows and may show, as companies of the workspace."""
    found = cards(sirens) if sirens else {}
    drafts = [_draft(card) for card in found.values()]
    if not drafts:
        return {}
    made = upsert_companies(drafts, now=now)
    publish_many(
        Published(event=CompanyAdded(source=SOURCE), at=now, company_id=one.id, actor_id=by)
        for one in made
        if one.created
    )
    return {siren: one.id for siren, one in zip(found, made, strict=True)}


def _draft(card: UnitCard) -> CompanyDraft:
    where = {"address": card.address, "postcode": card.postcode, "city": card.city}
    return CompanyDraft(name=card.name, siren=card.siren, country="FR", **where)


def _unknown(siren: str) -> Refused:
    said = _("L’annuaire ne connaît pas le SIREN %(siren)s.") % {"siren": siren}
    return Refused(said, field="siren", code="siren_unknown")
