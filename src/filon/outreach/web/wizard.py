"""The five steps of a campaign (OL-25); the same pages edit it once it is launched (OL-55)."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.actions import people
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt, refused
from filon.outreach import operations
from filon.outreach.audience import Audience, candidates, count
from filon.outreach.checklist import Part, blocking, checklist
from filon.outreach.labels import LEFT_OUT
from filon.outreach.models import Campaign
from filon.outreach.operations import SequenceFields
from filon.outreach.operations.campaigns import today_of
from filon.outreach.preview import EXAMPLE, Scene, previews, sender_of
from filon.outreach.queries.campaigns import campaigns
from filon.outreach.queries.plans import Plans, plans_of
from filon.outreach.queries.sequences import latest_version, sequences, step_fields
from filon.outreach.rules import Launcher, approves_by_itself
from filon.outreach.samples import samples
from filon.outreach.states import CampaignState
from filon.outreach.web.campaign_forms import SendingForm, SettingsForm, TargetForm
from filon.tenants import queries as tenants
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

STEPS = (
    (Part.SETTINGS, gettext_lazy("Réglages"), "outreach:campaign_settings"),
    (Part.TARGET, gettext_lazy("Cible"), "outreach:campaign_target"),
    (Part.MESSAGE, gettext_lazy("Message"), "outreach:campaign_message"),
    (Part.SENDING, gettext_lazy("Envoi"), "outreach:campaign_sending"),
    (None, gettext_lazy("Suivi et lancement"), "outreach:campaign_launch"),
)


def visible(request: WorkspaceRequest, campaign_id: UUID) -> Campaign:
    """The campaign, for those who may see it (OL-50); 404 for others."""
    return one(campaigns(), id=campaign_id)


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """Step 1 of a campaign that does not exist yet."""
    users = list(tenants.users(request.workspace))
    form = SettingsForm(request.POST or None, users=users, initial={"viewers": [request.user.pk]})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(
            form,
            lambda: operations.create_campaign(
                name=values["name"], website=values["website"], now=request.clock.now(), by=request.user.pk
            ),
        )
        if made is not None:
            seen_by = form.seen_by()
            viewers = None if seen_by is None else {*seen_by, request.user.pk}
            operations.set_settings(
                made.id, name=made.name, website=made.website, viewers=viewers, now=request.clock.now()
            )
            return web.done(request, redirect=reverse("outreach:campaign_target", args=[made.id]))
    return _step(request, None, 1, {"form": form})


@require_http_methods(["GET", "POST"])
def settings(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Step 1: name, site to promote, who may see it."""
    campaign = visible(request, campaign_id)
    users = list(tenants.users(request.workspace))
    viewers = list(campaign.viewers.values_list("id", flat=True))
    initial = {"name": campaign.name, "website": campaign.website, "access": campaign.access, "viewers": viewers}
    form = SettingsForm(request.POST or None, users=users, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        write = partial(operations.set_settings, campaign.id, now=request.clock.now(), by=request.user.pk)
        if attempt(form, lambda: write(name=values["name"], website=values["website"], viewers=form.seen_by())):
            return _next(request, campaign, "outreach:campaign_target")
    return _step(request, campaign, 1, {"form": form})


@require_http_methods(["GET", "POST"])
def target(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Step 2: whom it is for."""
    campaign = visible(request, campaign_id)
    stored = Audience.from_json(campaign.audience)
    form = TargetForm(request.POST or None, initial=TargetForm.initial_of(stored))
    if request.method == "POST" and form.is_valid():
        write = partial(operations.set_audience, campaign.id, now=request.clock.now(), by=request.user.pk)
        if attempt(form, lambda: write(form.audience(stored))):
            return _next(request, campaign, "outreach:campaign_message")
    return _step(request, campaign, 2, {"form": form, "picked": len(stored.contact_ids)})


@require_POST
def target_count(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """How many would be engaged with what is ticked now, and why the others would not."""
    campaign = visible(request, campaign_id)
    form = TargetForm(request.POST)
    audience = form.audience(Audience.from_json(campaign.audience)) if form.is_valid() else Audience()
    counted = count(audience, campaign_id=campaign.id)
    left_out = [(n, LEFT_OUT[code]) for code, n in counted.left_out]
    return web.show(request, "outreach/_target_count.html", {"counted": counted, "left_out": left_out})


@require_http_methods(["GET", "POST"])
def message(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Step 3: which sequence it sends."""
    campaign = visible(request, campaign_id)
    if request.method == "POST":
        try:
            sequence_id = _chosen(request)
            operations.set_sequence(campaign.id, sequence_id, now=request.clock.now(), by=request.user.pk)
        except Refused as no:
            return refused(request, no)
        return _next(request, campaign, "outreach:campaign_sending")
    context = {
        "sequences": sequences().order_by("-updated_at"),
        "samples": samples(request.workspace.language).values(),
        "chosen": campaign.version.sequence_id if campaign.version else None,
    }
    return _step(request, campaign, 3, context)


@require_GET
def message_preview(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """The sequence that is ticked, as somebody of the audience will read it."""
    campaign = visible(request, campaign_id)
    choice = request.GET.get("sequence", "")
    sample = samples(request.workspace.language).get(choice)
    steps = list(sample.steps) if sample else []
    if not steps and _is_id(choice) and (found := sequences().filter(id=choice).first()):
        steps = step_fields(latest_version(found.id))
    first = candidates(Audience.from_json(campaign.audience)).exclude(email="").values_list("id", flat=True)[:1]
    scene = Scene(
        person=next(iter(people.load(first).values()), EXAMPLE),
        mailbox=campaign.mailbox or sender_of(request.user, None),
        workspace=request.workspace,
        now=request.clock.now(),
        website=campaign.website,
    )
    return web.show(request, "outreach/_mails.html", {"previews": previews(steps, scene)})


@require_http_methods(["GET", "POST"])
def sending(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Step 4: from which mailbox, when, and how fast."""
    campaign = visible(request, campaign_id)
    form = SendingForm(request.POST or None, initial=SendingForm.initial_of(campaign))
    if request.method == "POST" and form.is_valid():
        write = partial(operations.set_schedule, campaign.id, now=request.clock.now(), by=request.user.pk)
        if attempt(form, lambda: write(form.schedule())):
            return _next(request, campaign, "outreach:campaign_launch")
    return _step(request, campaign, 4, {"form": form})


@require_POST
def estimated(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """What the schedule that is typed would come to."""
    campaign = visible(request, campaign_id)
    form = SendingForm(request.POST)
    plans: Plans | None = None
    if form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(campaign, name, value)
        plans = plans_of(campaign, now=request.clock.now())
    return web.show(request, "outreach/_estimate.html", {"plans": plans})


@require_http_methods(["GET", "POST"])
def launch(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Step 5: how results are followed, a summary, the checklist, and the button."""
    campaign = visible(request, campaign_id)
    if request.method == "POST":
        return _launch(request, campaign)
    counted = count(Audience.from_json(campaign.audience), campaign_id=campaign.id)
    points = checklist(campaign, kept=counted.kept, today=today_of(campaign, request.clock.now()))
    urls = {part: reverse(route, args=[campaign.id]) for part, _label, route in STEPS if part}
    context = {
        "counted": counted,
        "left_out": [(n, LEFT_OUT[code]) for code, n in counted.left_out],
        "points": [(point, urls[point.part]) for point in points],
        "ready": not blocking(points),
        "plans": plans_of(campaign, now=request.clock.now(), people=counted.kept),
        "needs_approval": not approves_by_itself(launcher(request)),
    }
    return _step(request, campaign, 5, context)


@require_POST
def delete(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    campaign = visible(request, campaign_id)
    try:
        operations.delete_draft(campaign.id)
    except Refused as no:
        return refused(request, no)
    said = _("Le brouillon « %(name)s » est supprimé.") % {"name": campaign.name}
    return web.done(request, toast=said, redirect=reverse("outreach:campaigns"))


def launcher(request: WorkspaceRequest) -> Launcher:
    return Launcher(
        user_id=request.user.pk,
        is_manager=request.member.is_manager,
        four_eyes=request.workspace.four_eyes,
    )


def _launch(request: WorkspaceRequest, campaign: Campaign) -> HttpResponse:
    try:
        done = operations.launch(campaign.id, by=launcher(request), now=request.clock.now())
    except Refused as no:
        return refused(request, no)
    said = _("C’est lancé : %(n)s personnes engagées.")
    if done.later:
        said = _("C’est lancé : %(n)s personnes sont en train d’être engagées, vous pouvez quitter cette page.")
    said %= {"n": done.engaged}
    return web.done(request, toast=said, redirect=reverse("outreach:campaign", args=[campaign.id]))


def _chosen(request: WorkspaceRequest) -> UUID:
    """The sequence that was ticked; a model becomes a sequence of its own first. Raises Refused."""
    choice = request.POST.get("sequence", "")
    if sample := samples(request.workspace.language).get(choice):
        fields = SequenceFields(name=sample.name, steps=sample.steps)
        return operations.create_sequence(fields, now=request.clock.now(), by=request.user.pk).id
    found = sequences().filter(id=choice).first() if _is_id(choice) else None
    if found is None:
        raise Refused(_("Choisissez la séquence à envoyer."), field="sequence", code="no_sequence")
    return found.id


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _next(request: HttpRequest, campaign: Campaign, route: str) -> HttpResponse:
    """After a step: the next one of a draft; back to the campaign once it is launched."""
    if campaign.state == CampaignState.DRAFT:
        return web.done(request, redirect=reverse(route, args=[campaign.id]))
    return web.done(request, toast=_("Campagne modifiée."), redirect=reverse("outreach:campaign", args=[campaign.id]))


def _step(request: HttpRequest, campaign: Campaign | None, n: int, context: dict[str, Any]) -> HttpResponse:
    """Page ``n`` of the wizard; a form with errors answers with status 422."""
    draft = campaign is None or campaign.state == CampaignState.DRAFT
    steps = [(label, reverse(route, args=[campaign.id]) if campaign else "") for _part, label, route in STEPS]
    form = context.get("form")
    context |= {"campaign": campaign, "draft": draft, "steps": steps if draft else steps[:4], "n": n}
    status = 422 if form is not None and form.errors else 200
    return web.show(request, f"outreach/wizard_{n}.html", context, status=status)
