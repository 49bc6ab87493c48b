"""What a manager settles about alerts: the service, and the words for kinds and stages."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.alerts import operations, service
from filon.alerts.states import WordKind
from filon.alerts.vocabulary import Words, vocabulary
from filon.alerts.web.forms import WordForm
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt, refused
from filon.tenants.middleware import WorkspaceRequest

PARTS = ("alert-settings",)


@require_GET
def settings(request: WorkspaceRequest) -> HttpResponse:
    words = vocabulary()
    lists = [
        (WordKind.CATEGORY, _("Catégories de projets"), list(words.categories.by_code.values())),
        (WordKind.STAGE, _("Maturité"), list(words.stages.by_code.values())),
    ]
    context = {"service": service.is_active(), "lists": lists}
    return web.show(request, "alerts/settings.html", context, part="alerts/_settings.html")


@require_POST
def switch(request: WorkspaceRequest) -> HttpResponse:
    """The service on or off (CO-201); ``active`` says what is wanted."""
    wanted = request.POST.get("active") == "yes"
    operations.set_service(active=wanted, now=request.clock.now(), by=request.user)
    said = _("Les alertes sont actives.") if wanted else _("Les alertes sont désactivées.")
    return web.done(request, toast=said, refresh=PARTS)


@require_http_methods(["GET", "POST"])
def word_new(request: WorkspaceRequest, kind: str) -> HttpResponse:
    which = _kind(kind)
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: operations.add_word(which, form.cleaned_data["label"]))
        if made is not None:
            return web.done(request, toast=_("Mot ajouté."), refresh=PARTS)
    title = _("Nouvelle catégorie") if which == WordKind.CATEGORY else _("Nouvelle maturité")
    return _dialog(request, form, title=title)


@require_http_methods(["GET", "POST"])
def word(request: WorkspaceRequest, kind: str, code: str) -> HttpResponse:
    which = _kind(kind)
    known = _words(which).by_code.get(code)
    if known is None:
        raise Http404
    form = WordForm(request.POST or None, initial={"label": known.label}, common=not known.own)
    if request.method == "POST" and form.is_valid():
        label = form.cleaned_data["label"]
        if attempt(form, lambda: operations.rename_word(which, code, label=label)):
            return web.done(request, toast=_("Mot enregistré."), refresh=PARTS)
    return _dialog(request, form, title=_("Renommer « %(word)s »") % {"word": known.label})


@require_POST
def word_retire(request: WorkspaceRequest, kind: str, code: str) -> HttpResponse:
    """Offer a word no more, or again; ``retired`` says what is wanted."""
    which, away = _kind(kind), request.POST.get("retired", "yes") == "yes"
    known = _words(which).by_code.get(code)
    if known is None:
        raise Http404
    try:
        operations.retire_word(which, code, now=request.clock.now() if away else None)
    except Refused as no:
        return refused(request, no)
    said = _("« %(word)s » n’est plus proposé.") if away else _("« %(word)s » est de nouveau proposé.")
    return web.done(request, toast=said % {"word": known.label}, refresh=PARTS)


def _dialog(request: WorkspaceRequest, form: WordForm, *, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "action": request.path}
    return web.show(request, "alerts/word_form.html", context, status=422 if form.errors else 200)


def _kind(kind: str) -> WordKind:
    if kind not in WordKind.values:
        raise Http404
    return WordKind(kind)


def _words(kind: WordKind) -> Words:
    known = vocabulary()
    return known.categories if kind == WordKind.CATEGORY else known.stages
