"""Rules: everybody's in the workspace (CO-192), as many as wanted (CO-202), kept as they are, complete or not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.alerts import audiences
from filon.alerts.models import AlertRule, RuleRecipient
from filon.alerts.states import Moments
from filon.alerts.vocabulary import vocabulary
from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import current_workspace
from filon.kernel.text import squash
from filon.tenants.models import Member

LONGEST_TITLE = 120


@dataclass(frozen=True, kw_only=True)
class RuleFields:
    """CO-196…200. What is left empty keeps the rule from working (CO-194, CO-195), it is no fault."""

    title: str = ""
    routine_id: UUID | None = None
    tags: Collection[str] = ()
    categories: Collection[str] = ()
    moments: str = ""
    recipients: Collection[int] = ()

    def columns(self) -> dict[str, object]:
        """Column → value. Raises Refused for what is no word of its field."""
        title = squash(self.title)
        if len(title) > LONGEST_TITLE:
            sentence = _("Raccourcissez le titre : %(limit)s caractères au plus.") % {"limit": LONGEST_TITLE}
            raise Refused(sentence, field="title", code="title_too_long")
        known_tags = [code for code, _label in audiences.current().tags()]
        known_categories = list(vocabulary().categories.by_code)
        if set(self.tags) - set(known_tags):
            raise Refused(_("Ce tag n’existe pas."), field="tags", code="tag_unknown")
        if set(self.categories) - set(known_categories):
            raise Refused(_("Cette catégorie n’existe pas."), field="categories", code="category_unknown")
        if self.moments and self.moments not in Moments.values:
            raise Refused(_("Choisissez de quels projets la règle parle."), field="moments", code="moments_unknown")
        return {
            "title": title,
            "routine_id": self.routine_id,
            "tags": [tag for tag in known_tags if tag in self.tags],
            "categories": [code for code in known_categories if code in self.categories],
            "moments": self.moments,
        }


def create_rule(fields: RuleFields, *, now: datetime, by: int | None = None) -> AlertRule:
    """[enregistrer] on a new rule. Works from now on when every field is filled. Raises Refused."""
    columns = _checked(fields, current=None)
    with transaction.atomic():
        rule = AlertRule.objects.create(**columns, created_by_id=by, created_at=now, updated_at=now)
        _set_recipients(rule, fields.recipients)
    return rule


def save_rule(rule_id: UUID, fields: RuleFields, *, now: datetime, seen: datetime | None = None) -> AlertRule:
    """[enregistrer] on one that exists; with a field emptied it stops working (CO-195).

    ``seen`` is the ``updated_at`` of what was edited: of two who edit at once, who saves first wins, and the other is
    refused (Conflict, "changed_meanwhile") and writes nothing. None writes over whatever is there.
    Raises Refused, AlertRule.DoesNotExist.
    """
    with transaction.atomic():
        rule = AlertRule.objects.select_for_update().get(id=rule_id)
        if seen is not None and seen != rule.updated_at:
            sentence = _("Cette règle a été enregistrée par quelqu’un d’autre pendant que vous écriviez.")
            raise Conflict(sentence, code="changed_meanwhile")
        columns = {**_checked(fields, current=rule.routine_id), "updated_at": now}
        for name, value in columns.items():
            setattr(rule, name, value)
        rule.save(update_fields=list(columns))
        _set_recipients(rule, fields.recipients)
    return rule


def delete_rule(rule_id: UUID) -> None:
    """Notices it gave stay: they are about projects."""
    AlertRule.objects.filter(id=rule_id).delete()


def _checked(fields: RuleFields, *, current: UUID | None) -> dict[str, object]:
    """The columns; a routine may be chosen that the person may see, or stay that was there already."""
    wanted = fields.routine_id
    if wanted is not None and wanted != current:
        choices = {choice.id for choice in audiences.current().routines()}
        if wanted not in choices:
            raise Refused(_("Ce flux n’existe plus : choisissez-en un autre."), field="routine", code="routine_gone")
    return fields.columns()


def _set_recipients(rule: AlertRule, recipients: Collection[int]) -> None:
    """Those chosen who are of the workspace."""
    members = Member.objects.filter(workspace=current_workspace(), left_at=None, user__in=recipients)
    chosen = set(members.values_list("user_id", flat=True))
    there = set(RuleRecipient.objects.filter(rule=rule).values_list("user_id", flat=True))
    RuleRecipient.objects.filter(rule=rule, user__in=there - chosen).delete()
    RuleRecipient.objects.bulk_create(RuleRecipient(rule=rule, user_id=user_id) for user_id in sorted(chosen - there))
