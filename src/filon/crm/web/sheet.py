"""A contact's page: facts, what the rooms above say of the person, and everything that happened."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from filon.crm import queries
from filon.crm.models import Contact
from filon.crm.web.extensions import contact_panels
from filon.kernel.ui import web
from filon.tenants.door import one
from filon.timeline.queries import About
from filon.timeline.stream import stream

SAID = ("company_id",)
"""The company stands beside the timeline already."""


@require_GET
def contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """The sheet of a person, as a whole page or as the part that changes reload."""
    person = one(queries.whole_contacts(), id=contact_id)
    context = {
        "contact": person,
        "panels": contact_panels.render(request, person),
        "stream": stream(About(contact_id=person.id), request.GET, quiet=SAID),
    }
    return web.show(request, "crm/contact.html", context, part="crm/_contact.html")


@require_GET
def timeline(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """More of the timeline."""
    person = one(Contact, id=contact_id)
    return web.show(
        request,
        "timeline/_stream.html",
        {"stream": stream(About(contact_id=person.id), request.GET, quiet=SAID), "more_url": request.path},
    )
