"""What messages written by hand add to the pages of companies and of contacts (A-CO-9)."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from filon.crm.models import Contact
from filon.crm.states import ContactStatus
from filon.crm.web.card_actions import CardAction, add_card_action
from filon.crm.web.extensions import contact_panels
from filon.directory.models import Company
from filon.directory.web.extensions import Button, add_button, company_panels
from filon.outreach.drafts.queries import shown_on_sheet
from filon.tenants.middleware import WorkspaceRequest


def register() -> None:
    add_card_action(CardAction(_("Écrire à %(name)s"), _("Écrire un e-mail"), "mail", editor_for))
    add_button("mails", Button(_("Nouvel e-mail"), "mail-plus", "outreach:draft_new"))
    company_panels.register(drafts, place="side", order=16)
    contact_panels.register(write_button, place="actions", order=5)


def editor_for(contact: Contact) -> str:
    """Nobody is written to without a company or an address, or against their will (CO-34)."""
    if not contact.email or contact.opted_out_at or contact.company_id is None:
        return ""
    return f"{reverse('outreach:draft_new', args=[contact.company_id])}?a={contact.id}"


def drafts(request: HttpRequest, company: Company) -> SafeString | str:
    """The reader's messages to the company that want something of them."""
    user = cast("WorkspaceRequest", request).user
    shown = shown_on_sheet(company.id, user_id=user.pk)
    context = {"standings": shown, "company_id": company.id}
    return render_to_string("outreach/_drafts.html", context, request) if shown else ""


def write_button(request: HttpRequest, contact: Contact) -> SafeString | str:
    url = "" if contact.status == ContactStatus.LEFT else editor_for(contact)
    return render_to_string("outreach/_write_button.html", {"url": url}, request) if url else ""
