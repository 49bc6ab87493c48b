"""The ways in for people who have no account yet, or no workspace any more."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.tenants import operations, queries
from filon.tenants.clock import clock_for
from filon.tenants.middleware import SESSION_KEY, WorkspaceRequest
from filon.tenants.models import Invitation, Member, User
from filon.tenants.operations.invitations import accept_as_new, accept_invitation
from filon.tenants.operations.users import NewUser
from filon.tenants.operations.workspaces import NewWorkspace
from filon.tenants.web.forms import JoinForm, SetUpForm


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page; an installation without any account shows the set-up page instead."""
    if queries.is_empty():
        return redirect("tenants:set_up")
    return cast("HttpResponseBase", login(request))


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """First start: makes the first account and the first workspace; closed as soon as there is one."""
    if not queries.is_empty():
        return redirect("account_login")
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = get_language() or "fr"
        try:
            member = operations.set_up(
                _person(form.cleaned_data, email=form.cleaned_data["email"]),
                NewWorkspace(name=form.cleaned_data["workspace"], language=language),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return _welcome(request, member)
    return web.show(request, "tenants/set_up.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation: join with one's account, or make one. Opening it changes nothing."""
    invited = _invited(token)
    if request.user.is_authenticated:
        return _join(cast("WorkspaceRequest", request), invited)
    if User.objects.filter(email=invited.email).exists():
        return web.show(request, "tenants/invitation_sign_in.html", {"invitation": invited})
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = _person(form.cleaned_data, email=invited.email)
        try:
            member = accept_as_new(invited, person=person, at=clock_for(invited.workspace).now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return _welcome(request, member)
    context = {"form": form, "invitation": invited}
    return web.show(request, "tenants/invitation_new.html", context, status=422 if form.errors else 200)


def _invited(token: str) -> Invitation:
    """The open invitation of a link; the deadline is read on the clock of its workspace."""
    found = queries.invitation_of(token)
    if found is None or found.expires_at <= clock_for(found.workspace).now():
        raise Http404(_("Cette invitation n’est plus valable : demandez-en une autre."))
    return found


def _join(request: WorkspaceRequest, invited: Invitation) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        try:
            member = accept_invitation(invited, user=request.user, at=clock_for(invited.workspace).now())
        except Refused as refused:
            refusal = refused.message
        else:
            request.session[SESSION_KEY] = str(member.workspace_id)
            return web.done(request, toast=_("Bienvenue."), redirect="/")
    context = {"invitation": invited, "refusal": refusal, "other": invited.email.lower() != request.user.email.lower()}
    return web.show(request, "tenants/invitation_join.html", context, status=409 if refusal else 200)


@require_http_methods(["GET"])
def nowhere(request: HttpRequest) -> HttpResponse:
    """For an account that is in no workspace (any more)."""
    if getattr(request, "member", None) is not None:
        return redirect("/")
    return web.show(request, "tenants/nowhere.html")


def _person(data: dict[str, Any], *, email: str) -> NewUser:
    return NewUser(
        email=email,
        password=data["password1"],
        first_name=data["first_name"],
        last_name=data["last_name"],
        language=get_language() or "fr",
    )


def _welcome(request: HttpRequest, member: Member) -> HttpResponse:
    """Sign the new account in; a password just chosen counts as a fresh proof of identity."""
    get_adapter().login(request, member.user)
    record_authentication(request, member.user, method="password", reauthenticated=True)
    request.session[SESSION_KEY] = str(member.workspace_id)
    return redirect("/")
