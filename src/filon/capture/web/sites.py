"""Settings › Sites suivis: the workspace's own sites, the code to put on them, and whether it is there."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.capture import operations, queries
from filon.capture.models import Site
from filon.capture.states import Check
from filon.capture.web.forms import SiteForm
from filon.kernel import http
from filon.kernel.http import Limits
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.tenants.states import CountedClicks

TONES = {Check.NONE: "", Check.FOUND: "ok", Check.MISSING: "warn", Check.UNREACHABLE: "bad"}
LIMITS = Limits(total_s=10.0, connect_s=4.0, read_s=6.0)
PARTS = ("site",)


@require_GET
def sites(request: WorkspaceRequest) -> HttpResponse:
    rows = [(row, TONES[Check(row.check_state)]) for row in queries.sites()]
    snippet = f'<script async src="{settings.PUBLIC_URL}{operations.SCRIPT}"></script>'
    counts = request.workspace.counts_clicks != CountedClicks.NOBODY
    context = {"rows": rows, "snippet": snippet, "agree": AGREE, "counts": counts}
    return web.show(request, "capture/sites.html", context, part="capture/_sites.html")


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    form = SiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        if attempt(form, lambda: operations.add_site(address, now=request.clock.now(), by=request.user.pk)):
            return web.done(request, toast=_("Site ajouté : posez-y le code, puis vérifiez-le."), refresh=PARTS)
    return web.show(request, "capture/site_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def check(request: WorkspaceRequest, site_id: UUID) -> HttpResponse:
    """Look at the site now, and say what was seen."""
    site = one(Site, id=site_id)
    client = http.client(limits=LIMITS, allowed=tuple(settings.FILON_DIRECTORY_NETWORKS))
    seen = operations.check_site(site.id, client=client, now=request.clock.now())
    said = {
        Check.FOUND: _("Le code est en place sur %(site)s."),
        Check.MISSING: _("%(site)s répond, mais son accueil ne porte pas le code."),
        Check.UNREACHABLE: _("%(site)s ne répond pas, ou pas en HTTPS."),
    }[seen] % {"site": site.domain}
    return web.done(request, toast=said, tone=TONES[seen], refresh=PARTS)


@require_POST
def remove(request: WorkspaceRequest, site_id: UUID) -> HttpResponse:
    site = one(Site, id=site_id)
    operations.remove_site(site.id)
    said = _("%(site)s n’est plus suivi, ses visites sont effacées.") % {"site": site.domain}
    return web.done(request, toast=said, refresh=PARTS)


AGREE = '(window.filon = window.filon || []).push("accept")'
"""What the banner of a site runs once a visitor has agreed."""
