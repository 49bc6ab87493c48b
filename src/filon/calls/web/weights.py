"""The weights of the score of a campaign, of those to come, and the recomputation of rows (ST-91, A-ST-2)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from filon.calls.operations.weighing import (
    LONGEST_KEPT_DAYS,
    Weighed,
    set_preferences,
    set_weights,
    usual_weights,
)
from filon.calls.queries.settings import default_weights, recording_days
from filon.calls.reachability import BY_ATTEMPT, MOST_POINTS, Weights, weights_of
from filon.calls.states import Nature
from filon.calls.web.campaigns import own
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.middleware import WorkspaceRequest

LONGEST_WAIT_S = 600
ATTEMPTS = tuple(f"attempt_{n}" for n in range(1, len(BY_ATTEMPT) + 1))
NATURES = (Nature.HUMAN, Nature.IVR, Nature.VOICEMAIL, Nature.SILENCE)


def _points(label: Any) -> forms.FloatField:
    return forms.FloatField(label=label, min_value=0, max_value=MOST_POINTS)


def _seconds(label: Any) -> forms.FloatField:
    return forms.FloatField(label=label, min_value=0, max_value=LONGEST_WAIT_S)


class WeightsForm(forms.Form):
    """Points at most for each criterion; the score is scaled to a hundred."""

    attempt_1 = _points(_("Dès la première tentative"))
    attempt_2 = _points(_("À la deuxième"))
    attempt_3 = _points(_("À la troisième"))
    hold = _points(_("Une personne sans attendre"))
    hold_full_s = _seconds(_("Tous les points jusqu’à (s)"))
    hold_none_s = _seconds(_("Plus aucun à partir de (s)"))
    ring = _points(_("Décroché sans laisser sonner"))
    human = _points(Nature.HUMAN.label)
    ivr = _points(Nature.IVR.label)
    voicemail = _points(Nature.VOICEMAIL.label)
    silence = _points(Nature.SILENCE.label)

    @classmethod
    def initial_of(cls, weights: Weights) -> dict[str, float]:
        plain = {name: getattr(weights, name) for name in ("hold", "hold_full_s", "hold_none_s", "ring")}
        natures = {nature.value: weights.nature.get(nature, 0) for nature in NATURES}
        return {**plain, **natures, **dict(zip(ATTEMPTS, weights.attempts, strict=True))}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors and values["hold_full_s"] >= values["hold_none_s"]:
            self.add_error("hold_none_s", _("Cette durée doit dépasser la précédente."))
        return values

    def weights(self) -> Weights:
        values = self.cleaned_data
        return Weights(
            attempts=tuple(values[name] for name in ATTEMPTS),
            hold=values["hold"],
            hold_full_s=values["hold_full_s"],
            hold_none_s=values["hold_none_s"],
            ring=values["ring"],
            nature={nature.value: values[nature.value] for nature in NATURES},
        )


class PreferencesForm(WeightsForm):
    """What the campaigns of the workspace start from."""

    recording_days = forms.IntegerField(
        label=_("Garder les extraits, en jours"),
        min_value=1,
        max_value=LONGEST_KEPT_DAYS,
        help_text=_("Seules les secondes qui ont décidé du résultat sont enregistrées ; elles sont effacées ensuite."),
    )


@require_http_methods(["GET", "POST"])
def weights(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Change what counts; scores and colours follow at once, without a call."""
    row = own(request, campaign_id)
    now = request.clock.now()
    form = WeightsForm(request.POST or None, initial=WeightsForm.initial_of(weights_of(row.weights)))
    if request.method == "POST":
        done: Weighed | None = None
        if "usual" in request.POST:
            done = usual_weights(row.id, now=now)
        elif form.is_valid():
            done = attempt(form, lambda: set_weights(row.id, form.weights(), now=now))
        if done is not None:
            return web.done(request, toast=told(done), redirect=reverse("calls:campaign", args=[row.id]))
    context = {"form": form, "campaign": row, "attempts": [form[name] for name in ATTEMPTS]}
    return web.show(request, "calls/weights.html", context, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(["GET", "POST"])
def preferences(request: WorkspaceRequest) -> HttpResponse:
    """Réglages › Qualification des standards: weights of the campaigns to come, and how long recordings are kept."""
    initial = {**WeightsForm.initial_of(weights_of(default_weights())), "recording_days": recording_days()}
    form = PreferencesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["recording_days"]
        if attempt(form, lambda: set_preferences(weights=form.weights(), recording_days=days)):
            said = gettext("Réglages enregistrés : les prochaines campagnes en partent.")
            return web.done(request, toast=said, redirect=reverse("calls:preferences"))
    context = {"form": form, "attempts": [form[name] for name in ATTEMPTS]}
    return web.show(request, "calls/preferences.html", context, status=422 if form.errors else 200)


def told(done: Weighed) -> str:
    """How many rows were weighed, and how many are worth something else now."""
    said = ngettext("%(n)s ligne recalculée", "%(n)s lignes recalculées", done.rows) % {"n": done.rows}
    if not done.changed:
        return gettext("%(said)s, aucune n’a changé.") % {"said": said}
    changed = ngettext("%(n)s a changé", "%(n)s ont changé", done.changed) % {"n": done.changed}
    return gettext("%(said)s, %(changed)s.") % {"said": said, "changed": changed}
