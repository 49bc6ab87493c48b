"""Which companies the rules of alerts mean: routines and their tags, which alerts cannot ask by themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from filon.alerts.audiences import Choice
from filon.directory.models import Company
from filon.kernel.ui.templatetags.ui import thousands
from filon.market.models import CompanyTag, Routine, RoutineScore
from filon.market.queries.routines import routines
from filon.market.ranking import MOST_KEPT
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

    def carrying(self, routine_ids: Collection[UUID], company_ids: Collection[UUID]) -> Mapping[tuple[UUID, UUID], str]:
        """A company without a tag that the routine finds today, among the best that it keeps, is a suspect as well."""
        rows = Company.objects.filter(id__in=company_ids).exclude(siren=None).values_list("siren", "id")
        by_siren = {int(siren): key for siren, key in rows if siren}
        found = RoutineScore.objects.filter(routine__in=routine_ids, gone_at=None, siren__in=list(by_siren))
        carried = {
            (routine, by_siren[siren]): str(Tag.SUSPECT) for routine, siren in found.values_list("routine", "siren")
        }
        tagged = CompanyTag.objects.filter(routine__in=routine_ids, company__in=company_ids)
        return carried | {(routine, key): tag for routine, key, tag in tagged.values_list("routine", "company", "tag")}

    def explained(self) -> str:
        said = _(
            "« Suspect » : aussi les sociétés sans tag que le flux trouve ce matin, parmi ses %(most)s meilleures."
        )
        return said % {"most": thousands(MOST_KEPT)}
