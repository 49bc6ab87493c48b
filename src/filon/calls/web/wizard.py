"""The two steps of a Light campaign (ST-15, ST-22…31); the second one edits it later."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from filon.billing.rules import tariff
from filon.calls.models import CallCampaign
from filon.calls.operations.campaigns import CampaignFields, change_campaign, create_campaign
from filon.calls.states import Scenario
from filon.calls.web.campaigns import own
from filon.calls.web.forms import CampaignForm
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.middleware import WorkspaceRequest

WHAT: dict[Scenario, tuple[str | Promise, str | Promise]] = {
    Scenario.LIGHT: (
        "Light",
        gettext_lazy(
            "Filon appelle chaque numéro, reconnaît ce qui répond et note la joignabilité. Vous appelez ensuite "
            "d’abord les standards où une personne décroche vite."
        ),
    ),
    Scenario.FULL: (
        "Full",
        gettext_lazy(
            "En plus, Filon parle au standard, vérifie que votre interlocuteur est toujours en poste et met votre "
            "fichier à jour."
        ),
    ),
}
OFFERED = frozenset({Scenario.LIGHT})
ADVANCED = frozenset(CampaignForm.base_fields) - {
    "name",
    "attempts",
    "delay_hours",
    "simultaneous",
    "trunk",
    "webhook_url",
}
"""Fields that are collapsed until one of them is wrong (A-ST-7)."""


@require_GET
def scenario(request: WorkspaceRequest) -> HttpResponse:
    """Step 1: what one wants to know (ST-15), and what it costs (ST-14)."""
    prices = tariff()
    scenarios = [
        {
            "key": one.value,
            "name": one.label,
            "short": short,
            "what": what,
            "offered": one in OFFERED,
            "cost": ngettext("%(n)s crédit par ligne", "%(n)s crédits par ligne", prices[one]) % {"n": prices[one]},
        }
        for one, (short, what) in WHAT.items()
    ]
    return web.show(request, "calls/wizard_1.html", {"scenarios": scenarios, "steps": _steps(), "n": 1})


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """Step 2: every field filled in as recommended (ST-26); [Valider] leads to the empty campaign (ST-27)."""
    now = request.clock.now()
    form = CampaignForm(
        request.POST or None, initial={"name": _("Appels du %(day)s") % {"day": date_format(now, _("j F"))}}
    )
    if request.method == "POST" and form.is_valid():
        create = partial(create_campaign, now=now, owner_id=request.user.pk)
        if made := attempt(form, lambda: create(fields_of(form))):
            return web.done(request, redirect=reverse("calls:campaign", args=[made.id]))
    return _form(request, form, campaign=None)


@require_http_methods(["GET", "POST"])
def settings(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Rename it or change how it calls (ST-22)."""
    row = own(request, campaign_id)
    form = CampaignForm(request.POST or None, initial=CampaignForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        fields = replace(fields_of(form), weights=row.weights, practice=row.practice)
        if attempt(form, lambda: change_campaign(row.id, fields, now=request.clock.now())):
            return web.done(request, toast=_("Campagne modifiée."), redirect=reverse("calls:campaign", args=[row.id]))
    return _form(request, form, campaign=row)


def fields_of(form: CampaignForm) -> CampaignFields:
    """What the form says, as the operations take it."""
    values = form.cleaned_data
    return CampaignFields(
        name=values["name"],
        attempts=values["attempts"],
        delay_hours=values["delay_hours"],
        simultaneous=values["simultaneous"],
        trunk_id=UUID(values["trunk"]) if values["trunk"] else None,
        caller=values["caller"],
        webhook_url=values["webhook_url"],
        days=tuple(values["days"]),
        slots=tuple((first, last) for first, last in form.slots()),
        time_zone=values["time_zone"],
        skip_holidays=values["skip_holidays"],
        retry_voicemail=values["retry_voicemail"],
        retry_ivr=values["retry_ivr"],
    )


def _steps() -> list[tuple[str, str]]:
    return [(_("Scénario"), reverse("calls:campaign_new")), (_("Réglages"), "")]


def _form(request: WorkspaceRequest, form: CampaignForm, *, campaign: CallCampaign | None) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "campaign": campaign,
        "advanced": bool(ADVANCED & set(form.errors)),
        "steps": _steps(),
        "n": 2,
    }
    return web.show(request, "calls/wizard_2.html", context, status=422 if form.errors else 200)
