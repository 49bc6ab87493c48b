"""Existing customers by their SIRENs, pasted or in a file (CO-158)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from filon.crm.imports.encoding import PASTED, detect_encoding
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.market import operations
from filon.market.customers import Cell, cells, siren_of
from filon.market.models import Routine
from filon.market.states import Tag
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

LARGEST_FILE = 2_000_000
"""Bytes."""
LONGEST_TEXT = 200_000
SHOWN = 50
"""Refused rows that are listed; the others are counted."""


class CustomersForm(forms.Form):
    """Text, or a file instead of it."""

    tag = forms.ChoiceField(label=gettext_lazy("Tag"), choices=Tag.choices, initial=Tag.CLIENT)
    sirens = forms.CharField(
        label=gettext_lazy("SIREN, un par ligne, ou lignes copiées d’un tableau"), max_length=LONGEST_TEXT,
        required=False, widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("Ou un fichier CSV avec une colonne SIREN"), required=False)

    def text(self) -> str:
        """What was given, the file's text first."""
        file = self.cleaned_data["file"]
        if not file:
            return str(self.cleaned_data["sirens"])
        content = file.read()
        return str(content.decode(detect_encoding(io.BytesIO(content)), errors=PASTED))

    def clean(self) -> dict[str, object]:
        found = super().clean() or {}
        if not found.get("file") and not str(found.get("sirens") or "").strip():
            self.add_error("sirens", _("Collez des SIREN, ou choisissez un fichier."))
        if found.get("file") and found["file"].size > LARGEST_FILE:
            self.add_error("file", _("Ce fichier dépasse 2 Mo : coupez-le en plusieurs."))
        return found


@dataclass(frozen=True)
class Fault:
    """A refused row: where it is, what stands there, what is wrong with it."""

    cell: Cell
    why: str


@require_http_methods(["GET", "POST"])
def customers(request: WorkspaceRequest, routine_id: UUID) -> HttpResponse:
    """Tag existing customers; the rows that name nobody are told by row and column, the others have their tag."""
    row = one(Routine, id=routine_id)
    form = CustomersForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    tagged = 0
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _tag(form, row, request))
        if done is not None:
            tagged, faults = done
            if not faults:
                said = ngettext("%(n)s société a ce tag.", "%(n)s sociétés ont ce tag.", tagged) % {"n": tagged}
                return web.done(request, toast=said, refresh=("routine",))
    context = {"form": form, "routine": row, "faults": faults[:SHOWN], "refused": len(faults), "tagged": tagged}
    return web.show(request, "market/customers.html", context, status=422 if form.errors or faults else 200)


def _tag(form: CustomersForm, routine: Routine, request: WorkspaceRequest) -> tuple[int, list[Fault]]:
    found = cells(form.text())
    tag, now = Tag(form.cleaned_data["tag"]), request.clock.now()
    sirens = [siren_of(cell.text) for cell in found]
    done = operations.tag_by_siren(routine.id, sirens, tag, now=now, by=request.user.pk)
    refused = {**dict(done.refused), "": _("Le SIREN manque.")}
    return done.tagged, [
        Fault(cell, refused[siren]) for cell, siren in zip(found, sirens, strict=True) if siren in refused
    ]
