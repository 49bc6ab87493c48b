"""Settings › Appels manqués: the addresses of providers, and the last calls that nobody took."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.calls.missed import operations
from filon.calls.missed.models import CallHook, InboundCall
from filon.calls.missed.reading import Fields
from filon.crm.web.extensions import missed_call_panels
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

LAST = 20
USUAL = gettext_lazy("Laissez vide pour chercher sous les noms habituels.")


class HookForm(forms.Form):
    label = forms.CharField(label=gettext_lazy("Opérateur ou standard"), max_length=80)
    id = forms.CharField(
        label=gettext_lazy("Champ de l’identifiant"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": "data.id"}),
        help_text=USUAL,
    )
    caller = forms.CharField(label=gettext_lazy("Champ du numéro qui appelle"), required=False, max_length=80)
    called = forms.CharField(label=gettext_lazy("Champ du numéro appelé"), required=False, max_length=80)
    status = forms.CharField(label=gettext_lazy("Champ de l’état"), required=False, max_length=80)
    missed = forms.CharField(
        label=gettext_lazy("États qui disent « manqué »"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Séparés par des virgules, par exemple : no-answer, busy."),
    )

    def fields_wanted(self) -> Fields:
        values = {name: self.cleaned_data[name].strip() for name in ("id", "caller", "called", "status")}
        words = tuple(word.strip() for word in self.cleaned_data["missed"].split(",") if word.strip())
        return Fields(**values, missed=words)


@require_GET
def hooks(request: WorkspaceRequest) -> HttpResponse:
    calls = InboundCall.objects.select_related("contact", "company").order_by("-at", "-id")[:LAST]
    context = {
        "hooks": CallHook.objects.order_by("created_at", "id"),
        "calls": calls,
        "panels": missed_call_panels.render(request, None),
    }
    return web.show(request, "calls/missed/hooks.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def create(request: WorkspaceRequest) -> HttpResponse:
    """A new address, which is in this one answer and nowhere else: whoever knows it may tell of calls."""
    form = HookForm(request.POST or None)
    context: dict[str, object] = {"form": form, "address": ""}
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: operations.create_hook(
                form.cleaned_data["label"], form.fields_wanted(), now=request.clock.now(), by=request.user
            ),
        )
        if made:
            path = reverse("calls:missed_receive", args=[made[1]])
            context |= {"hook": made[0], "address": f"{settings.PUBLIC_URL}{path}"}
    return web.show(request, "calls/missed/new.html", context, status=422 if form.errors else 200)


@require_POST
def delete(request: WorkspaceRequest, hook_id: UUID) -> HttpResponse:
    operations.delete_hook(one(CallHook, id=hook_id), now=request.clock.now(), by=request.user)
    return web.done(request, toast=_("Adresse supprimée."), redirect=reverse("calls:missed"))
