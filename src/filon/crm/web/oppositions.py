"""Settings › Liste d'opposition: is this one on it, since when and why; put on, and taken off again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from filon.consent import queries
from filon.consent.queries import Entry
from filon.consent.states import Kind, Reason
from filon.crm.operations.opposition_list import (
    LONGEST,
    Named,
    lift_opposition,
    oppose,
    read_named,
    what_is_known,
)
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.tenants.middleware import WorkspaceRequest

LONGEST_SOURCE = 120
PARTS = ("opposition",)
NAMES = {
    Kind.EMAIL: gettext_lazy("L’adresse"),
    Kind.DOMAIN: gettext_lazy("Le domaine"),
    Kind.PHONE: gettext_lazy("Le numéro"),
    Kind.SIREN: gettext_lazy("La société"),
}


class OppositionForm(forms.Form):
    """What is put on the list, and who asked for it."""

    value = forms.CharField(max_length=LONGEST, widget=forms.HiddenInput)
    source = forms.CharField(
        label=gettext_lazy("Qui l’a demandé, et comment"),
        max_length=LONGEST_SOURCE,
        required=False,
        help_text=gettext_lazy("Gardé en clair, donc sans nom : « courriel du standard, 12 mars »."),
    )


@dataclass(frozen=True)
class Found:
    """What the list says of one value. ``own`` is the entry of the value itself that holds everywhere, which can be
    lifted; ``entries`` are all that hold, those of an address's domain and of single campaigns too."""

    named: Named
    entries: list[tuple[Entry, str, str, str]]

    @property
    def title(self) -> str:
        """« Le numéro +33199000000 »."""
        return f"{NAMES[self.named.kind]} {self.named.value}"

    @property
    def everywhere(self) -> bool:
        """Whether it is contacted nowhere."""
        return any(entry.origin_id is None for entry, *_words in self.entries)

    @property
    def own(self) -> Entry | None:
        """The entry that can be lifted here."""
        held = (entry for entry, *_words in self.entries)
        return next((e for e in held if e.kind == self.named.kind and e.origin_id is None), None)

    @property
    def erased(self) -> bool:
        """Whether it stays on the list for good."""
        return self.own is not None and self.own.reason == Reason.ERASED

    @property
    def wished(self) -> bool:
        """Whether the value itself is listed at somebody's wish, and not only because it does not work."""
        return self.own is not None and self.own.reason != Reason.BOUNCE


@require_GET
def oppositions(request: WorkspaceRequest) -> HttpResponse:
    """The search, its answer, and how long the list is. Anybody may look; what is on the list cannot be listed."""
    asked = request.GET.get("q", "").strip()
    found, fault = None, ""
    try:
        found = _found(read_named(asked, country=request.workspace.country)) if asked else None
    except Refused as no:
        fault = no.message
    context = {
        "q": asked,
        "found": found,
        "fault": fault,
        "form": OppositionForm(initial={"value": asked}),
        "rows": _counted(),
    }
    return web.show(request, "crm/oppositions.html", context, part="crm/_oppositions.html")


@require_POST
def add(request: WorkspaceRequest) -> HttpResponse:
    form = OppositionForm(request.POST)
    if not form.is_valid():
        return refused(request, Refused(_("Donnez une adresse e-mail, un domaine, un numéro ou un SIREN.")))
    try:
        named = read_named(form.cleaned_data["value"], country=request.workspace.country)
    except Refused as no:
        return refused(request, no)
    oppose(named, now=request.clock.now(), source=form.cleaned_data["source"], by=request.user.pk)
    return web.done(request, toast=_("%(value)s ne sera plus contacté.") % {"value": named.value}, refresh=PARTS)


@require_POST
def remove(request: WorkspaceRequest) -> HttpResponse:
    """The page asked first."""
    try:
        named = read_named(request.POST.get("value", ""), country=request.workspace.country)
        lifted = lift_opposition(named, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    if not lifted:
        said = _("%(value)s n’était plus sur la liste.")
    elif _found(named).everywhere:
        said = _("%(value)s est retiré, mais une autre entrée l’interdit encore.")
    else:
        said = _("%(value)s peut de nouveau être contacté.")
    return web.done(request, toast=said % {"value": named.value}, tone="ok" if lifted else "info", refresh=PARTS)


def _found(named: Named) -> Found:
    held = queries.entries(what_is_known(named))
    return Found(named, [(e, str(Kind(e.kind).label), str(Reason(e.reason).label), _source(e.source)) for e in held])


def _source(source: str) -> str:
    """Where a wish came from; what Filon's own rooms wrote there in their words."""
    known = {"call": _("un appel"), "mail": _("une réponse par e-mail")}
    return known.get(source, _("un e-mail") if source.startswith("message ") else source)


def _counted() -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Kind, how many, and by which reasons, the most frequent first."""
    by_kind: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (kind, reason), n in queries.size().items():
        by_kind[kind].append((str(Reason(reason).label), n))
    return [
        (str(kind.label), sum(n for _reason, n in by_kind[kind]), sorted(by_kind[kind], key=lambda each: -each[1]))
        for kind in Kind
        if kind in by_kind
    ]
