"""[Relancer], from the card of a person or from an opportunity (OL-35, OL-37)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from filon.actions.reasons import sentence
from filon.crm.models import Contact, Opportunity
from filon.crm.states import Automation
from filon.crm.web.changes import ticked
from filon.directory.models import Company
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.outreach import operations
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.operations import FollowedUp
from filon.outreach.operations.following_up import follow_up_steps
from filon.outreach.web.wizard import visible
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


@require_http_methods(["GET", "POST"])
def follow_up(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """GET asks whom, and whether the robot takes the company up again; POST does it."""
    row = visible(request, campaign_id)
    if request.method == "GET":
        return web.show(request, "outreach/follow_up.html", _asked(request, row))
    ids, again = ticked(request), request.POST.get("reprise") == "1"
    try:
        done = operations.follow_up(row.id, ids, again=again, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    tone = "ok" if done.restarted else "warn"
    return web.done(request, toast=_told(done), tone=tone, refresh=("contact", "company", "campaign"))


def _asked(request: WorkspaceRequest, row: Campaign) -> dict[str, Any]:
    """The people of the company who were written to, or the one person of the card."""
    places = Enrolment.objects.filter(campaign=row).exclude(last_sent_at=None).select_related("contact")
    places = places.order_by("-last_sent_at").defer("contact__search", "contact__extra", "contact__note")
    if "contact" in request.GET:
        asked = one(Contact, id=request.GET["contact"])
        places, company_id = places.filter(contact=asked), asked.company_id
    else:
        company_id = one(Company, id=request.GET.get("company", "")).id
        places = places.filter(company_id=company_id)
    off = Opportunity.objects.filter(origin_id=row.id, automation=Automation.OFF)
    shown = list(places)
    return {
        "campaign": row,
        "places": shown,
        "step": _step(shown),
        "off": off.filter(company_id=company_id).select_related("company", "off_by_contact").first()
        if company_id
        else None,
    }


def _step(places: Sequence[Enrolment]) -> Any:
    return next(iter(follow_up_steps({place.version_id for place in places}).values()), None)


def _told(done: FollowedUp) -> str:
    """What was done; where nobody could be followed up, why."""
    if not done.restarted:
        reasons = [sentence(reason) for reason in done.left_out.values()]
        return f"{reasons[0]}." if reasons else _("Choisissez une personne à relancer.")
    n = len(done.restarted)
    said = ngettext(
        "%(n)s personne relancée : l’e-mail part dès que possible.",
        "%(n)s personnes relancées : leurs e-mails partent dès que possible.",
        n,
    )
    return said % {"n": n}
