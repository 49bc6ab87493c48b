"""Follow-ups on a company's sheet: [Suivi par +], who follows it and when, and the note that goes with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.crm.follow_ups import operations
from filon.crm.follow_ups.dates import distance, lateness, offers
from filon.crm.follow_ups.models import FollowUp
from filon.crm.follow_ups.operations import Plan
from filon.crm.follow_ups.queries import follow_up_of, followers_of
from filon.crm.follow_ups.states import Priority
from filon.crm.web.follow_up_forms import FollowUpForm, ReasonForm
from filon.directory.models import Company
from filon.directory.web.extensions import company_panels
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt, read_at, refused
from filon.tenants import queries as tenants
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

SHOWN = ("company", "timeline", "follow_up", "today", "badge")
"""What an open page looks at again after a change: the tag of a routine too."""

BARS: dict[int, str] = {Priority.HIGH: "high", Priority.LOW: "low"}
"""How the stylesheet calls them."""


def register() -> None:
    company_panels.register(panel, place="side", order=15)


def panel(request: HttpRequest, company: Company) -> SafeString:
    """The company's follow-up, under its routines (CO-161)."""
    return render_to_string("crm/_follow_up.html", _shown(cast("WorkspaceRequest", request), company), request)


@require_GET
def part(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """The same, asked for again when a colleague changed it."""
    company = one(Company, id=company_id)
    return web.show(request, "crm/_follow_up.html", _shown(request, company))


@require_http_methods(["GET", "POST"])
def plan(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """[Suivi par +] (CO-161): who comes back, when, how much it matters; then the note that is recommended (CO-91)."""
    company, row = one(Company, id=company_id), follow_up_of(company_id)
    users = list(tenants.users(request.workspace))
    form = FollowUpForm(request.POST or None, users=users, initial=_initial(request, row))
    if request.method == "POST" and form.is_valid():
        write = _writer(request, company, row)
        if kept := attempt(form, lambda: write(form.plan())):
            return web.look_again(_reason(request, kept, ReasonForm()), SHOWN)
    return _dialog(request, company, form)


@require_http_methods(["GET", "POST"])
def reason(request: WorkspaceRequest, follow_up_id: UUID) -> HttpResponse:
    """The note that goes with a follow-up."""
    row = one(FollowUp, id=follow_up_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = partial(operations.write_reason, row.id, now=request.clock.now(), by=request.user.pk)
        if attempt(form, lambda: write(form.cleaned_data["text"])):
            return web.done(request, toast=_("Note enregistrée."), refresh=SHOWN)
    return _reason(request, row, form)


@require_POST
def unfollow(request: WorkspaceRequest, follow_up_id: UUID, user_id: int) -> HttpResponse:
    """Take one of them off; the last one stays (CO-163)."""
    row = one(FollowUp, id=follow_up_id)
    try:
        operations.unfollow(row.id, user_id, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        return refused(request, no)
    return web.done(request, toast=_("Cette personne ne suit plus la société."), refresh=SHOWN)


def today(request: WorkspaceRequest) -> date:
    """The reader's day."""
    return timezone.localtime(request.clock.now()).date()


def _shown(request: WorkspaceRequest, company: Company) -> dict[str, Any]:
    row, day = follow_up_of(company.id), today(request)
    context: dict[str, Any] = {"company": company, "row": row, "today": day}
    if row is not None:
        context |= {
            "tone": lateness(row.due_on, today=day),
            "distance": distance(row.due_on, today=day),
            "bars": BARS.get(row.priority, ""),
            "followers": followers_of([row.id]).get(row.id, []),
            "offers": offers(day),
        }
    return context


def _initial(request: WorkspaceRequest, row: FollowUp | None) -> dict[str, Any]:
    """What is there; else today, normal, who asks (CO-162)."""
    if row is None:
        return {"followers": [request.user.pk], "on": today(request), "priority": Priority.NORMAL}
    followers = [user.pk for user in followers_of([row.id]).get(row.id, [])]
    return {"followers": followers, "on": row.due_on, "priority": row.priority}


def _writer(request: WorkspaceRequest, company: Company, row: FollowUp | None) -> Callable[[Plan], FollowUp]:
    """Who saw nobody follow the company sets a follow-up, and is told when somebody was quicker."""
    now, by, seen = request.clock.now(), request.user.pk, read_at(request)
    if row is None or seen is None:
        return partial(operations.set_follow_up, company.id, now=now, by=by)
    return partial(operations.change_follow_up, row.id, now=now, by=by, seen=seen)


def _dialog(request: WorkspaceRequest, company: Company, form: FollowUpForm) -> HttpResponse:
    """The editor; ``there`` is what somebody else planned meanwhile, which saving once more replaces."""
    row = follow_up_of(company.id)
    seen = row.changed_at.isoformat() if row else ""
    context = {
        "form": form,
        "row": row,
        "there": row if form.non_field_errors() else None,
        "offers": offers(today(request)),
        "action": reverse("crm:follow_up", args=[company.id]),
        "seen": seen,
    }
    return web.show(request, "crm/follow_up_form.html", context, status=422 if form.errors else 200)


def _reason(request: WorkspaceRequest, row: FollowUp, form: ReasonForm) -> HttpResponse:
    context = {"form": form, "row": row, "action": reverse("crm:follow_up_reason", args=[row.id])}
    return web.show(request, "crm/follow_up_reason.html", context, status=422 if form.errors else 200)
