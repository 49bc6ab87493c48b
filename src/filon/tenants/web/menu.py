"""The entries of this room in the menus."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from filon.kernel.ui import navigation
from filon.tenants import door


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
        ("account_change_password", _("Mot de passe"), "lock"),
        ("mfa_index", _("Double authentification"), "shield-check"),
        ("usersessions_list", _("Appareils connectés"), "monitor-smartphone"),
    )
    for order, (route, label, icon) in enumerate(settings):
        navigation.register(section="settings", label=label, url_name=route, icon=icon, order=order * 10)
    for order, (route, label, icon) in enumerate(account):
        navigation.register(section="account", label=label, url_name=route, icon=icon, order=order * 10)
