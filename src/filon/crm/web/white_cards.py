"""White cards: people whom public registers name, until the workspace makes them its own (CO-31, 32, 40)."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from filon.crm.unlocking import opposed, unlock_person, unlocked
from filon.directory.models import Company
from filon.directory.public.models import Officer
from filon.directory.public.queries import officers
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

MOST_CARDS = 24
PEOPLE_SEARCH = "https://www.linkedin.com/search/results/people/?"


class WhiteCard(NamedTuple):
    """``closed``: the person, or the company, asked for silence, and the card stays white."""

    officer: Officer
    name: str
    linkedin: str
    closed: bool


def white_cards(company: Company) -> list[WhiteCard]:
    """Those of the company's official people who are not contacts yet, in three queries."""
    if not company.siren:
        return []
    found = list(officers(company.siren)[:MOST_CARDS])
    mine, silent = unlocked(found), opposed(found)
    return [_card(each, company, closed=each.id in silent) for each in found if each.id not in mine]


@require_POST
def unlock(request: WorkspaceRequest, company_id: UUID, person_id: int) -> HttpResponse:
    """The orange arrow (CO-40): the person becomes a contact of the workspace, for good."""
    company = one(Company, id=company_id)
    try:
        contact = unlock_person(
            person_id=person_id, company_id=company.id, actor_id=request.user.pk, now=request.clock.now()
        )
    except Refused as no:
        return refused(request, no)
    said = _("%(name)s est dans vos contacts.") % {"name": contact.name}
    return web.done(request, toast=said, refresh=("contact", "timeline"))


def _card(officer: Officer, company: Company, *, closed: bool) -> WhiteCard:
    name = officer.company_name or f"{officer.first_name} {officer.last_name}".strip()
    words = name if officer.company_siren else f"{name} {company.name}"
    return WhiteCard(officer, name, PEOPLE_SEARCH + urlencode({"keywords": words}), closed)
