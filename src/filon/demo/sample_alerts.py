"""The projects that the sample's invented companies prepare, and a rule that waits for a flow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class SampleProject:
    """``who`` is the local part of the address of the person it was collected from; ``age`` from the sample's start.

    ``later``: (stage, text) of what was learnt since, a day apart.
    """

    company: str
    who: str
    category: str
    stage: str
    title: str
    context: str
    needs: str
    age: timedelta
    later: tuple[tuple[str, str], ...] = ()


RULE = "Nouveau projet ERP"
RULE_CATEGORIES = ("erp",)

PROJECTS = (
    SampleProject(
        "Fonderie du Vivarais", "h.garnier", "erp", "awareness", "Remplacer l’ERP de 2009",
        "ERP installé en 2009, plus maintenu depuis deux ans. Trois sites, 140 personnes.",
        "Suivi d’atelier, coûts de revient par affaire, interface avec la paie.",
        timedelta(days=21),
        (
            ("comparison", "Trois éditeurs invités à une démonstration."),
            ("comparison", "Budget voté par le comité de direction, choix attendu au printemps."),
        ),
    ),
    SampleProject(
        "Transports Berthier", "n.haddad", "crm", "comparison", "Un CRM pour les commerciaux",
        "Suivi des clients dans des tableurs, une équipe de six commerciaux.",
        "Mobilité, reprise des tableurs, relances automatiques.",
        timedelta(days=9),
    ),
    SampleProject(
        "Biscuiterie des Dunes", "aurore.castagne", "accounting", "purchase", "Comptabilité et facture électronique",
        "Logiciel de comptabilité local, obligation de facture électronique.",
        "Plateforme agréée, archivage, rapprochement bancaire.",
        timedelta(days=14),
        (("purchase", "Deux offres en concurrence, décision sous quinze jours."),),
    ),
    SampleProject(
        "Menuiserie Keller", "thomas.keller", "manufacturing", "suspended", "Ordonnancement d’atelier",
        "Planning mural, commandes numériques non reliées.",
        "Ordonnancement, suivi des temps.",
        timedelta(days=30),
    ),
)  # fmt: skip
