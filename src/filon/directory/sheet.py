"""What a company's sheet says of it, gathered from the workspace's own card and from the public directory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from filon.directory.models import Company, Mistake, News, Park, SiteLook
from filon.directory.parks.queries import parks_of
from filon.directory.public import queries as public
from filon.directory.public.activities import Code, codes_of, labels
from filon.directory.public.models import Establishment, Finance, Lookup, Unit
from filon.directory.public.states import Revision

PLACES_SHOWN = 20
"""Tabs of establishments on a page; those after them come when they are asked for."""
YEARS_SHOWN = 5
NEWS_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class Places:
    """A page of the establishments of a unit, the head office first; ``more`` tells that there are others after it."""

    rows: list[Establishment]
    page: int
    more: bool


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The left part of the page (CO-1…12). ``unit`` is None for a company that the directory does not know.

    ``codes`` are its activities, the main one first; ``trade`` says that of ``place`` in words.
    """

    company: Company
    unit: Unit | None
    codes: Sequence[Code]
    places: Places
    place: Establishment | None
    trade: str
    finances: Sequence[Finance]
    lookup: Lookup | None
    parks: Sequence[Park]
    look: SiteLook | None
    news: Sequence[News]
    mistakes: int

    @property
    def shown(self) -> bool:
        """Whether the company lets its public information be shown."""
        return self.unit is not None and self.unit.diffusible


def sheet_of(company: Company, *, on: date, siret: str = "") -> Sheet:
    """Everything about a company, in a fixed number of queries. ``siret`` is the establishment whose tab is open; the
    main nomenclature of activities is that of the day ``on``."""
    unit = public.unit(company.siren) if company.siren else None
    places = places_of(company.siren or "") if unit else Places(rows=[], page=0, more=False)
    place = _open(places, siret)
    return Sheet(
        company=company,
        unit=unit,
        codes=codes_of(unit, on=on) if unit and unit.diffusible else (),
        places=places,
        place=place,
        trade=trade_of(place) if place else "",
        finances=list(unit.finances.order_by("-year")[:YEARS_SHOWN]) if unit and unit.diffusible else [],
        lookup=Lookup.objects.filter(unit=unit).first() if unit else None,
        parks=list(parks_of(company.id)),
        look=SiteLook.objects.filter(company=company).first(),
        news=list(News.objects.filter(company=company).order_by("-on", "-id")[:NEWS_SHOWN]),
        mistakes=Mistake.objects.filter(company=company, closed_at=None).count(),
    )


def places_of(siren: str, *, page: int = 0) -> Places:
    """One page of the establishments of a unit, in one query."""
    first = page * PLACES_SHOWN
    rows = list(public.establishments(siren)[first : first + PLACES_SHOWN + 1])
    return Places(rows=rows[:PLACES_SHOWN], page=page, more=len(rows) > PLACES_SHOWN)


def trade_of(place: Establishment) -> str:
    """What an establishment does, in words; "" when nobody knows."""
    return labels([place.naf], Revision.NAF).get(place.naf, "")


def _open(places: Places, siret: str) -> Establishment | None:
    return next((place for place in places.rows if place.siret == siret), places.rows[0] if places.rows else None)
