"""Profil › Notifications: of what one is told, and where (CO-176, CO-180, CO-183)."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.notices import operations, queries
from filon.notices.kinds import Channels, Kind, kinds
from filon.notices.web.forms import DelayForm, SenderForm
from filon.tenants.middleware import WorkspaceRequest


class Row(NamedTuple):
    kind: Kind
    channels: Channels


@require_http_methods(["GET", "POST"])
def settings(request: WorkspaceRequest) -> HttpResponse:
    """The reader's own; posts all of them at once."""
    user_id = request.user.pk
    form = DelayForm(request.POST or None, initial={"hours": queries.delay_of(user_id)})
    if request.method == "POST" and form.is_valid():
        try:
            operations.choose(_chosen(request.POST), user_id=user_id, hours=form.cleaned_data["hours"])
        except Refused as no:
            form.add_error(no.field or None, no.message)
        else:
            return web.done(request, toast=_("Notifications enregistrées."), redirect=request.path)
    return _page(request, form=form, status=422 if form.errors else 200)


@require_POST
def sender(request: WorkspaceRequest) -> HttpResponse:
    """The name that the workspace's e-mails of notices come from (A-CO-33)."""
    form = SenderForm(request.POST)
    if form.is_valid():
        try:
            operations.name_sender(form.cleaned_data["sender"])
        except Refused as no:
            form.add_error(no.field or None, no.message)
        else:
            return web.done(request, toast=_("Nom enregistré."), redirect=reverse("notices:settings"))
    return _page(request, sender_form=form, status=422)


def _page(request: WorkspaceRequest, *, status: int, **forms: Any) -> HttpResponse:
    user_id = request.user.pk
    is_asked = "form" in forms and forms["form"].is_bound
    channels = _chosen(request.POST) if is_asked else queries.channels_chosen(user_id)
    context = {
        "rows": [Row(kind, channels.get(kind.key, kind.by_default)) for kind in kinds()],
        "form": DelayForm(initial={"hours": queries.delay_of(user_id)}),
        "sender_form": SenderForm(initial={"sender": queries.sender_name()}),
        "may_name": request.member.is_manager,
        **forms,
    }
    return web.show(request, "notices/settings.html", context, status=status)


def _chosen(posted: QueryDict) -> dict[str, Channels]:
    """What the boxes say of each kind; "always by e-mail" is by e-mail."""
    in_app, by_mail, always = (set(posted.getlist(name)) for name in ("app", "mail", "always"))
    return {
        kind.key: Channels(kind.key in in_app, kind.key in by_mail | always, kind.key in always) for kind in kinds()
    }
