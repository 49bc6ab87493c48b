"""How the events of companies are told on a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.directory.events import CompanyAdded, CompanyChanged, CompanyDeleted
from filon.timeline import words
from filon.timeline.sentences import sentence


@sentence(CompanyAdded.kind, icon="building-2")
def added(data: Mapping[str, Any]) -> str:
    if data.get("source"):
        return _("Société ajoutée (%(source)s)") % {"source": data["source"]}
    return _("Société ajoutée")


@sentence(CompanyChanged.kind, icon="pencil")
def changed(data: Mapping[str, Any]) -> str:
    return _("Fiche société modifiée")


@sentence(CompanyDeleted.kind, icon="trash-2", tone="warning")
def deleted(data: Mapping[str, Any]) -> str:
    return _("Fiche société supprimée")


words.register(
    "directory",
    gettext_lazy("Sociétés"),
    {
        "directory.company_added": gettext_lazy("Société ajoutée"),
        "directory.company_changed": gettext_lazy("Société modifiée"),
        "directory.company_deleted": gettext_lazy("Société supprimée"),
    },
)
