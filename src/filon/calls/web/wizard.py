"""The three steps of a new campaign (ST-15, ST-22…31), and the page that changes one later."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from filon.billing.rules import tariff
from filon.calls.operations.campaigns import CampaignFields, change_campaign, create_campaign
from filon.calls.queries.speech import equipment
from filon.calls.states import Scenario
from filon.calls.web.campaigns import own
from filon.calls.web.forms import PAIRS, CampaignForm, FullCampaignForm, FullSettingsForm, HoursForm, SettingsForm
from filon.calls.web.recorded import RecordingForm, recorded_of
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
            "fichier à jour : nom, fonction, e-mail, téléphone."
        ),
    ),
}
FORMS: dict[Scenario, type[SettingsForm]] = {Scenario.LIGHT: SettingsForm, Scenario.FULL: FullSettingsForm}
SETTINGS_ADVANCED = frozenset({"retry_voicemail", "retry_ivr", "probe_text", "caller"})
"""Fields that are collapsed until one of them is wrong (A-ST-7), as are all those of the hours."""
DRAFT = "calls.new_campaign"
"""Under this key the session keeps what the second step said until the third one is over."""


@require_GET
def scenario(request: WorkspaceRequest) -> HttpResponse:
    """Step 1: what one wants to know (ST-15), and what it costs (ST-14)."""
    request.session.pop(DRAFT, None)
    prices = tariff()
    scenarios = [
        {
            "key": one.value,
            "name": one.label,
            "short": short,
            "what": what,
            "talks": one == Scenario.FULL,
            "cost": ngettext("%(n)s crédit par ligne", "%(n)s crédits par ligne", prices[one]) % {"n": prices[one]},
        }
        for one, (short, what) in WHAT.items()
    ]
    context = {"scenarios": scenarios, "speech": equipment(), "steps": _steps(1), "n": 1}
    return web.show(request, "calls/wizard_1.html", context)


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """Step 2: every field filled in as recommended (ST-26); [Suivant] keeps it for the next step (ST-27)."""
    asked = request.GET.get("scenario") or _draft(request).get("scenario") or Scenario.LIGHT
    if asked not in Scenario.values:
        return web.done(request, redirect=reverse("calls:campaign_new"))
    wanted = Scenario(asked)
    form = FORMS[wanted](request.POST or None, initial=_recommended(request) | _draft(request))
    if request.method == "POST" and form.is_valid():
        fields = CampaignFields(scenario=wanted, **form.said())
        if attempt(form, fields.checked):
            request.session[DRAFT] = {"scenario": asked} | {key: form[key].data for key in form.fields}
            return web.done(request, redirect=reverse("calls:campaign_new_hours"))
    context = {
        "form": form,
        "talks": wanted == Scenario.FULL,
        "speech": equipment(),
        "advanced": SETTINGS_ADVANCED & set(form.errors),
        "steps": _steps(2),
        "n": 2,
    }
    return web.show(request, "calls/wizard_2.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hours(request: WorkspaceRequest) -> HttpResponse:
    """Step 3, the time configuration (ST-28…30); [Valider] leads to the empty campaign (ST-27)."""
    draft = _draft(request)
    wanted = Scenario(draft.pop("scenario", Scenario.LIGHT))
    settings_form = FORMS[wanted](draft)
    if not settings_form.is_valid():
        return web.done(request, redirect=reverse("calls:campaign_new_settings"))
    form, now = HoursForm(request.POST or None), request.clock.now()
    if request.method == "POST" and form.is_valid():
        create = partial(create_campaign, now=now, owner_id=request.user.pk)
        fields = CampaignFields(scenario=wanted, **settings_form.said(), **form.when())
        if made := attempt(form, lambda: create(fields)):
            del request.session[DRAFT]
            return web.done(request, redirect=reverse("calls:campaign", args=[made.id]))
    context = {"form": form, "advanced": form.errors, "steps": _steps(3), "n": 3}
    return web.show(request, "calls/wizard_3.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def settings(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Rename it or change how it calls (ST-22)."""
    row = own(request, campaign_id)
    form_class = FullCampaignForm if row.scenario == Scenario.FULL else CampaignForm
    form = form_class(request.POST or None, initial=form_class.initial_of(row))
    if request.method == "POST" and form.is_valid():
        when = form.when()
        when["slots"] += tuple(row.slots[len(PAIRS) :])  # those that the form cannot show
        fields = CampaignFields(**form.said(), **when, weights=row.weights, practice=row.practice)
        if attempt(form, lambda: change_campaign(row.id, fields, now=request.clock.now())):
            return web.done(request, toast=_("Campagne modifiée."), redirect=reverse("calls:campaign", args=[row.id]))
    wrong = set(form.errors)
    context = {
        "form": form,
        "campaign": row,
        "talks": row.scenario == Scenario.FULL,
        "speech": equipment(),
        "recording": RecordingForm(),
        "recorded": recorded_of(row.id),
        "advanced": SETTINGS_ADVANCED & wrong,
        "advanced_hours": set(HoursForm.base_fields) & wrong,
    }
    return web.show(request, "calls/campaign_settings.html", context, status=422 if form.errors else 200)


def _recommended(request: WorkspaceRequest) -> dict[str, Any]:
    """What the second step proposes beyond the defaults of its fields."""
    name = _("Appels du %(day)s") % {"day": date_format(localtime(request.clock.now()), _("j F"))}
    return {"name": name, "caller_name": request.workspace.name}


def _draft(request: WorkspaceRequest) -> dict[str, Any]:
    """What the second step said; nothing once the campaign is made."""
    kept = request.session.get(DRAFT)
    return dict(kept) if isinstance(kept, dict) else {}


def _steps(at: int) -> list[tuple[str, str]]:
    """The steps, with a link to those that are behind."""
    steps = [
        (_("Scénario"), "calls:campaign_new"),
        (_("Réglages"), "calls:campaign_new_settings"),
        (_("Configuration horaire"), ""),
    ]
    return [(name, reverse(route) if n < at else "") for n, (name, route) in enumerate(steps, 1)]
