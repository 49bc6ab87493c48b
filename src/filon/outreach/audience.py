"""Whom a campaign is for: contacts found by filters or picked by hand, and why some of them are left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from filon.consent.hashing import person_of
from filon.consent.queries import FREE, Target, are_suppressed
from filon.crm.models import Contact
from filon.crm.queries import contact_list
from filon.crm.states import ContactStatus, EmailState
from filon.directory.public.queries import masked
from filon.kernel.listing import narrow
from filon.outreach.models import Enrolment
from filon.outreach.states import EnrolmentState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

ALIVE = (EnrolmentState.WAITING, EnrolmentState.RUNNING)
KEPT = "kept"
BATCH = 2000
EXACT_UP_TO = 5000
"""How many people a count compares with the opposition list one by one; beyond, the launch alone does."""


class Judged(TypedDict):
    """What a candidate is annotated with: KEPT, or the reason that leaves them out."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Audience:
    """``filters`` are parameters of the list of contacts, ``contact_ids`` people picked by hand: both are taken.

    Without filters and without people it is empty, unless ``everybody``. ``engaged_elsewhere`` also takes people who
    are in another running campaign. ``callers``: whoever calls and reaches nobody comes in from then on (MO-26).
    """

    filters: Mapping[str, str] = field(default_factory=dict)
    contact_ids: tuple[UUID, ...] = ()
    everybody: bool = False
    engaged_elsewhere: bool = False
    callers: bool = False
    excluded_companies: tuple[UUID, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "filters": dict(self.filters),
            "contact_ids": [str(i) for i in self.contact_ids],
            "everybody": self.everybody,
            "engaged_elsewhere": self.engaged_elsewhere,
            "callers": self.callers,
            "excluded_companies": [str(i) for i in self.excluded_companies],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Audience:
        return cls(
            filters={str(k): str(v) for k, v in stored.get("filters", {}).items() if v},
            contact_ids=tuple(UUID(i) for i in stored.get("contact_ids", ())),
            everybody=bool(stored.get("everybody", False)),
            engaged_elsewhere=bool(stored.get("engaged_elsewhere", False)),
            callers=bool(stored.get("callers", False)),
            excluded_companies=tuple(UUID(i) for i in stored.get("excluded_companies", ())),
        )

    def adding(self, contact_ids: Sequence[UUID]) -> Audience:
        """The same with these people picked as well."""
        return replace(self, contact_ids=tuple(dict.fromkeys([*self.contact_ids, *contact_ids])))


@dataclass(frozen=True)
class Counted:
    """``kept`` will be engaged. ``left_out`` tells how many are not, by reason, the most frequent first."""

    kept: int
    left_out: tuple[tuple[str, int], ...]
    exact: bool

    @property
    def total(self) -> int:
        return self.kept + sum(n for _code, n in self.left_out)


@dataclass(frozen=True)
class Person:
    """Somebody to engage."""

    contact_id: UUID
    company_id: UUID | None


def candidates(audience: Audience) -> QuerySet[Contact]:
    """Everybody the audience names, before anybody is left out."""
    rows = Contact.objects.all()
    if audience.everybody:
        return rows
    named = Q(id__in=audience.contact_ids)
    spec = contact_list()
    if any(key in audience.filters for key in (*spec.filters, "q")):
        found = narrow(Contact.objects.all(), spec, audience.filters)
        named |= Q(id__in=found.values("id"))
    return rows.filter(named)


def count(audience: Audience, *, campaign_id: UUID | None = None) -> Counted:
    """How many would be engaged now, and why the others would not."""
    reasons = _judged(audience, campaign_id).order_by().values("why").annotate(n=Count("id"))
    found: dict[str, int] = dict(reasons.values_list("why", "n"))
    kept = found.pop(KEPT, 0)
    exact = kept <= EXACT_UP_TO
    if exact and kept:
        free = sum(len(batch) for batch in kept_people(audience, campaign_id=campaign_id))
        found["suppressed"] = found.get("suppressed", 0) + kept - free
        kept = free
    left_out = sorted(((code, n) for code, n in found.items() if n), key=lambda item: -item[1])
    return Counted(kept, tuple(left_out), exact)


def kept_people(audience: Audience, *, campaign_id: UUID | None = None) -> Iterator[list[Person]]:
    """Those who will be engaged, in batches, oldest contact first, the opposition list asked about each.

    Who is engaged already is asked batch by batch: the planner has no statistics of rows that this very transaction
    writes, and would read all of them again for each person.
    """
    rows = (
        candidates(audience).annotate(why=Case(*_rules(audience), default=Value(KEPT))).filter(why=KEPT).order_by("id")
    )
    columns = ("id", "company_id", "email", "company__siren", "first_name", "last_name")
    after: UUID | None = None
    while True:
        following = rows.filter(id__gt=after) if after else rows
        batch = list(following.values_list(*columns)[:BATCH])
        if not batch:
            return
        after = batch[-1][0]
        standing = are_suppressed(_target(row) for row in batch)
        taken = _taken([row[0] for row in batch], audience, campaign_id=campaign_id)
        yield [
            Person(key, company_id)
            for key, company_id, *_who in batch
            if key not in taken
            and not (known := standing.get(key, FREE)).everywhere
            and campaign_id not in known.origins
        ]


def _target(row: tuple[UUID, UUID | None, str, str | None, str, str]) -> Target:
    key, _company_id, email, siren, first_name, last_name = row
    person = person_of(siren, first_name, last_name) if siren and last_name else ""
    return Target(key, email=email, siren=siren or "", person=person)


def _taken(contact_ids: Sequence[UUID], audience: Audience, *, campaign_id: UUID | None) -> set[UUID]:
    """Who among them is in this campaign already or, unless that is wanted, in another one that runs."""
    rows = Enrolment.objects.filter(contact_id__in=contact_ids)
    if campaign_id is None:
        return (
            set()
            if audience.engaged_elsewhere
            else set(rows.filter(state__in=ALIVE).values_list("contact_id", flat=True))
        )
    if audience.engaged_elsewhere:
        rows = rows.filter(campaign_id=campaign_id)
    places = rows.values_list("contact_id", "campaign_id", "state")
    return {contact for contact, campaign, state in places if campaign == campaign_id or state in ALIVE}


def _rules(audience: Audience) -> list[When]:
    """The reasons that the card itself gives, surest first."""
    rules = [
        When(status=ContactStatus.LEFT, then=Value("contact_left")),
        When(email="", email_state=EmailState.HARD_BOUNCE, then=Value("bounced")),
        When(email="", then=Value("no_email")),
        When(opted_out_at__isnull=False, then=Value("suppressed")),
        When(email_state=EmailState.HARD_BOUNCE, then=Value("bounced")),
        When(masked("company__siren"), then=Value("not_public")),
    ]
    if audience.excluded_companies:
        rules.append(When(company_id__in=audience.excluded_companies, then=Value("company_excluded")))
    return rules


def _judged(audience: Audience, campaign_id: UUID | None) -> QuerySet[WithAnnotations[Contact, Judged]]:
    """The candidates with ``why``: KEPT, or the first reason that leaves them out."""
    engaged = Enrolment.objects.filter(contact=OuterRef("pk"))
    rules = _rules(audience)
    if campaign_id:
        rules.append(When(Exists(engaged.filter(campaign_id=campaign_id)), then=Value("engaged_here")))
    if not audience.engaged_elsewhere:
        alive = engaged.filter(state__in=ALIVE)
        others = alive.exclude(campaign_id=campaign_id) if campaign_id else alive
        rules.append(When(Exists(others), then=Value("engaged_elsewhere")))
    return candidates(audience).annotate(why=Case(*rules, default=Value(KEPT)))
