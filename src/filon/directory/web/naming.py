"""How companies are named on the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from filon.directory import queries
from filon.timeline import names
from filon.timeline.names import Name


def register() -> None:
    names.register("company_id", company_names)


def company_names(ids: Iterable[UUID]) -> dict[UUID, Name]:
    base = reverse("directory:companies")
    return {key: Name(text, f"{base}{key}/") for key, text in queries.names(ids).items()}
