"""What this room adds to the menu and to the pages of contacts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from filon.capture.web.answers import card
from filon.crm.web.extensions import contact_panels
from filon.kernel.ui import navigation


def register() -> None:
    navigation.register(section="settings", label=_("Suivi"), url_name="capture:following", icon="radar", order=32)
    contact_panels.register(card, place="side", order=30)
