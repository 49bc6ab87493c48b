"""Whether a rule works, and what keeps it from working. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.alerts.models import AlertRule
from filon.alerts.states import Standing

FIELDS: dict[str, str | Promise] = {
    "title": _("le titre"),
    "routine_id": _("le flux"),
    "tags": _("les tags"),
    "categories": _("les catégories"),
    "moments": _("quels projets"),
    "recipients": _("les destinataires"),
}
"""Every field of a rule; all of them have to be filled (CO-194)."""


@dataclass(frozen=True)
class Verdict:
    """``missing`` are names of FIELDS."""

    standing: Standing
    missing: tuple[str, ...] = ()

    @property
    def works(self) -> bool:
        return self.standing == Standing.ACTIVE

    @property
    def missing_words(self) -> list[str]:
        return [str(FIELDS[name]) for name in self.missing]


def standing_of(
    rule: AlertRule, *, recipients: Collection[int], routines: Mapping[UUID, str], service: bool
) -> Verdict:
    """The verdict over a saved rule. ``recipients`` are users who are in the workspace today, ``routines`` those in
    use. What is missing counts first, then a routine that is gone, then the service (CO-194, CO-195, CO-201).
    """
    missing = missing_fields(rule, recipients=recipients)
    if missing:
        return Verdict(Standing.INCOMPLETE, missing)
    if rule.routine_id not in routines:
        return Verdict(Standing.NO_ROUTINE)
    return Verdict(Standing.ACTIVE if service else Standing.SERVICE_OFF)


def missing_fields(rule: AlertRule, *, recipients: Collection[int]) -> tuple[str, ...]:
    """The fields that are empty, in the order of the page."""
    filled = {**{name: getattr(rule, name, None) for name in FIELDS}, "recipients": recipients}
    return tuple(name for name in FIELDS if not filled[name])
