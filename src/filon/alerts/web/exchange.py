"""Alerts given to other installations of Filon and taken from them (A-CO-32)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.alerts import service
from filon.alerts.exchange import operations
from filon.alerts.exchange.models import ExchangeKey, TrustedKey
from filon.alerts.exchange.signing import PREFIX
from filon.alerts.vocabulary import vocabulary
from filon.alerts.web.forms import ExportForm, ReceiveForm, TrustForm
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

PARTS = ("alert-exchange",)


@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """The workspace's key, those it believes, and both directions."""
    return _show(request)


@require_POST
def renew(request: WorkspaceRequest) -> HttpResponse:
    operations.renew_key(now=request.clock.now(), by=request.user)
    said = _("La clé est prête : donnez-en la partie publique à ceux qui liront vos fichiers.")
    return web.done(request, toast=said, redirect=reverse("alerts:exchange"))


@require_POST
def export(request: WorkspaceRequest) -> HttpResponse:
    """The signed file, or the page with what keeps it from being made."""
    form = ExportForm(request.POST, words=vocabulary())
    if form.is_valid():
        now, chosen = request.clock.now(), form.cleaned_data["categories"]
        content = attempt(form, lambda: operations.export(now=now, categories=chosen, by=request.user))
        if content is not None:
            name = _("alertes-%(date)s.json") % {"date": now.date().isoformat()}
            return web.download(content, name=name, kind="application/json")
    return _show(request, export=form)


@require_POST
def receive(request: WorkspaceRequest) -> HttpResponse:
    """A file that a believed key signed is let in; any other changes nothing."""
    form = ReceiveForm(request.POST, request.FILES)
    if form.is_valid():
        content, now, by = form.cleaned_data["file"], request.clock.now(), request.user.pk
        if import_ := attempt(form, lambda: operations.receive(content, now=now, by=by)):
            return redirect("alerts:import", import_id=import_.id)
    return _show(request, receive=form)


@require_http_methods(["GET", "POST"])
def trust(request: WorkspaceRequest) -> HttpResponse:
    form = TrustForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed, now = form.cleaned_data, request.clock.now()
        made = attempt(form, lambda: operations.trust(typed["name"], typed["key"], now=now, by=request.user))
        if made is not None:
            return web.done(request, toast=_("Clé acceptée."), refresh=PARTS)
    context = {"form": form, "title": _("Accepter une clé"), "action": request.path}
    return web.show(request, "alerts/word_form.html", context, status=422 if form.errors else 200)


@require_POST
def distrust(request: WorkspaceRequest, key_id: UUID) -> HttpResponse:
    key = one(TrustedKey, id=key_id)
    operations.distrust(key.id, now=request.clock.now(), by=request.user)
    said = _("La clé de %(name)s n’est plus acceptée ; ce qu’elle a apporté reste.") % {"name": key.name}
    return web.done(request, toast=said, refresh=PARTS)


def _show(request: WorkspaceRequest, **forms: Any) -> HttpResponse:
    words = vocabulary()
    key = ExchangeKey.objects.defer("private_key").first()
    context = {
        "export": ExportForm(words=words),
        "receive": ReceiveForm(),
        "key": key,
        "public": f"{PREFIX}{key.public_key}" if key else "",
        "trusted": list(TrustedKey.objects.select_related("added_by").order_by("name", "id")),
        "service": service.is_active(),
        **forms,
    }
    status = 422 if forms else 200
    return web.show(request, "alerts/exchange.html", context, part="alerts/_exchange.html", status=status)
