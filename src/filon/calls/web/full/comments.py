"""[💬]: the report of a call and advice for the next one, in one’s own words if one likes (ST-55, ST-98)."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from filon.calls.full.comments import comment_of, composed
from filon.calls.full.labels import person_of
from filon.calls.operations.commenting import LONGEST_COMMENT, write_comment
from filon.calls.web.full.rows import person_row, said_of
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.middleware import WorkspaceRequest

CHANGED = ("calls",)
USUAL = "usual"
"""The button that brings Filon's comment back."""


class CommentForm(forms.Form):
    comment = forms.CharField(
        label=gettext_lazy("Commentaire"),
        max_length=LONGEST_COMMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Compte rendu de l’appel et conseils pour le prochain. Vide : celui de Filon revient."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


@require_http_methods(["GET", "POST"])
def comment(request: WorkspaceRequest, prospect_id: UUID) -> HttpResponse:
    """Read it, change it. Who was slower than a colleague sees both, and decides."""
    row = person_row(prospect_id)
    said = said_of(row)
    version = said.version if said else 0
    form = CommentForm(request.POST or None, initial={"comment": comment_of(row), "version": version})
    if request.method == "POST" and form.is_valid():
        text = "" if request.POST.get("do") == USUAL else form.cleaned_data["comment"]
        write = partial(write_comment, row.id, text, now=request.clock.now(), by=request.user.pk)
        if attempt(form, lambda: write(version=form.cleaned_data["version"])):
            return web.done(request, toast=_("Commentaire enregistré."), refresh=CHANGED)
        form.data = request.POST.dict() | {"version": str(version)}
    context = {
        "form": form,
        "prospect": row,
        "person": person_of(row.first_name, row.last_name),
        "comment": comment_of(row),
        "written": bool(said and said.comment),
        "usual": composed(row, said),
        "said": said,
    }
    return web.show(request, "calls/full/comment.html", context, status=422 if form.errors else 200)
