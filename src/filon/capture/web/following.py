"""Settings › Suivi: what is counted of the people written to."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from filon.capture.web.forms import CountingForm
from filon.kernel.ui import web
from filon.tenants import operations
from filon.tenants.middleware import WorkspaceRequest


@require_http_methods(["GET", "POST"])
def following(request: WorkspaceRequest) -> HttpResponse:
    """What may be counted, nothing until a manager says otherwise."""
    initial = {name: getattr(request.workspace, name) for name in CountingForm.base_fields}
    form = CountingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        operations.update_workspace(
            request.workspace, changes=form.cleaned_data, by=request.user, at=request.clock.now()
        )
        return web.done(request, toast=_("Réglages enregistrés."), redirect=request.path)
    return web.show(request, "capture/following.html", {"form": form}, status=422 if form.errors else 200)
