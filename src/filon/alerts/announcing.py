"""Recipients of rules are told through the channels of their own profile (CO-200)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.alerts import service
from filon.alerts.events import RuleMatched
from filon.alerts.matching import Change
from filon.alerts.models import Project, ProjectNotice
from filon.alerts.states import Moment
from filon.notices import kinds
from filon.notices import operations as notices
from filon.notices.kinds import Kind
from filon.notices.operations import Occurrence

ALERT = RuleMatched.kind


def register() -> None:
    kinds.register(
        Kind(
            key=ALERT,
            label=gettext_lazy("Alerte nouvelle ou mise à jour"),
            hint=gettext_lazy("Quand une règle d’alerte vous a parmi ses destinataires."),
            icon="bell",
            order=70,
            tell=matched,
            by_default=kinds.BOTH,
            shown=told_of,
            rules="alerts:rules",
        )
    )


def announce(titles: Mapping[tuple[int, Change], Sequence[str]], *, at: datetime) -> int:
    """Tell each (user, change) under these titles of rules (CO-196); answers how many notices were wanted."""
    users: dict[tuple[Change, tuple[str, ...]], list[int]] = defaultdict(list)
    for (user_id, change), names in titles.items():
        users[change, tuple(sorted(set(names)))].append(user_id)
    return notices.notify(
        Occurrence(
            kind=ALERT,
            key=change.update_id or change.project_id,
            user_ids=user_ids,
            at=at,
            company_id=change.company_id,
            origin_id=change.project_id,
            data={"moment": change.moment.value, "titles": list(names)},
        )
        for (change, names), user_ids in users.items()
    )


def settle(seen: Sequence[ProjectNotice], *, user_id: int, now: datetime) -> int:
    """The user has seen these on their day, or on the page of the project: they are dealt with under the flag too."""
    keys: list[UUID] = [notice.update_id or notice.project_id for notice in seen]
    return notices.settle(ALERT, keys, user_id=user_id, now=now) if keys else 0


def matched(data: Mapping[str, Any]) -> str:
    text = _("Projet mis à jour") if data.get("moment") == Moment.UPDATED else _("Nouveau projet")
    rules = ", ".join(_("« %(title)s »") % {"title": title} for title in data.get("titles", ()))
    return _("%(what)s : règle %(rules)s") % {"what": text, "rules": rules} if rules else text


def told_of() -> Q:
    """Projects that are there while the service is on (CO-201); of muted ones, no update (CO-203)."""
    there = Project.objects.filter(service.active())
    heard = there.filter(muted_at=None)
    new = Q(data__moment=Moment.NEW.value, origin_id__in=there.values("id"))
    return new | Q(origin_id__in=heard.values("id"))
