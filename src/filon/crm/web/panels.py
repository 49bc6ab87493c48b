"""What contacts show on the pages of companies, and how their names are found for the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from filon.consent.queries import Target, are_suppressed
from filon.crm import queries
from filon.crm.models import Contact
from filon.crm.states import ContactStatus
from filon.crm.web.contacts import shown
from filon.crm.web.extensions import Mark, add_marks
from filon.directory.models import Company
from filon.directory.web.extensions import Column, add_column, company_panels
from filon.timeline import names
from filon.timeline.names import Name

MOST_CARDS = 60


def register() -> None:
    company_panels.register(cards, place="main", order=10)
    add_column(CONTACTS)
    names.register("contact_id", contact_names)
    add_marks(opposed)


def cards(request: HttpRequest, company: Company) -> SafeString:
    """The company's people: orange cards of those who are there, grey ones of those who left (CO-33, CO-35)."""
    people = [
        (row, "grey" if row.contact.status == ContactStatus.LEFT else "orange")
        for row in shown(list(queries.people_of(company.id)[:MOST_CARDS]))
    ]
    return render_to_string("crm/_cards.html", {"people": people, "company": company}, request)


def opposed(contacts: Sequence[Contact]) -> dict[UUID, Mark]:
    """The mark of those who are on the opposition list, by address, domain or number."""
    targets = (Target(c.id, email=c.email, phone=c.mobile or c.phone) for c in contacts)
    mark = Mark("bad", _("Ne plus contacter"))
    return {key: mark for key, standing in are_suppressed(targets).items() if standing.everywhere}


def contact_names(ids: Iterable[UUID]) -> dict[UUID, Name]:
    base = reverse("crm:contacts")
    return {key: Name(text, f"{base}{key}/") for key, text in queries.names(ids).items()}


CONTACTS = Column(_("Contacts"), queries.head_counts)
