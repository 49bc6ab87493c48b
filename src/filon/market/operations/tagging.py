"""Tags: set by a person, by a list of SIRENs, and by a follow-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from filon.directory.models import Company
from filon.market.events import CompanyTagged, TagKept
from filon.market.models import CompanyTag, Routine, RoutineMember
from filon.market.operations.adopting import companies_of
from filon.market.states import BOUGHT, Tag
from filon.timeline.events import Published, publish, publish_many


@dataclass(frozen=True)
class Tagged:
    """What became of a list: how many companies have the tag now, and why each other line was refused."""

    tagged: int
    refused: tuple[tuple[str, str], ...] = ()


class FollowUp(NamedTuple):
    """Somebody will come back to a company."""

    company_id: UUID
    user_id: int


def set_tag(routine_id: UUID, company_id: UUID, tag: Tag | None, *, now: datetime, by: int | None = None) -> Tag | None:
    """Say where the company stands in the routine (CO-155); None takes the tag off. Answers the one before.

    Raises Routine.DoesNotExist, Company.DoesNotExist.
    """
    with transaction.atomic():
        routine = Routine.objects.select_for_update().get(id=routine_id)
        company = Company.objects.only("id", "siren").get(id=company_id)
        return _set(routine, company, tag, now=now, by=by)


def promote(company_id: UUID, *, user_id: int, now: datetime) -> Tag | None:
    """A follow-up was planned for the company: on the default routine of its user it is a prospect now (CO-156).

    Who has no default routine changes nothing (A-CO-3). A client, also a former one, keeps the tag, and the timeline
    says so, unless the routine lets follow-ups win (A-CO-2). Answers the tag that the company has afterwards.
    """
    return promote_all([FollowUp(company_id, user_id)], now=now).get(FollowUp(company_id, user_id))


def promote_all(follow_ups: Iterable[FollowUp], *, now: datetime) -> dict[FollowUp, Tag]:
    """``promote`` for many, in queries that grow with the users they are of and not with their number.

    Answers the tags afterwards; follow-ups of who has no default routine are left out.
    """
    wanted = list(dict.fromkeys(follow_ups))
    places = RoutineMember.objects.filter(user__in={each.user_id for each in wanted}, is_default=True)
    routine_of = dict(places.values_list("user_id", "routine"))
    found: dict[FollowUp, Tag] = {}
    with transaction.atomic():
        held = Routine.objects.select_for_update().filter(id__in=set(routine_of.values())).order_by("id")
        routines = {routine.id: routine for routine in held}
        for user_id, routine_id in sorted(routine_of.items()):
            companies = [each.company_id for each in wanted if each.user_id == user_id]
            tags = _promoted(routines[routine_id], companies, user_id=user_id, now=now)
            found |= {FollowUp(key, user_id): tag for key, tag in tags.items()}
    return found


def tag_by_siren(routine_id: UUID, sirens: Sequence[str], tag: Tag, *, now: datetime, by: int | None = None) -> Tagged:
    """Give a whole list of existing customers their tag (CO-158); the SIREN is what says who each is.

    Lines that name nobody are answered with their reason; the others are tagged. Twice is the same as once.
    """
    texts = dict.fromkeys(text.strip() for text in sirens if text.strip())
    with transaction.atomic():
        routine = Routine.objects.select_for_update().get(id=routine_id)
        found = companies_of(texts, now=now, by=by)
        companies = Company.objects.filter(id__in=set(found.ids.values())).only("id", "siren")
        _set_many(routine, companies, tag, now=now, by=by)
    refused = ((text, found.refused[text].message) for text in texts if text in found.refused)
    return Tagged(len(set(found.ids.values())), tuple(refused))


def _promoted(routine: Routine, company_ids: Sequence[UUID], *, user_id: int, now: datetime) -> dict[UUID, Tag]:
    """Company → the tag it has afterwards; clients keep theirs unless the routine lets follow-ups win."""
    companies = list(Company.objects.filter(id__in=company_ids).only("id", "siren"))
    rows = CompanyTag.objects.filter(routine=routine, company__in=company_ids).values_list("company", "tag")
    kept = {} if routine.follow_ups_win else {key: Tag(tag) for key, tag in rows if tag in BOUGHT}
    publish_many(
        Published(event=TagKept(tag=tag), at=now, company_id=key, origin_id=routine.id, actor_id=user_id)
        for key, tag in kept.items()
    )
    _set_many(routine, [c for c in companies if c.id not in kept], Tag.PROSPECT, now=now, by=user_id)
    return {company.id: kept.get(company.id, Tag.PROSPECT) for company in companies}


def _set_many(routine: Routine, companies: Iterable[Company], tag: Tag, *, now: datetime, by: int | None) -> None:
    rows = list(companies)
    before = dict(CompanyTag.objects.filter(routine=routine, company__in=rows).values_list("company_id", "tag"))
    changed = [company for company in rows if before.get(company.id) != tag]
    CompanyTag.objects.bulk_create(
        [_row(routine, company, tag, now=now, by=by) for company in changed],
        update_conflicts=True,
        unique_fields=["routine", "company"],
        update_fields=["tag", "siren", "set_by", "set_at"],
    )
    publish_many(
        Published(
            event=CompanyTagged(tag=tag, before=before.get(company.id, "")),
            at=now,
            company_id=company.id,
            origin_id=routine.id,
            actor_id=by,
        )
        for company in changed
    )


def _set(routine: Routine, company: Company, tag: Tag | None, *, now: datetime, by: int | None) -> Tag | None:
    before = _tag(routine, company)
    if tag == before:
        return before
    if tag is None:
        CompanyTag.objects.filter(routine=routine, company=company).delete()
        event = CompanyTagged(tag="", before=before or "")
        publish(event, at=now, company_id=company.id, origin_id=routine.id, actor_id=by)
    else:
        _set_many(routine, [company], tag, now=now, by=by)
    return before


def _row(routine: Routine, company: Company, tag: Tag, *, now: datetime, by: int | None) -> CompanyTag:
    siren = int(company.siren) if company.siren else None
    return CompanyTag(routine=routine, company=company, siren=siren, tag=tag, set_by_id=by, set_at=now)


def _tag(routine: Routine, company: Company) -> Tag | None:
    found = CompanyTag.objects.filter(routine=routine, company=company).values_list("tag", flat=True).first()
    return Tag(found) if found else None
