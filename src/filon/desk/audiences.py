"""Which companies the rules of alerts mean: routines and their tags, which alerts cannot ask by themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.functional import Promise

from filon.alerts.audiences import Choice
from filon.directory.models import Company
from filon.market.models import CompanyTag, Routine, RoutineScore
from filon.market.queries.routines import routines
from filon.market.states import Tag


class Routines:
    """What `alerts.audiences.Provider` asks, answered by `market`."""

    def tags(self) -> Sequence[tuple[str, str | Promise]]:
        return [(tag.value, tag.label) for tag in Tag]

    def routines(self) -> Sequence[Choice]:
        return [Choice(key, title) for key, title in routines().values_list("id", "title")]

    def titles(self, ids: Collection[UUID]) -> Mapping[UUID, str]:
        rows = Routine.objects.filter(id__in=set(ids), archived_at=None)
        return dict(rows.values_list("id", "title")) if ids else {}

    def companies(self, workspace: UUID, routine_id: UUID, tags: Collection[str]) -> QuerySet[Company]:
        """Those with such a tag; a company without a tag that the routine finds today is a suspect as well."""
        mine = CompanyTag.objects.filter(routine=routine_id, company=OuterRef("id"))
        wanted = Q(Exists(mine.filter(tag__in=list(tags))))
        if Tag.SUSPECT in tags:
            number = Cast(OuterRef("siren"), IntegerField())
            wanted |= ~Q(Exists(mine)) & Q(
                Exists(RoutineScore.objects.filter(routine=routine_id, gone_at=None, siren=number))
            )
        return Company.objects.filter(wanted, workspace=workspace)
