"""The look at a company's site, by a worker."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from filon.directory.parks import looking
from filon.directory.parks.models import SiteLook
from filon.directory.parks.site_looks import store_look
from filon.directory.parks.states import LookOutcome
from filon.kernel import http, live
from filon.kernel.jobs import job
from filon.kernel.tenancy import current_workspace
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace


@job(queue="register")
def look_at_site(*, look_id: UUID) -> None:
    """Read the site and write what it shows; done twice it reads once, and open pages are told (``register``)."""
    row = SiteLook.objects.select_related("company").filter(id=look_id, outcome=LookOutcome.WAITING).first()
    if row is None:
        return
    client = http.client(limits=looking.LIMITS, allowed=tuple(settings.FILON_DIRECTORY_NETWORKS))
    told = looking.look(row.company.website, client=client)
    clock = clock_for(Workspace.objects.get(id=current_workspace()))
    store_look(row.id, told, now=clock.now())
    live.notify(current_workspace(), "register", id=row.company_id)
