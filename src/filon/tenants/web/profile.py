"""The personal area: names, photo, language, address, sessions."""

from __future__ import annotations

from allauth.core import ratelimit
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.kernel.clock import SystemClock
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.tenants import operations, queries
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.tenants.models import EmailChange, User
from filon.tenants.operations.addresses import change_of
from filon.tenants.storage import PHOTOS
from filon.tenants.web.forms import AddressRequestForm, EmailForm, NamesForm, PhotoForm, PreferencesForm

PROFILE = "/profil/"
TWO_MAILS = gettext_lazy("Deux e-mails sont partis : ouvrez le lien de chacun.")


@require_http_methods(["GET", "POST"])
def profile(request: WorkspaceRequest) -> HttpResponse:
    """[Accéder à mon profil] (ST-3); posts the preferences."""
    form = PreferencesForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        operations.update_preferences(request.user, **form.cleaned_data)
        with translation.override(form.cleaned_data["language"]):  # the one just chosen
            answer = web.done(request, toast=_("Préférences enregistrées."), redirect=request.path)
        answer.delete_cookie("theme")  # the choice of the device, which would win over the one just made
        return answer
    context = {
        "form": form,
        "photo_form": PhotoForm(),
        "pending": queries.pending_email_change(request.user, now=SystemClock().now()),
        "asked": queries.open_address_request(request.user),
        "memberships": queries.memberships(request.user),
    }
    return web.show(request, "tenants/profile.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def names(request: WorkspaceRequest) -> HttpResponse:
    """[Prénom] and [Nom], behind a confirmation of identity (ST-4)."""
    initial = {"first_name": request.user.first_name, "last_name": request.user.last_name}
    form = NamesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.rename_user(request.user, **form.cleaned_data, at=request.clock.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return web.done(request, toast=_("Nom enregistré."), redirect=PROFILE)
    return web.show(request, "tenants/names.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def upload_photo(request: WorkspaceRequest) -> HttpResponse:
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            operations.set_photo(request.user, upload=form.cleaned_data["photo"])
        except Refused as refused:
            form.refuse(refused)
        else:
            return web.done(request, toast=_("Photo enregistrée."), redirect=PROFILE)
    return web.show(request, "tenants/photo.html", {"photo_form": form}, status=422)


@require_POST
def remove_photo(request: WorkspaceRequest) -> HttpResponse:
    operations.remove_photo(request.user)
    return web.done(request, toast=_("Photo retirée."), redirect=PROFILE)


@require_GET
@cache_control(private=True, max_age=86400, immutable=True)
def photo(request: WorkspaceRequest, name: str) -> HttpResponseBase:
    """A member's photo, to those who share a workspace with them; 404 to anybody else."""
    owner = one(User.objects.all(), photo=f"{PHOTOS}{name}")
    if not queries.share_a_workspace(owner, request.user):
        raise Http404
    try:
        return FileResponse(owner.photo.open(), content_type="image/webp")
    except FileNotFoundError as gone:
        raise Http404 from gone


@require_http_methods(["GET", "POST"])
def email(request: WorkspaceRequest) -> HttpResponse:
    """[modifier mon adresse email], behind a confirmation of identity: change it, or ask where it is reserved."""
    if queries.email_is_locked(request.user):
        return _ask_for_address(request)
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _not_too_often(request)
            operations.request_email_change(
                request.user, email=form.cleaned_data["email"], by=request.user, at=SystemClock().now()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return web.done(request, toast=str(TWO_MAILS), redirect=PROFILE)
    return web.show(request, "tenants/email.html", {"form": form}, status=422 if form.errors else 200)


def _ask_for_address(request: WorkspaceRequest) -> HttpResponse:
    form = AddressRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _not_too_often(request)
            operations.ask_for_address(request.user, email=form.cleaned_data["email"], at=SystemClock().now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return web.done(request, toast=_("Demande envoyée."), redirect=request.path)
    context = {"form": form, "asked": queries.open_address_request(request.user)}
    return web.show(request, "tenants/email_request.html", context, status=422 if form.errors else 200)


@require_POST
def email_withdraw(request: WorkspaceRequest) -> HttpResponse:
    operations.withdraw_address_request(request.user, at=SystemClock().now())
    return web.done(request, toast=_("Demande retirée."), redirect=PROFILE)


def _not_too_often(request: WorkspaceRequest) -> None:
    if not ratelimit.consume(request, action="manage_email", user=request.user):
        raise Refused(_("Trop de demandes à la suite. Attendez un peu, puis réessayez."), code="rate_limited")


@require_POST
def email_cancel(request: WorkspaceRequest) -> HttpResponse:
    operations.cancel_email_change(request.user, at=SystemClock().now())
    return web.done(request, toast=_("Changement d’adresse annulé."), redirect=PROFILE)


@never_cache
@require_http_methods(["GET", "POST"])
def email_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of one of the two mailboxes. Opening it changes nothing, the button does: mail scanners open links."""
    try:
        change, side = change_of(token)
    except EmailChange.DoesNotExist as wrong:
        raise Http404 from wrong
    context = {"change": change, "side": side, "refusal": ""}
    if request.method == "POST":
        try:
            context["change"] = operations.confirm_email_change(token, at=SystemClock().now())
        except Refused as refused:
            context["refusal"] = refused.message
    return web.show(request, "tenants/email_confirm.html", context, status=409 if context["refusal"] else 200)


@require_POST
def end_session(request: WorkspaceRequest, number: int) -> HttpResponse:
    """Sign one of the user's other devices out."""
    session = one(UserSession.objects.filter(user=request.user), pk=number)
    if not session.is_current():
        session.end()
        messages.success(request, _("Appareil déconnecté."))
    return redirect("usersessions_list")


def address_page(request: HttpRequest) -> HttpResponse:
    """allauth's page of addresses gives way to ours, which asks both mailboxes."""
    return redirect("tenants:email")
