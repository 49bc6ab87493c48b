"""The entries of this room in the menus."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from filon.kernel.ui import navigation
from filon.kernel.ui.context import account_panels
from filon.tenants import door
from filon.tenants.operations.workspaces import workspaces_are_open


def register() -> None:
    """Settings of the workspace, and the personal area (ST-3)."""
    navigation.only_if(door.may_open)
    settings = (
        ("tenants:workspace", _("Espace"), "building-2"),
        ("tenants:team", _("Équipe"), "users"),
        ("tenants:keys", _("API"), "key-round"),
        ("tenants:audit", _("Journal"), "scroll-text"),
    )
    account = (
        ("tenants:profile", _("Accéder à mon profil"), "user-round"),
        ("tenants:plan", _("Gérer mon abonnement"), "receipt-text"),
        ("account_change_password", _("Mot de passe"), "lock"),
        ("mfa_index", _("Double authentification"), "shield-check"),
        ("usersessions_list", _("Appareils connectés"), "monitor-smartphone"),
    )
    account_panels.register(workspaces, place="main", order=0)
    for order, (route, label, icon) in enumerate(settings):
        navigation.register(section="settings", label=label, url_name=route, icon=icon, order=order * 10)
    for order, (route, label, icon) in enumerate(account):
        navigation.register(section="account", label=label, url_name=route, icon=icon, order=order * 10)


def workspaces(request: HttpRequest, user: Any) -> SafeString | str:
    """Head of the personal area: the open workspace, the user's others, and the way to a new one."""
    member = getattr(request, "member", None)
    if member is None:
        return ""
    context = {
        "open": member.workspace,
        "others": [each.workspace for each in request.memberships if each.pk != member.pk],  # type: ignore[attr-defined]  # set with member
        "may_create": workspaces_are_open(),
    }
    return render_to_string("tenants/_workspaces.html", context, request=request)
