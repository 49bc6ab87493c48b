"""What is known of the sample workspace's invented companies: software, news, notes. The addresses are invented."""

from __future__ import annotations

from dataclasses import dataclass

from filon.directory.news.states import NewsKind
from filon.directory.parks.fields import ParkFields
from filon.directory.parks.states import Maintenance, Trade


@dataclass(frozen=True, slots=True)
class SampleNews:
    """``days`` ago."""

    title: str
    days: int
    kind: str = NewsKind.PRESS
    url: str = ""


@dataclass(frozen=True, slots=True)
class SampleNote:
    """``days`` ago; about a ``call`` with the first person of the company, or a plain note."""

    text: str
    days: int
    call: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """By the ``domain`` of the company."""

    domain: str
    parks: tuple[ParkFields, ...] = ()
    news: tuple[SampleNews, ...] = ()
    notes: tuple[SampleNote, ...] = ()


PRESS = "https://presse-economique.example/"

KNOWLEDGE = (
    Known(
        "fonderie-vivarais.example",
        parks=(
            ParkFields(
                software="Atlas Production",
                vendor="Atlas Logiciels",
                trade=Trade.ERP,
                source_url=f"{PRESS}fonderie-vivarais",
                maintenance=Maintenance.INTEGRATOR,
                integrator="Cap Informatique",
                note="Installé en 2017, deux modules seulement",
            ),
            ParkFields(software="Paie Claire", vendor="Horizon RH", trade=Trade.PEOPLE),
        ),
        news=(
            SampleNews("Une troisième ligne de moulage ouvre à Privas", 12, url=f"{PRESS}ligne-de-moulage"),
            SampleNews("Cherche à remplacer sa gestion de production", 30, kind=NewsKind.INTEREST),
        ),
        notes=(
            SampleNote("Rencontrés au salon de Lyon.\nLe module achats les intéresse, décision au printemps.", 9),
            SampleNote(
                "Demande une démonstration avec le responsable des achats. Rappeler mardi à 10 h.", 2, call=True
            ),
        ),
    ),
    Known(
        "imprimerie-lemoine.example",
        parks=(ParkFields(software="Devis Presse", vendor="Graphique Conseil", trade=Trade.PLANT),),
        news=(SampleNews("Reprend l’atelier de reliure de Vitré", 20, url=f"{PRESS}reliure"),),
    ),
    Known(
        "transports-berthier.example",
        notes=(SampleNote("Le standard filtre : demander Nadia Haddad directement.", 5, call=True),),
    ),
)
