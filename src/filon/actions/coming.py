"""What is planned with a company and its people, for the timeline of its sheet."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.actions.models import Action
from filon.actions.states import Channel, State
from filon.directory.models import Company
from filon.directory.web.extensions import Coming
from filon.timeline import names
from filon.timeline.concealing import concealed

MOST = 20
"""The soonest ones; a company with more has a campaign of its own, whose page lists them."""
LABELS: dict[str, tuple[str | Promise, str]] = {
    Channel.EMAIL: (_("E-mail prévu"), "send"),
    Channel.CALL: (_("Appel prévu"), "phone"),
}


def coming(company: Company) -> list[Coming]:
    """The next things that Filon will do with the company (CO-19), those of origins that the reader may see."""
    planned = Action.objects.filter(company_id=company.id, state=State.PLANNED).exclude(origin_id__in=concealed())
    rows = list(planned.order_by("due_at", "id")[:MOST])
    if not rows:
        return []
    people = names.resolve("contact_id", {row.subject_id for row in rows})
    origins = names.resolve("origin_id", {row.origin_id for row in rows})
    return [
        Coming(
            row.due_at,
            *LABELS[row.channel],
            tuple(filter(None, (people.get(row.subject_id), origins.get(row.origin_id)))),
        )
        for row in rows
    ]
