"""What contacts show on the pages of companies, and how their names are found for the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from filon.crm import queries
from filon.crm.states import ContactStatus
from filon.crm.web.contacts import shown
from filon.directory.models import Company
from filon.directory.web.extensions import Column, add_column, company_panels
from filon.timeline import names
from filon.timeline.names import Name

MOST_CARDS = 60


def register() -> None:
    company_panels.register(cards, place="main", order=10)
    add_column(CONTACTS)
    names.register("contact_id", contact_names)


def cards(request: HttpRequest, company: Company) -> SafeString:
    """The company's people: orange cards of those who are there, grey ones of those who left (CO-33, CO-35)."""
    people = [
        (row, "grey" if row.contact.status == ContactStatus.LEFT else "orange")
        for row in shown(list(queries.people_of(company.id)[:MOST_CARDS]))
    ]
    return render_to_string("crm/_cards.html", {"people": people, "company": company}, request)


def contact_names(ids: Iterable[UUID]) -> dict[UUID, Name]:
    base = reverse("crm:contacts")
    return {key: Name(text, f"{base}{key}/") for key, text in queries.names(ids).items()}


CONTACTS = Column(_("Contacts"), queries.head_counts)
