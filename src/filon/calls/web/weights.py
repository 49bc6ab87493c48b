"""The weights of the score of a campaign, and the recomputation of its rows (ST-91, A-ST-2)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from filon.calls.operations.weighing import set_weights, usual_weights
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


@require_http_methods(["GET", "POST"])
def weights(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Change what counts; scores and colours follow at once, without a call."""
    row = own(request, campaign_id)
    now = request.clock.now()
    form = WeightsForm(request.POST or None, initial=WeightsForm.initial_of(weights_of(row.weights)))
    if request.method == "POST":
        n: int | None = None
        if "usual" in request.POST:
            n = usual_weights(row.id, now=now)
        elif form.is_valid():
            n = attempt(form, lambda: set_weights(row.id, form.weights(), now=now))
        if n is not None:
            said = ngettext("%(n)s ligne recalculée.", "%(n)s lignes recalculées.", n) % {"n": n}
            return web.done(request, toast=said, redirect=reverse("calls:campaign", args=[row.id]))
    context = {"form": form, "campaign": row, "attempts": [form[name] for name in ATTEMPTS]}
    return web.show(request, "calls/weights.html", context, status=422 if form.is_bound and form.errors else 200)
