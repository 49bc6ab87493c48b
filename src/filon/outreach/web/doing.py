"""What is done to a campaign and to the people in it with a button."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.consent.states import Reason
from filon.crm.models import Contact, Opportunity
from filon.crm.operations import opt_out, turn_off, turn_on
from filon.crm.states import Automation, OffReason
from filon.crm.web.changes import ticked
from filon.directory.models import Company
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.mail.delivery.operations import consider_sent, send_again
from filon.outreach import operations
from filon.outreach.access import hidden
from filon.outreach.queries.campaigns import campaigns
from filon.outreach.queries.sends import uncertain_messages
from filon.outreach.states import CampaignState
from filon.outreach.web.wizard import launcher, visible
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


@require_POST
def approve(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Validate what a colleague launched (OL-28)."""
    row = visible(request, campaign_id)
    return _try(
        request,
        lambda: operations.approve(row.id, by=launcher(request), now=request.clock.now()),
        said=_("Campagne validée : elle part le prochain jour d’envoi."),
    )


@require_POST
def stop(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Arrêté] (OL-42)."""
    row = visible(request, campaign_id)
    return _try(
        request,
        lambda: operations.stop(row.id, by=request.user.pk, now=request.clock.now()),
        said=_("Campagne arrêtée : plus rien ne part."),
        undo=reverse("outreach:campaign_resume", args=[row.id]),
    )


@require_POST
def resume(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    row = visible(request, campaign_id)
    return _try(
        request,
        lambda: operations.resume(row.id, by=request.user.pk, now=request.clock.now()),
        said=_("Campagne reprise là où elle était."),
    )


@require_POST
def adopt(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Let waiting people receive the newest version of the sequence."""
    row = visible(request, campaign_id)
    return _try(
        request,
        lambda: operations.adopt_version(row.id, now=request.clock.now(), by=request.user.pk),
        said=_("La nouvelle version vaut pour les personnes qui attendent leur premier e-mail."),
    )


@require_POST
def newcomers(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Engage those whom the target names by now."""
    row = visible(request, campaign_id)
    try:
        done = operations.engage_newcomers(row.id, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    said = ngettext("%(n)s personne engagée.", "%(n)s personnes engagées.", done.engaged) % {"n": done.engaged}
    return web.done(request, toast=said, refresh=("campaign",))


@require_POST
def remove(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Supprimer la sélection de la campagne] (OL-79)."""
    row = visible(request, campaign_id)
    gone = operations.remove_waiting(row.id, ticked(request), now=request.clock.now(), by=request.user.pk)
    said = ngettext("%(n)s personne retirée.", "%(n)s personnes retirées.", len(gone)) % {"n": len(gone)}
    if not gone:
        said = _("Ces personnes ont déjà reçu un e-mail : désengagez-les.")
    return web.done(request, toast=said, tone="ok" if gone else "warn", refresh=("campaign",))


@require_POST
def disengage(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Désengager la sélection de la campagne] (OL-78), as a success or a failure (CO-117)."""
    row = visible(request, campaign_id)
    success = request.POST.get("issue") == "reussite"
    gone = operations.disengage(row.id, ticked(request), now=request.clock.now(), by=request.user.pk, success=success)
    said = ngettext("%(n)s personne désengagée.", "%(n)s personnes désengagées.", len(gone)) % {"n": len(gone)}
    return web.done(request, toast=said, refresh=("campaign", "contact"))


@require_POST
def exclude(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """A whole company leaves the campaign (OL-80)."""
    row = visible(request, campaign_id)
    company = one(Company, id=request.POST.get("company", ""))
    n = operations.exclude_company(row.id, company.id, now=request.clock.now(), by=request.user.pk)
    said = _("%(company)s est exclue de la campagne (%(n)s personnes).") % {"company": company.name, "n": n}
    return web.done(request, toast=said, refresh=("campaign", "company"))


@require_http_methods(["GET", "POST"])
def engage(request: WorkspaceRequest) -> HttpResponse:
    """[Engager dans une campagne], from the list of contacts or from a card (CO-112)."""
    offered = campaigns().exclude(state=CampaignState.STOPPED).order_by("-updated_at")
    ids = ticked(request)
    if request.method == "GET":
        context = {"campaigns": offered, "ids": ids}
        return web.show(request, "outreach/engage.html", context)
    row = one(offered, id=request.POST.get("campaign", ""))
    try:
        done = operations.add_people(row.id, ids, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    if done is None:
        said = _("Ajoutés au brouillon « %(name)s ».") % {"name": row.name}
    else:
        counts = {"n": done.engaged, "name": row.name, "left": done.left_out}
        said = _("%(n)s engagés dans « %(name)s », %(left)s laissés de côté.") % counts
    return web.done(request, toast=said, refresh=("contact", "campaign"))


@require_POST
def opportunity(request: WorkspaceRequest, opportunity_id: UUID) -> HttpResponse:
    """[Désactiver l'automatisation] of a company in a campaign, or give it back to the robot (OL-21…23)."""
    row = one(Opportunity.objects.exclude(origin_id__in=hidden()), id=opportunity_id)
    now, by = request.clock.now(), request.user.pk
    if row.automation == Automation.ON:
        turn_off(row.company_id, origin_id=row.origin_id, reason=OffReason.USER, now=now, by=by)
        said = _("Automatisation arrêtée : ce qui était prévu pour cette société est annulé.")
    else:
        turn_on(row.id, now=now, by=by)
        said = _("Automatisation remise en marche.")
    return web.done(request, toast=said, undo=request.path, refresh=("company", "contact"))


@require_POST
def leave(request: WorkspaceRequest, campaign_id: UUID, contact_id: UUID) -> HttpResponse:
    """[Se désabonner de cette campagne] on behalf of the person (OL-81)."""
    row = visible(request, campaign_id)
    contact = one(Contact, id=contact_id)
    return _try(
        request,
        lambda: opt_out(contact.id, reason=Reason.USER, origin_id=row.id, now=request.clock.now(), by=request.user.pk),
        said=_("%(name)s ne recevra plus rien de cette campagne.") % {"name": contact.name},
    )


@require_GET
def uncertain(request: WorkspaceRequest) -> HttpResponse:
    """Messages of which nobody knows whether they left, and what to do about each."""
    return web.show(request, "outreach/uncertain.html", {"messages": uncertain_messages()[:100]})


@require_POST
def settle(request: WorkspaceRequest, message_id: UUID) -> HttpResponse:
    """A person settles the doubt: it left, or it is to be sent again."""
    message = one(uncertain_messages(), id=message_id)
    write = send_again if request.POST.get("sort") == "renvoyer" else consider_sent
    return _try(
        request,
        lambda: write(message.id, now=request.clock.now(), by=request.user.pk),
        said=_("C’est noté."),
    )


def _try(request: WorkspaceRequest, write: Callable[[], object], *, said: str, undo: str = "") -> HttpResponse:
    """Write, and say so; a refusal becomes the toast."""
    try:
        write()
    except Refused as no:
        return refused(request, no)
    return web.done(request, toast=said, undo=undo, refresh=("campaign", "contact"))
