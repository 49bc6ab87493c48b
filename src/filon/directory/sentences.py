"""How the events of companies are told on a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.directory.events import CompanyAdded, CompanyChanged, CompanyDeleted, SheetVisited
from filon.directory.news.events import NewsAdded
from filon.directory.parks.events import ParkDeclared, ParkReviewed, ParksLost, ParksSeen, ParkWithdrawn
from filon.directory.quality.events import MistakeReported, MistakeSettled
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


@sentence(SheetVisited.kind, icon="eye")
def visited(data: Mapping[str, Any]) -> str:
    return _("Fiche consultée")


@sentence(ParkDeclared.kind, icon="package")
def park_declared(data: Mapping[str, Any]) -> str:
    return _("Logiciel déclaré : %(name)s") % {"name": data["software"]}


@sentence(ParkWithdrawn.kind, icon="package")
def park_withdrawn(data: Mapping[str, Any]) -> str:
    return _("Logiciel retiré : %(name)s") % {"name": data["software"]}


@sentence(ParkReviewed.kind, icon="star")
def park_reviewed(data: Mapping[str, Any]) -> str:
    return _("Avis sur %(name)s : %(stars)s sur 5") % {"name": data["software"], "stars": data["stars"]}


@sentence(ParksSeen.kind, icon="globe")
def parks_seen(data: Mapping[str, Any]) -> str:
    return _("Reconnu sur le site de la société : %(names)s") % {"names": ", ".join(data["software"])}


@sentence(ParksLost.kind, icon="globe", tone="warning")
def parks_lost(data: Mapping[str, Any]) -> str:
    return _("N’est plus sur le site de la société : %(names)s") % {"names": ", ".join(data["software"])}


@sentence(NewsAdded.kind, icon="newspaper")
def news_added(data: Mapping[str, Any]) -> str:
    return _("Actualité ou centre d’intérêt noté")


@sentence(MistakeReported.kind, icon="flag", tone="warning")
def mistake_reported(data: Mapping[str, Any]) -> str:
    return _("Erreur signalée sur la fiche")


@sentence(MistakeSettled.kind, icon="flag", tone="good")
def mistake_settled(data: Mapping[str, Any]) -> str:
    return _("Erreur signalée traitée")


words.register(
    "directory",
    gettext_lazy("Sociétés"),
    {
        "directory.company_added": gettext_lazy("Société ajoutée"),
        "directory.company_changed": gettext_lazy("Société modifiée"),
        "directory.company_deleted": gettext_lazy("Société supprimée"),
        "directory.sheet_visited": gettext_lazy("Fiche consultée"),
        "directory.news_added": gettext_lazy("Actualité notée"),
        "directory.mistake_reported": gettext_lazy("Erreur signalée"),
        "directory.mistake_settled": gettext_lazy("Erreur traitée"),
        "directory.park_declared": gettext_lazy("Logiciel déclaré"),
        "directory.park_withdrawn": gettext_lazy("Logiciel retiré"),
        "directory.park_reviewed": gettext_lazy("Avis sur un logiciel"),
        "directory.parks_seen": gettext_lazy("Logiciel reconnu sur le site"),
        "directory.parks_lost": gettext_lazy("Logiciel disparu du site"),
    },
)
