"""Settings: who is in the workspace, who is asked to join."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.kernel.clock import SystemClock
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.tenants import operations, queries
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.tenants.models import Invitation, Member
from filon.tenants.web.actions import attempt
from filon.tenants.web.forms import EmailForm, InviteForm
from filon.tenants.web.profile import TWO_MAILS

TEAM = "/espace/equipe/"


@require_GET
def team(request: WorkspaceRequest) -> HttpResponse:
    context = {
        "members": queries.members(request.workspace),
        "requests": queries.address_requests(request.workspace) if request.member.is_manager else [],
        "invitations": queries.open_invitations(request.workspace, now=request.clock.now()),
    }
    return web.show(request, "tenants/team.html", context)


@require_POST
def role(request: WorkspaceRequest, number: int) -> HttpResponse:
    member = _member(request, number)
    return attempt(
        request,
        then=TEAM,
        do=lambda: operations.change_role(
            member, role=request.POST.get("role", ""), by=request.user, at=request.clock.now()
        ),
        said=_("Rôle enregistré."),
    )


@require_POST
def remove(request: WorkspaceRequest, number: int) -> HttpResponse:
    member = _member(request, number)
    return attempt(
        request,
        then=TEAM,
        do=lambda: operations.remove_member(member, by=request.user, at=request.clock.now()),
        said=_("%(name)s ne fait plus partie de l’espace.") % {"name": member.user.name},
    )


@require_http_methods(["GET", "POST"])
def member_email(request: WorkspaceRequest, number: int) -> HttpResponse:
    """A manager asks for a member's address to change; both mailboxes still have to agree."""
    member = _member(request, number)
    asked = queries.address_requests(request.workspace).filter(user=member.user).first()
    form = EmailForm(request.POST or None, initial={"email": asked.new_email if asked else ""})
    if request.method == "POST" and form.is_valid():
        try:
            operations.request_email_change(
                member.user, email=form.cleaned_data["email"], by=request.user, at=SystemClock().now()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return web.done(request, toast=str(TWO_MAILS), redirect=TEAM)
    context = {"form": form, "member": member}
    part = "tenants/_member_email.html"
    return web.show(request, "tenants/member_email.html", context, part=part, status=_status(form))


@require_POST
def address_dismiss(request: WorkspaceRequest, request_id: UUID) -> HttpResponse:
    asked = one(queries.address_requests(request.workspace), id=request_id)
    return attempt(
        request,
        then=TEAM,
        do=lambda: operations.dismiss_address_request(asked, by=request.user, at=request.clock.now()),
        said=_("Demande écartée."),
    )


@require_http_methods(["GET", "POST"])
def invite(request: WorkspaceRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.invite(workspace=request.workspace, **form.cleaned_data, by=request.user, at=request.clock.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return web.done(request, toast=_("Invitation envoyée."), redirect=TEAM)
    return web.show(request, "tenants/invite.html", {"form": form}, part="tenants/_invite.html", status=_status(form))


@require_POST
def invitation_resend(request: WorkspaceRequest, invitation_id: UUID) -> HttpResponse:
    invitation = one(Invitation.objects.filter(workspace=request.workspace), id=invitation_id)
    return attempt(
        request,
        then=TEAM,
        do=lambda: operations.resend_invitation(invitation, by=request.user, at=request.clock.now()),
        said=_("Invitation renvoyée ; l’ancien lien ne fonctionne plus."),
    )


@require_POST
def invitation_cancel(request: WorkspaceRequest, invitation_id: UUID) -> HttpResponse:
    invitation = one(Invitation.objects.filter(workspace=request.workspace), id=invitation_id)
    return attempt(
        request,
        then=TEAM,
        do=lambda: operations.cancel_invitation(invitation, by=request.user, at=request.clock.now()),
        said=_("Invitation annulée."),
    )


def _member(request: WorkspaceRequest, number: int) -> Member:
    return one(queries.members(request.workspace), id=number)


def _status(form: EmailForm | InviteForm) -> int:
    return 422 if form.errors else 200
