"""A routine held against past answers: did companies that it scores well answer more often?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.templatetags.ui import percent
from filon.market.backtest import BackTest, Band
from filon.market.engine import current_market
from filon.market.models import Routine
from filon.market.queries.answers import past
from filon.market.queries.routines import scoring_of
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


@dataclass(frozen=True)
class Drawn:
    """A band as the page draws it; places are on a scale of 100."""

    label: str
    band: Band
    rate: str
    between: str
    lift: str
    tone: str
    bar: float
    low: float
    high: float


@require_GET
def answers(request: WorkspaceRequest, routine_id: UUID) -> HttpResponse:
    """The test of what is saved. Nothing is written."""
    row = one(Routine, id=routine_id)
    context: dict[str, object] = {"routine": row}
    try:
        found = past(scoring_of(row.id), market=current_market(), now=request.clock.now())
        context |= {"past": found, "test": found.test, "bands": drawn(found.test), "verdict": verdict(found.test)}
        context["overall"] = _place(found.test.rate, _scale(found.test))
    except Refused as no:
        context["refused"] = no.message
    return web.show(request, "market/backtest.html", context)


def drawn(test: BackTest) -> list[Drawn]:
    """The bands with their bars, all on one scale."""
    most = _scale(test)
    return [_drawn(test, band, most) for band in test.bands]


def verdict(test: BackTest) -> tuple[str, str]:
    """(tone, sentence): what may be concluded, which is nothing of too few."""
    if not test.companies:
        return "info", _("Aucune société de l’annuaire n’a encore reçu d’e-mail de votre part.")
    if not test.is_enough:
        return "info", _("Trop peu de réponses pour conclure : ce que montrent les barres peut n’être que le hasard.")
    best = next((band for band in test.bands if band.companies), test.bands[0])
    beats = test.beats_chance(best) if best.low is not None else None
    if beats:
        return "ok", _("Les sociétés les mieux notées ont répondu plus souvent que les autres.")
    if beats is False:
        return "warn", _("Les sociétés les mieux notées ont répondu moins souvent que les autres : revoyez les poids.")
    return "info", _("Rien ne montre que les sociétés les mieux notées répondent plus souvent que les autres.")


def _drawn(test: BackTest, band: Band, most: float) -> Drawn:
    low, high = band.interval if band.companies else (0.0, 0.0)
    lift = test.lift(band)
    beats = test.beats_chance(band)
    return Drawn(
        label=_label(band),
        band=band,
        rate=percent(band.rate, 1) if band.companies else "—",
        between=_between(low, high) if band.companies else "",
        lift="—" if lift is None else f"× {number_format(lift, 1)}",
        tone="quiet" if beats is None else "ok" if beats else "bad",
        bar=_place(band.rate, most),
        low=_place(low, most),
        high=_place(high, most),
    )


def _label(band: Band) -> str:
    if band.low is None:
        return _("Hors du marché")
    return _("%(low)s à %(high)s") % {"low": band.low, "high": band.high}


def _between(low: float, high: float) -> str:
    return _("de %(low)s à %(high)s") % {"low": percent(low, 1), "high": percent(high, 1)}


def _scale(test: BackTest) -> float:
    """The greatest share that is drawn."""
    return max([test.rate, *(band.interval[1] for band in test.bands if band.companies)], default=0) or 1.0


def _place(share: float, most: float) -> float:
    return round(100 * share / most, 2)
