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
from filon.crm.notes.events import CallNoted, NoteWritten
from filon.crm.states import ContactStatus
from filon.crm.web.card_actions import offers_of
from filon.crm.web.contacts import shown
from filon.crm.web.extensions import Mark, add_marks
from filon.crm.web.note_forms import SWITCHBOARD
from filon.crm.web.white_cards import white_cards
from filon.directory.models import Company
from filon.directory.web.extensions import (
    Button,
    Column,
    Filter,
    add_column,
    add_timeline_filter,
    company_panels,
    note_calls,
)
from filon.timeline import names
from filon.timeline.names import Name

MOST_CARDS = 24
"""Cards of each kind on the page; the list of contacts has everybody."""


def register() -> None:
    company_panels.register(cards, place="main", order=10)
    add_column(CONTACTS)
    names.register("contact_id", contact_names)
    add_marks(opposed)
    add_timeline_filter(NOTES)
    add_timeline_filter(CALLS)
    note_calls(note_of_call)


def cards(request: HttpRequest, company: Company) -> SafeString:
    """The company's people: orange cards of those who are there, grey ones of those who left, white ones of those whom
    public registers name (CO-31, 33, 35)."""
    found = list(queries.people_of(company.id)[: MOST_CARDS + 1])
    people = [
        (row, "grey" if row.contact.status == ContactStatus.LEFT else "orange", offers_of(row.contact))
        for row in shown(found[:MOST_CARDS])
    ]
    context = {
        "people": people,
        "more": len(found) > MOST_CARDS,
        "company": company,
        "white": white_cards(company),
        "note_url": reverse("crm:call_new", args=[company.id]),
    }
    return render_to_string("crm/_cards.html", context, request)


def note_of_call(company: Company) -> str:
    """The editor of a call to the company's own number (CO-82)."""
    return f"{reverse('crm:call_new', args=[company.id])}?to={SWITCHBOARD}"


def opposed(contacts: Sequence[Contact]) -> dict[UUID, Mark]:
    """The mark of those who are on the opposition list, by address, domain or number."""
    targets = (Target(c.id, email=c.email, phone=c.mobile or c.phone) for c in contacts)
    mark = Mark("bad", _("Ne plus contacter"))
    return {key: mark for key, standing in are_suppressed(targets).items() if standing.everywhere}


def contact_names(ids: Iterable[UUID]) -> dict[UUID, Name]:
    base = reverse("crm:contacts")
    return {key: Name(text, f"{base}{key}/") for key, text in queries.names(ids).items()}


NOTES = Filter(
    "notes", _("Notes"), "notebook-pen", 10, (NoteWritten.kind, CallNoted.kind),
    _("Notez ce que vous savez de cette société : toute votre équipe le lira."),
    Button(_("Nouvelle note"), "plus", "crm:note_new"),
)  # fmt: skip
CALLS = Filter(
    "appels", _("Appels"), "phone", 30, (CallNoted.kind,),
    _("Appelez d’un clic sur un numéro, ou de votre téléphone, et notez ce qui s’est dit."),
    Button(_("Nouvel appel"), "phone", "crm:call_new"),
)  # fmt: skip
CONTACTS = Column(_("Contacts"), queries.head_counts)
