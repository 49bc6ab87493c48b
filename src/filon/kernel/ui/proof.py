"""Sample content for the page that shows every part; invented people and companies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q

from filon.kernel.listing import ListSpec, Page, Sort

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DAYS = 28
ROLES = ["Directrice commerciale", "Responsable achats", "Gérant", "Directrice des opérations", "Chef de projet"]
PEOPLE = ["Claire Martin", "Diego Torres", "Hélène Dubois", "Lucía Romero", "Tom Baker", "Yann Le Goff", "Inès Ait-Ali"]
COMPANIES = ["Atelier Nord", "Rivage Énergie", "Métis Logistique", "Orion Santé", "Sable & Fils", "Cobalt Agencement"]
STATES = [("ok", "En cours"), ("accent", "Intéressé"), ("warn", "Absent"), ("bad", "Adresse refusée"), ("", "À venir")]


@dataclass(frozen=True)
class Row:
    id: UUID
    name: str
    company: str
    role: str
    tone: str
    state: str
    score: int
    at: datetime
    url: str = "#"


class SampleForm(forms.Form):
    name = forms.CharField(label="Nom", help_text="Comme il apparaît dans le mail.")
    email = forms.EmailField(label="Adresse e-mail")
    stage = forms.ChoiceField(
        label="Langue", required=False, choices=[("fr", "Français"), ("en", "English"), ("es", "Español")]
    )
    note = forms.CharField(label="Commentaire", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    consent = forms.BooleanField(label="Ne plus contacter", help_text="Aucun mail ne partira.", required=False)


def rows() -> list[Row]:
    """Enough rows to fill a screen."""
    return [
        Row(
            id=UUID(int=index * 7919 + 11),
            name=PEOPLE[index % len(PEOPLE)],
            company=COMPANIES[index % len(COMPANIES)],
            role=ROLES[index % len(ROLES)],
            tone=STATES[index % len(STATES)][0],
            state=STATES[index % len(STATES)][1],
            score=(index * 37 + 41) % 101,
            at=NOW - timedelta(hours=index * 5),
        )
        for index in range(9)
    ]


def chart() -> dict[str, Any]:
    """Four weeks of sending: nothing on Saturdays and Sundays."""
    first = date(2026, 10, 26)
    days = [first + timedelta(days=index) for index in range(DAYS)]
    sent = [0 if day.weekday() > 4 else 24 + (index * 11) % 17 for index, day in enumerate(days)]
    return {
        "x": [day.isoformat() for day in days],
        "series": [
            {"label": "Envoyés", "values": sent, "tone": "accent"},
            {"label": "Réponses", "values": [n // 6 for n in sent], "tone": "ok"},
        ],
    }


def sample() -> dict[str, Any]:
    """The context of `ui/proof.html`."""
    spec = ListSpec(
        sorts={"name": Sort("name"), "score": Sort("score", desc=True)},
        default_sort="name",
        search=lambda text: Q(),
        filters={"state": lambda queryset, text: queryset, "role": lambda queryset, text: queryset},
    )
    page = Page(rows=rows(), next="x", prev="", sort="name", desc=False, params={"state": "ok"}, spec=spec)  # type: ignore[type-var]  # sample rows are no models
    return {
        "page": page,
        "states": [(tone or "none", label) for tone, label in STATES],
        "roles": [(role, role) for role in ROLES],
        "tones": ["ok", "warn", "bad", "info", "accent", ""],
        "form": SampleForm({"name": "Claire Martin", "email": "claire.martin@", "stage": "fr"}),
        "steps": [("Fichier", "#"), ("Colonnes", "#"), ("Vérification", ""), ("Import", "")],
        "chart": chart(),
        "reasons": [
            ("ok", "Aucun désabonnement, aucune opposition", None),
            ("warn", "Hors des heures d’envoi de la campagne (9 h à 18 h)", NOW + timedelta(hours=20)),
            ("bad", "L’opportunité est en pause : Diego Torres a répondu", None),
        ],
        "at": NOW - timedelta(minutes=25),
        "earlier": NOW - timedelta(days=4),
    }
