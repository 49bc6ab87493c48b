"""What this room adds to the menu, to the pages of contacts and companies, and to the pages that links lead to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from filon.capture.events import SiteVisited
from filon.capture.operations import welcome
from filon.capture.web.answers import card
from filon.crm.web.extensions import contact_panels
from filon.directory.web.extensions import add_to_filter
from filon.kernel.ui import navigation
from filon.mail.links import arriving


def register() -> None:
    navigation.register(section="settings", label=_("Suivi"), url_name="capture:following", icon="radar", order=32)
    navigation.register(section="settings", label=_("Sites suivis"), url_name="capture:sites", icon="globe", order=33)
    add_to_filter("visites", (SiteVisited.kind,))
    arriving.register(welcome)
    contact_panels.register(card, place="side", order=30)
