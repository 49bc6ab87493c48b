"""The switchboards that the sample workspace calls: invented companies, numbers that the plan keeps for fiction."""

from __future__ import annotations

from dataclasses import dataclass

from filon.demo import sample

TRUNK = "Standards d’entraînement"
CALLER = "+33199000000"
CAMPAIGN = "Qualification des standards, automne"
TALKS = "Mise à jour du fichier, salon d’automne"
SIMULTANEOUS = 4
TALKS_AT_ONCE = 3
PURPOSE = "C’est pour mettre notre fichier à jour avant le salon d’automne."
CREDITS = 500
"""Where credits limit, the sample brings its own."""

SLOTS = ((0, 24),)
"""Practice switchboards answer day and night: whoever tries Filon on a Sunday sees it call."""

MORE = (
    ("Papeterie du Lac", "04 65 71 20 01"),
    ("Scierie Vauquelin", "03 53 01 20 02"),
    ("Laiterie Saint-Aubin", "02 61 91 20 03"),
    ("Verrerie de Baccarat-le-Vieux", "03 53 01 20 04"),
    ("Cordages de l’Odet", "02 61 91 20 05"),
    ("Ateliers Mirabeau", "04 65 71 20 06"),
    ("Conserverie de la Teste", "05 36 49 20 07"),
    ("Tuilerie Montauriol", "05 36 49 20 08"),
    ("Moulins de Haute-Saône", "03 53 01 20 09"),
    ("Emballages Dumontel", "01 99 00 20 10"),
    ("Pépinières du Gâtinais", "01 99 00 20 11"),
    ("Société nouvelle des Bruyères", "01 99 00 20 12"),
)


def numbers() -> list[tuple[str, str]]:
    """(company, number) of every row, the companies of the sample first."""
    return [*((company.name, company.phone) for company in sample.COMPANIES), *MORE]


@dataclass(frozen=True, slots=True)
class Callee:
    """Somebody whom a campaign asks a switchboard for, in the order of a file's columns; `email` may be ""."""

    number: str
    company: str
    first_name: str
    last_name: str
    job_title: str
    email: str


ASKED_FOR = {
    "Fonderie du Vivarais": {"h.garnier": 61, "m.tessier": 71},
    "Imprimerie Lemoine": {"yann.lemoine": 62, "solenn.legall": 88},
    "Transports Berthier": {"a.berthier": 63, "n.haddad": 75},
    "Cabinet Moreau Conseil": {"s.moreau": 64, "j.perrot": 66},
    "Biscuiterie des Dunes": {"maite": 68, "paul.lafitte": 69, "aurore.castagne": 70},
    "Menuiserie Keller": {"thomas.keller": 65, "claudine.schmitt": 89},
    "Clinique vétérinaire des Alpilles": {"camille.fabre": 72, "hugo.vidal": 67},
    "Nord Signalétique": {"fatou.diallo": 74, "benoit.carpentier": 73, "manon.delattre": 76},
    "Domaine de la Treille": {"etienne.laborde": 77, "chloe.ducasse": 78},
    "Mécanique de précision Jolivet": {"sylvie.jolivet": 79, "karine.blanc": 80, "olivier.renaud": 81},
    "Hôtel du Port": {"g.kerguelen": 82},
    "Énergies Caussade": {"mathieu.caussade": 83, "leila.mansouri": 84, "antoine.sicard": 87},
}
"""The last two digits of the practice number that answers for each person of the sample."""

WITHOUT_EMAIL = frozenset({"a.berthier", "aurore.castagne"})
"""Whom the file has no address of: their switchboards give none."""


def callees() -> list[Callee]:
    """Everybody whom the campaign that talks asks for, in the order of their numbers."""
    found = [
        Callee(
            number=f"01 99 00 00 {ASKED_FOR[company.name][person.local_part]}",
            company=company.name,
            first_name=person.first_name,
            last_name=person.last_name,
            job_title=person.job_title,
            email="" if person.local_part in WITHOUT_EMAIL else f"{person.local_part}@{company.domain}",
        )
        for company in sample.COMPANIES
        for person in company.people
        if person.local_part in ASKED_FOR[company.name]
    ]
    return sorted(found, key=lambda callee: callee.number)
