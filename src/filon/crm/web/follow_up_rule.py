"""What a workspace does by itself when somebody answers a campaign: a dialog of Relances, for managers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from filon.crm.follow_ups.automating import MOST_DAYS, RuleFields, set_rule
from filon.crm.follow_ups.models import ReplyRule
from filon.crm.follow_ups.states import MEANINGS, Priority
from filon.crm.web.follow_up_forms import set_choices
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants import queries as tenants
from filon.tenants.middleware import WorkspaceRequest
from filon.tenants.models import User


class RuleForm(forms.Form):
    priority = forms.ChoiceField(label=gettext_lazy("Quand une personne répond à une campagne"), required=False)
    days = forms.IntegerField(
        label=gettext_lazy("Jours après la réponse"),
        min_value=0,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("0 : le jour même."),
    )
    assignee = forms.ChoiceField(label=gettext_lazy("Confiée à"), required=False)

    def __init__(self, *args: Any, users: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(str(each.value), _("Relance %(priority)s") % {"priority": _meant(each)}) for each in Priority]
        set_choices(self.fields["priority"], [("", _("Ne rien prévoir")), *told])
        names = [(str(user.pk), user.name) for user in users]
        set_choices(self.fields["assignee"], [("", _("La personne qui suit le contact")), *names])

    def rule_fields(self) -> RuleFields | None:
        values = self.cleaned_data
        if not values["priority"]:
            return None
        assignee = int(values["assignee"]) if values["assignee"] else None
        return RuleFields(priority=Priority(int(values["priority"])), days=values["days"], assignee_id=assignee)


@require_http_methods(["GET", "POST"])
def rule(request: WorkspaceRequest) -> HttpResponse:
    """Nothing, or a follow-up on the company of whoever answers (CO-120)."""
    users = list(tenants.users(request.workspace))
    form = RuleForm(request.POST or None, users=users, initial=_initial())
    if request.method == "POST" and form.is_valid():
        write = partial(set_rule, now=request.clock.now(), by=request.user.pk)
        attempt(form, lambda: write(form.rule_fields()))
        if not form.errors:
            return web.done(request, toast=_("Automatisme enregistré."))
    context = {"form": form, "action": reverse("crm:follow_up_rule")}
    return web.show(request, "crm/follow_up_rule.html", context, status=422 if form.errors else 200)


def _meant(priority: Priority) -> str:
    return f"{str(priority.label).lower()} ({MEANINGS[priority]})"


def _initial() -> dict[str, Any]:
    row = ReplyRule.objects.first()
    if row is None:
        return {"days": 0}
    return {"priority": str(row.priority), "days": row.days, "assignee": str(row.assignee_id or "")}
