from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from filon.kernel.ui import navigation


def register() -> None:
    navigation.register(
        section="settings", label=_("Appels manqués"), url_name="calls:missed", icon="phone-missed", order=46
    )
