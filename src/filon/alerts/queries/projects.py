"""Reads of projects: the list, one with all that is known of it, those of a company."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from filon.alerts.models import CategoryFollow, Project, ProjectContact, ProjectUpdate
from filon.alerts.states import Origin
from filon.crm.models import Contact
from filon.kernel.listing import ListSpec, Sort, one_of
from filon.kernel.search import by_words

OF_A_COMPANY = 20


PROJECTS = ListSpec(
    sorts={
        "updated": Sort("updated_at", desc=True),
        "created": Sort("created_at", desc=True),
        "company": Sort("company_key"),
    },
    default_sort="updated",
    filters={
        "category": lambda rows, value: rows.filter(category=value),
        "stage": lambda rows, value: rows.filter(stage=value),
        "origin": one_of("origin", *Origin.values),
        "muted": lambda rows, value: rows.filter(muted_at__isnull=value != "yes"),
        "company": lambda rows, value: rows.filter(company_id=value) if _is_id(value) else rows.none(),
    },
    search=by_words,
)
"""What the list of projects can do."""


@dataclass(frozen=True)
class Information:
    """What was learnt at one moment and from whom; ``update`` is None for the creation."""

    update: ProjectUpdate | None
    contacts: list[Contact]


def projects() -> QuerySet[Project]:
    """The projects of the workspace with their companies, without what only their page prints."""
    rows = Project.objects.select_related("company")
    return rows.defer("context", "needs", "text_key", "search", "company__search", "company__extra")


def whole_projects() -> QuerySet[Project]:
    rows = Project.objects.select_related("company", "created_by", "muted_by")
    return rows.defer("search", "text_key", "company__search")


def followed(user_id: int) -> set[str]:
    """The codes of the categories that the user follows (CO-189)."""
    return set(CategoryFollow.objects.filter(user=user_id).values_list("category", flat=True))


def of_company(company_id: UUID) -> list[Project]:
    """The newest projects of a company first."""
    rows = projects().filter(company_id=company_id).order_by("-updated_at", "-id")
    return list(rows[:OF_A_COMPANY])


def history_of(project_id: UUID) -> list[Information]:
    """What was learnt, newest first; the creation last. Three queries."""
    updates = ProjectUpdate.objects.filter(project=project_id).select_related("by").order_by("-at", "-id")
    people: dict[UUID | None, list[Contact]] = {}
    for row in _sources(project_id):
        people.setdefault(row.update_id, []).append(row.contact)
    told = [Information(update, people.get(update.id, [])) for update in updates]
    return [*told, Information(None, people.get(None, []))]


def people_of(informations: Iterable[Information]) -> list[Contact]:
    """Everybody from whom something was collected (CO-191), each once."""
    found = {contact.id: contact for each in informations for contact in each.contacts}
    return list(found.values())


def _sources(project_id: UUID) -> QuerySet[ProjectContact]:
    rows = ProjectContact.objects.filter(project=project_id).select_related("contact__company")
    return rows.defer("contact__search", "contact__extra", "contact__company__search").order_by("id")


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
