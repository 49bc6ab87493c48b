"""What a phone campaign tells the policy of each of its actions, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max

from filon.actions.origins import OriginFacts
from filon.actions.situation import Due, Line, Person, Programme
from filon.billing.queries import is_overdrawn
from filon.calls import callers
from filon.calls.claims import MAYBE_UP
from filon.calls.full.opposition import Callee, opposed
from filon.calls.models import Attempt, CallCampaign, CallSettings, Prospect
from filon.calls.places import Place
from filon.calls.schedule import window_of
from filon.calls.states import CampaignState, ProspectState, Scenario
from filon.directory.public.queries import masked_among
from filon.kernel.values.siren import SIREN_DIGITS

_LAST = ("campaign_id", "prospect__phone", "at")
CALLABLE = (ProspectState.WAITING, ProspectState.REFUSED)


@dataclass(frozen=True, slots=True)
class Dial:
    """What it takes to call a row: the material of its action."""

    prospect: Prospect
    campaign: CallCampaign
    number: int
    caller: str


@dataclass(frozen=True, slots=True)
class _Batch:
    """What the actions of a batch share, counted once."""

    rows: dict[UUID, Prospect]
    campaigns: dict[UUID, CallCampaign]
    ended: dict[UUID, datetime]
    suppressed: frozenset[UUID]
    masked: frozenset[UUID]
    phones: frozenset[str]
    companies: frozenset[UUID]
    by_trunk: Counter[UUID]
    by_campaign: Counter[UUID]
    stopped: bool
    paid: bool


def facts_of(batch: Sequence[Due]) -> dict[UUID, OriginFacts]:
    """``actions.origins.Origin.facts`` for phone campaigns."""
    shared = _load(batch)
    found: dict[UUID, OriginFacts] = {}
    for due in batch:
        campaign, row = shared.campaigns.get(due.origin_id), shared.rows.get(due.subject_id)
        if campaign is not None and row is not None:
            found[due.id] = _of(due, campaign=campaign, row=row, shared=shared)
    return found


def _of(due: Due, *, campaign: CallCampaign, row: Prospect, shared: _Batch) -> OriginFacts:
    window = window_of(campaign, Place(row.zone, row.country, row.region))
    trunk = campaign.trunk
    caller = campaign.caller or (trunk.caller if trunk else "")
    return OriginFacts(
        Programme(window=window, launched=campaign.started_at is not None),
        enrolled=row.state in CALLABLE and not _put_aside(row) and due.occurrence == row.attempts_made + 1,
        person=Person(suppressed=row.id in shared.suppressed, masked=row.id in shared.masked),
        line=Line(
            attempts_made=row.attempts_made,
            attempts_allowed=campaign.attempts,
            last_ended_at=shared.ended.get(row.id),
            delay=timedelta(hours=campaign.delay_hours),
            engaged=row.phone in shared.phones or row.company_id in shared.companies,
            caller_ok=trunk is not None and callers.is_allowed(caller, kind=trunk.kind),
            paid=shared.paid,
            stopped=shared.stopped,
            paused=campaign.state != CampaignState.RUNNING,
            campaign_live=shared.by_campaign[campaign.id],
            campaign_cap=campaign.simultaneous,
            trunk_live=shared.by_trunk[trunk.id] if trunk else 0,
            trunk_cap=trunk.max_concurrent if trunk else 0,
        ),
        material=Dial(row, campaign, row.attempts_made + 1, caller),
    )


def _put_aside(row: Prospect) -> bool:
    """A person put the row aside: whatever brings its action back, it is not called."""
    return row.state == ProspectState.REFUSED and any(each.get("code") == "excluded" for each in row.last_reasons)


def _load(batch: Sequence[Due]) -> _Batch:
    rows = Prospect.objects.in_bulk({due.subject_id for due in batch})
    campaigns = CallCampaign.objects.select_related("trunk").in_bulk({due.origin_id for due in batch})
    sirens = _sirens(rows.values())
    live = list(Attempt.objects.filter(MAYBE_UP).values_list("phone", "company_id", "trunk_id", "campaign_id"))
    return _Batch(
        rows=rows,
        campaigns=campaigns,
        ended=_ended(rows) | _ended_at_numbers(rows, campaigns),
        suppressed=_suppressed(rows.values(), sirens),
        masked=_masked(sirens),
        phones=frozenset(phone for phone, *_ in live),
        companies=frozenset(company for _, company, *_ in live if company),
        by_trunk=Counter(trunk for _, _, trunk, _ in live),
        by_campaign=Counter(campaign for *_, campaign in live),
        stopped=CallSettings.objects.filter(stopped=True).exists(),
        paid=not is_overdrawn(),
    )


def _ended(rows: Mapping[UUID, Prospect]) -> dict[UUID, datetime]:
    """When the last call of each row that was called ended."""
    called = [row.id for row in rows.values() if row.attempts_made]
    last = Attempt.objects.filter(counted=True, prospect_id__in=called, ended_at__isnull=False)
    return dict(last.values("prospect_id").annotate(at=Max("ended_at")).values_list("prospect_id", "at"))


def _ended_at_numbers(rows: Mapping[UUID, Prospect], campaigns: Mapping[UUID, CallCampaign]) -> dict[UUID, datetime]:
    """The same of rows that share their number with others of a Full campaign: whoever answered for one of them is not
    rung again at once for the next. Asked after the live calls: one that ends meanwhile is live, or is counted here."""
    full = {key for key, campaign in campaigns.items() if campaign.scenario == Scenario.FULL}
    people = [row for row in rows.values() if row.campaign_id in full]
    if not people:
        return {}
    over = Attempt.objects.filter(counted=True, ended_at__isnull=False, prospect__campaign_id__in=full)
    at_theirs = over.filter(prospect__phone__in={row.phone for row in people}).values("campaign_id", "prospect__phone")
    last = {(campaign, phone): at for campaign, phone, at in at_theirs.annotate(at=Max("ended_at")).values_list(*_LAST)}
    keys = {row.id: (row.campaign_id, row.phone) for row in people}
    return {row_id: last[key] for row_id, key in keys.items() if key in last}


def called_since(row: Prospect, *, since: datetime) -> bool:
    """Whether a call of the row's campaign to its number ended after ``since``, for one row or another."""
    over = Attempt.objects.filter(counted=True, ended_at__gt=since, prospect__campaign_id=row.campaign_id)
    return over.filter(prospect__phone=row.phone).exists()


def _sirens(rows: Collection[Prospect]) -> dict[UUID, str]:
    """SIREN of the companies of rows, where they are known: the company's, else that of the row's SIRET."""
    known = Prospect.objects.filter(id__in=[row.id for row in rows], company__isnull=False)
    given = {row.id: row.siret[:SIREN_DIGITS] for row in rows if row.siret}
    return given | {key: siren for key, siren in known.values_list("id", "company__siren") if siren}


def opposed_rows(rows: Collection[Prospect]) -> frozenset[UUID]:
    """Those of these rows that may not be called because somebody asked for that."""
    return _suppressed(rows, _sirens(rows))


def _suppressed(rows: Collection[Prospect], sirens: Mapping[UUID, str]) -> frozenset[UUID]:
    """Rows whose number, company or person asked not to be called."""
    listed = opposed([_callee(row, siren=sirens.get(row.id, "")) for row in rows])
    return listed.numbers | listed.people


def _callee(row: Prospect, *, siren: str) -> Callee:
    return Callee(row.id, row.phone, siren, row.first_name, row.last_name, row.email)


def _masked(sirens: Mapping[UUID, str]) -> frozenset[UUID]:
    """Rows of companies that may not be used for prospecting (art. R. 123-232-1 C. com.)."""
    hidden = masked_among(sirens.values())
    return frozenset(key for key, siren in sirens.items() if siren in hidden)
