"""What campaigns add to the pages of contacts and companies, and to the menu."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.crm.models import Contact
from filon.crm.queries import opportunities_of
from filon.crm.web import extensions
from filon.crm.web.extensions import Bulk, Chip, Mark
from filon.directory.models import Company
from filon.directory.web.extensions import company_panels
from filon.kernel.ui import navigation
from filon.outreach.access import hidden, seen_by
from filon.outreach.labels import enrolment_badge
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.queries.campaigns import turned_off
from filon.outreach.states import EnrolmentState
from filon.outreach.web.answering_callers import callers_card
from filon.outreach.web.why import why
from filon.timeline import concealing, names
from filon.timeline.names import Name

ALIVE = (EnrolmentState.WAITING, EnrolmentState.RUNNING)


def register() -> None:
    navigation.register(
        section="outreach", label=gettext_lazy("Campagnes e-mail"), url_name="outreach:campaigns", icon="send",
        order=10, key="m", short=gettext_lazy("Campagnes"),
    )  # fmt: skip
    navigation.register(
        section="outreach", label=gettext_lazy("Séquences"), url_name="outreach:sequences", icon="list-ordered",
        order=20, key="q",
    )  # fmt: skip
    extensions.add_filter(Chip("engaged", gettext_lazy("Campagne"), engaged_choices), engaged)
    extensions.add_marks(engaged_marks)
    extensions.add_bulk(Bulk(gettext_lazy("Engager dans une campagne"), "send", "outreach:engage"))
    extensions.contact_panels.register(engage_button, place="actions", order=10)
    extensions.contact_panels.register(why, place="main", order=10)
    extensions.contact_panels.register(engagements, place="side", order=20)
    extensions.missed_call_panels.register(callers_card, place="main", order=10)
    company_panels.register(opportunities, place="side", order=20)
    names.register("origin_id", campaign_names)
    concealing.register(hidden)


def engaged(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """Contacts who are in a campaign ("yes"), in none that runs ("no"), or in one of them, by its id."""
    mine = Enrolment.objects.filter(contact=OuterRef("pk"), state__in=ALIVE).exclude(campaign__in=hidden())
    if value == "yes":
        return rows.filter(Exists(mine))
    if value == "no":
        return rows.filter(~Exists(mine))
    try:
        theirs = Enrolment.objects.filter(contact=OuterRef("pk"), campaign_id=UUID(value))
        return rows.filter(Exists(theirs.exclude(campaign__in=hidden())))
    except ValueError:
        return rows


def engaged_choices() -> list[tuple[str, str]]:
    recent = seen_by(Campaign.objects.exclude(launched_at=None)).order_by("-launched_at").values_list("id", "name")[:20]
    return [("yes", _("Engagés")), ("no", _("Non engagés")), *((str(key), name) for key, name in recent)]


def engaged_marks(contacts: Sequence[Contact]) -> Mapping[UUID, Mark]:
    """Who is in a running campaign, and who answered."""
    rows = Enrolment.objects.filter(contact__in=[c.id for c in contacts]).exclude(campaign__in=hidden())
    marks: dict[UUID, Mark] = {}
    for contact_id, state, reason in rows.order_by("-created_at").values_list("contact_id", "state", "outcome_reason"):
        if reason == "replied":
            marks[contact_id] = Mark("ok", gettext_lazy("A répondu"))
        elif state in ALIVE:
            marks.setdefault(contact_id, Mark("info", gettext_lazy("En campagne")))
    return marks


def engage_button(request: HttpRequest, contact: Contact) -> SafeString | str:
    if not contact.email or contact.opted_out_at or contact.status == "left":
        return ""
    return render_to_string("outreach/_engage_button.html", {"contact": contact}, request)


def engagements(request: HttpRequest, contact: Contact) -> SafeString | str:
    """Where the person stands in each campaign, with the way out on their behalf (OL-81)."""
    rows = Enrolment.objects.filter(contact=contact).exclude(campaign__in=hidden())
    rows = rows.select_related("campaign").order_by("-created_at")
    off = turned_off(list(rows))
    shown = [(e, enrolment_badge(e, off=off), e.state in ALIVE) for e in rows]
    if not shown:
        return ""
    return render_to_string("outreach/_engagements.html", {"rows": shown, "contact": contact}, request)


def opportunities(request: HttpRequest, company: Company) -> SafeString | str:
    """The company in each campaign: on or off, why, and the switch (OL-21…23)."""
    rows = list(opportunities_of(company.id))
    if not rows:
        return ""
    known = campaign_names({row.origin_id for row in rows})
    shown = [(row, known[row.origin_id]) for row in rows if row.origin_id in known]
    return render_to_string("outreach/_opportunities.html", {"rows": shown}, request)


def campaign_names(ids: Iterable[UUID]) -> dict[UUID, Name]:
    rows = seen_by(Campaign.objects.filter(id__in=set(ids))).values_list("id", "name")
    return {key: Name(name, reverse("outreach:campaign", args=[key])) for key, name in rows}
