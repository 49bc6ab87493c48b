"""What calls add to the menu and to the pages of companies and contacts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from filon.calls import sentences  # noqa: F401 registered by being imported
from filon.calls.models import CallCampaign
from filon.calls.queries.calls import of_company
from filon.calls.web.rows import shown_rows
from filon.crm.models import Contact
from filon.crm.web.extensions import contact_panels
from filon.directory.models import Company
from filon.directory.web.extensions import company_panels
from filon.kernel.ui import navigation
from filon.tenants.middleware import WorkspaceRequest
from filon.timeline import names
from filon.timeline.names import Name


def register() -> None:
    navigation.register(
        section="outreach", label=_("Appels"), url_name="calls:campaigns", icon="phone-call", order=40, key="p"
    )
    navigation.register(section="settings", label=_("Téléphonie"), url_name="calls:trunks", icon="phone-call", order=35)
    navigation.register(
        section="settings",
        label=_("Qualification"),
        url_name="calls:preferences",
        icon="gauge",
        order=36,
    )
    company_panels.register(switchboard, place="side", order=30)
    contact_panels.register(switchboard_of_contact, place="side", order=30)
    names.register("origin_id", campaign_names)


def switchboard(request: HttpRequest, company: Company) -> SafeString | str:
    """What the company's switchboard is worth, number by number, and why one is not called."""
    return _panel(request, company.id)


def switchboard_of_contact(request: HttpRequest, contact: Contact) -> SafeString | str:
    return _panel(request, contact.company_id) if contact.company_id else ""


def campaign_names(ids: Iterable[UUID]) -> dict[UUID, Name]:
    rows = CallCampaign.objects.filter(id__in=set(ids)).values_list("id", "name")
    return {key: Name(name, reverse("calls:campaign", args=[key])) for key, name in rows}


def _panel(request: HttpRequest, company_id: UUID) -> SafeString | str:
    rows = of_company(company_id)
    if not rows:
        return ""
    shown = shown_rows(rows, now=cast("WorkspaceRequest", request).clock.now())
    return render_to_string("calls/_switchboard.html", {"rows": shown}, request)
