"""Reads of contacts and opportunities."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from filon.crm.models import Contact, Import, Opportunity
from filon.crm.states import ContactStatus, EmailState, ImportState
from filon.kernel.listing import ListSpec, Narrow, Sort
from filon.kernel.search import by_words

IMPORTS_OFFERED = 30
PRINTED = (
    *("first_name", "last_name", "job_title", "email", "phone", "mobile", "status", "opted_out_at"),
    *("name_key", "company_key", "updated_at", "company__name"),
)
LEFT_OUT = ("search", "extra", "note")
"""Columns that no list shows, and that weigh."""


def _email(rows: QuerySet[Contact], value: str) -> QuerySet[Contact]:
    if value == "yes":
        return rows.exclude(email="")
    if value == "no":
        return rows.filter(email="")
    return rows.filter(email_state=EmailState.HARD_BOUNCE) if value == "bounced" else rows


def _by_id(column: str) -> Narrow:
    """A filter on an identifier; what is not one matches nothing."""

    def keep(rows: QuerySet[Contact], value: str) -> QuerySet[Contact]:
        try:
            return rows.filter(**{column: UUID(value)})
        except ValueError:
            return rows.none()

    return keep


def _status(rows: QuerySet[Contact], value: str) -> QuerySet[Contact]:
    return rows.filter(status=value) if value in ContactStatus.values else rows


FILTERS: dict[str, Narrow] = {
    "status": _status,
    "email": _email,
    "company": _by_id("company_id"),
    "import": _by_id("created_by_import_id"),
    "opted_out": lambda rows, value: rows.filter(opted_out_at__isnull=value != "yes"),
    "source": lambda rows, value: rows.filter(source=value),
}
"""What the list of contacts may be narrowed by. Rooms above add their own filters when they start."""


def contact_list() -> ListSpec:
    """What the list of contacts can do, with the filters that rooms above have added."""
    return ListSpec(
        sorts={"updated": Sort("updated_at", desc=True), "name": Sort("name_key"), "company": Sort("company_key")},
        default_sort="updated",
        filters=FILTERS,
        search=by_words,
    )


def contacts(*, with_bounced: bool = False) -> QuerySet[Contact]:
    """The contacts with their company. Those left unreachable by a hard bounce are hidden (OL-61, A-OL-11)."""
    rows = Contact.objects.select_related("company").defer(*LEFT_OUT, "company__search", "company__extra")
    return rows if with_bounced else rows.exclude(email_state=EmailState.HARD_BOUNCE, phone="", mobile="")


def listed(*, with_bounced: bool = False) -> QuerySet[Contact]:
    """The contacts with what a row of the list prints, marks and places in it included; the rest is not loaded."""
    return contacts(with_bounced=with_bounced).only(*PRINTED)


def people_of(company_id: UUID) -> QuerySet[Contact]:
    """The cards of a company, those still there first."""
    return contacts(with_bounced=True).filter(company_id=company_id).order_by("status", "name_key", "id")


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these contacts, in one query."""
    wanted = {i for i in ids if i}
    rows = Contact.objects.filter(id__in=wanted).only("first_name", "last_name", "email", "phone") if wanted else ()
    return {c.id: c.name for c in rows}


def head_counts(company_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many active contacts each company has, in one query."""
    rows = Contact.objects.filter(company_id__in=list(company_ids), status=ContactStatus.ACTIVE)
    return dict(rows.values("company_id").annotate(n=Count("id")).values_list("company_id", "n"))


def opportunities_of(company_id: UUID) -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(company_id=company_id).select_related("off_by_contact").order_by("-created_at")


def reachable() -> Q:
    """What a contact must be to be written to at all: there, with an address."""
    return Q(status=ContactStatus.ACTIVE) & ~Q(email="")


def whole_contacts() -> QuerySet[Contact]:
    """Contacts with everything that their page prints."""
    return Contact.objects.select_related("company", "owner", "created_by_import").defer("search", "company__search")


def recent_imports() -> list[tuple[str, str]]:
    """(id, name) of the imports that a list may be narrowed to."""
    rows = Import.objects.filter(state=ImportState.DONE).order_by("-created_at").values_list("id", "name")
    return [(str(key), name) for key, name in rows[:IMPORTS_OFFERED]]
