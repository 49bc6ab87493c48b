"""Who was written to and who answered, with what a routine would have told of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, Q
from django.db.models.aggregates import Count

from filon.directory.columnar.asking import SCREEN
from filon.directory.models import Company
from filon.mail.events import ComplaintReceived, MailSent, RemovalRequested, ReplyReceived
from filon.market.backtest import BackTest, Case, backtest
from filon.market.criteria import Scoring
from filon.market.engine import Market
from filon.market.facts import marks_for
from filon.market.resolve import plan
from filon.timeline.concealing import shown
from filon.timeline.models import Event

LOOKED_BACK = timedelta(days=730)
MOST_COMPANIES = 20_000
"""Those written to last."""
AGAINST = (RemovalRequested.kind, ComplaintReceived.kind)
KINDS = (MailSent.kind, ReplyReceived.kind, *AGAINST)


@dataclass(frozen=True)
class Past:
    """The test, and how many companies that were written to the directory does not know, which it leaves out."""

    test: BackTest
    unknown: int = 0


def past(scoring: Scoring, *, market: Market, now: datetime) -> Past:
    """Score the companies that were written to as they are today, and see who answered.

    A favourable answer is a person's, at a company that neither asked to be left alone nor complained. What the
    workspace knows today (tags, people) may come from that very answer: criteria on it look better than they were.
    """
    told = favourable(now=now)
    sirens = _sirens(told)
    sums = raws(scoring, {siren for siren in sirens.values() if siren is not None}, market=market)
    cases = [Case(sums[siren], told[key]) for key, siren in sirens.items() if siren in sums]
    return Past(backtest(cases), len(told) - len(cases))


def favourable(*, now: datetime) -> dict[UUID, bool]:
    """Company → whether it answered favourably, of those written to, in one query."""
    events = shown(Event.objects.filter(kind__in=KINDS, at__gte=now - LOOKED_BACK, company_id__isnull=False))
    rows = events.order_by().values("company_id").annotate(
        sent=Count("id", filter=Q(kind=MailSent.kind)),
        replies=Count("id", filter=Q(kind=ReplyReceived.kind)),
        against=Count("id", filter=Q(kind__in=AGAINST)),
        last=Max("at"),
    )  # fmt: skip
    written = rows.filter(sent__gt=0).order_by("-last", "company_id")[:MOST_COMPANIES]
    return {row["company_id"]: bool(row["replies"] and not row["against"]) for row in written if row["company_id"]}


def raws(scoring: Scoring, sirens: set[int], *, market: Market) -> dict[int, int | None]:
    """SIREN → its uncapped sum, None outside the market; those that the directory does not have are left out."""
    from filon.market.compile import HITS, Question  # noqa: PLC0415 Ibis takes half a second to import

    marks = marks_for([scoring])
    asked = plan(scoring, market.codes)
    found = market.ask(Question(asked, marks.numbers).of(sirens), marks=marks, bounds=SCREEN)
    whole = (1 << len(asked.mandatory)) - 1
    columns = (found[name].tolist() for name in ("siren", "packed", "holds"))
    return {siren: packed // HITS if holds == whole else None for siren, packed, holds in zip(*columns, strict=True)}


def _sirens(companies: Mapping[UUID, bool]) -> dict[UUID, int | None]:
    rows = Company.objects.filter(id__in=list(companies)).values_list("id", "siren")
    return {key: int(siren) if siren else None for key, siren in rows}
