"""The invented market of the sample workspace. Names, domains (.example) and numbers belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SamplePerson:
    first_name: str
    last_name: str
    job_title: str
    local_part: str


@dataclass(frozen=True, slots=True)
class SampleCompany:
    """``phone`` is of the ranges that the numbering plan keeps for fiction."""

    name: str
    domain: str
    postcode: str
    city: str
    phone: str
    people: tuple[SamplePerson, ...]


WEBSITE = "https://atelier-dupre.example"
COMPANY = "Atelier Dupré"
WORKSPACE = "Atelier Dupré (exemple)"
SOURCE = "Données d’exemple"
CAMPAIGN = "Prise de rendez-vous, automne"

COMPANIES = (
    SampleCompany(
        "Fonderie du Vivarais",
        "fonderie-vivarais.example",
        "07000",
        "Privas",
        "04 65 71 01 10",
        (
            SamplePerson("Hélène", "Garnier", "Directrice générale", "h.garnier"),
            SamplePerson("Marc", "Tessier", "Responsable des achats", "m.tessier"),
            SamplePerson("Inès", "Roche", "Assistante de direction", "i.roche"),
        ),
    ),
    SampleCompany(
        "Imprimerie Lemoine",
        "imprimerie-lemoine.example",
        "35000",
        "Rennes",
        "02 61 91 02 20",
        (
            SamplePerson("Yann", "Lemoine", "Gérant", "yann.lemoine"),
            SamplePerson("Solenn", "Le Gall", "Responsable de production", "solenn.legall"),
        ),
    ),
    SampleCompany(
        "Transports Berthier",
        "transports-berthier.example",
        "21000",
        "Dijon",
        "03 53 01 03 30",
        (
            SamplePerson("Alain", "Berthier", "Président", "a.berthier"),
            SamplePerson("Nadia", "Haddad", "Directrice commerciale", "n.haddad"),
            SamplePerson("Léo", "Marchand", "Responsable d’exploitation", "l.marchand"),
        ),
    ),
    SampleCompany(
        "Cabinet Moreau Conseil",
        "moreau-conseil.example",
        "75009",
        "Paris",
        "01 99 00 04 40",
        (
            SamplePerson("Sophie", "Moreau", "Associée fondatrice", "s.moreau"),
            SamplePerson("Julien", "Perrot", "Consultant senior", "j.perrot"),
        ),
    ),
    SampleCompany(
        "Biscuiterie des Dunes",
        "biscuiterie-dunes.example",
        "40200",
        "Mimizan",
        "05 36 49 05 50",
        (
            SamplePerson("Maïté", "Etcheverry", "Directrice", "maite"),
            SamplePerson("Paul", "Lafitte", "Chef des ventes", "paul.lafitte"),
            SamplePerson("Aurore", "Castagné", "Comptable", "aurore.castagne"),
        ),
    ),
    SampleCompany(
        "Menuiserie Keller",
        "menuiserie-keller.example",
        "67000",
        "Strasbourg",
        "03 53 01 06 60",
        (
            SamplePerson("Thomas", "Keller", "Gérant", "thomas.keller"),
            SamplePerson("Claudine", "Schmitt", "Responsable administrative", "claudine.schmitt"),
        ),
    ),
    SampleCompany(
        "Clinique vétérinaire des Alpilles",
        "veto-alpilles.example",
        "13210",
        "Saint-Rémy-de-Provence",
        "04 65 71 07 70",
        (
            SamplePerson("Camille", "Fabre", "Vétérinaire associée", "camille.fabre"),
            SamplePerson("Hugo", "Vidal", "Responsable de clinique", "hugo.vidal"),
        ),
    ),
    SampleCompany(
        "Nord Signalétique",
        "nord-signaletique.example",
        "59800",
        "Lille",
        "03 53 01 08 80",
        (
            SamplePerson("Fatou", "Diallo", "Directrice marketing", "fatou.diallo"),
            SamplePerson("Benoît", "Carpentier", "Directeur technique", "benoit.carpentier"),
            SamplePerson("Manon", "Delattre", "Chargée d’affaires", "manon.delattre"),
        ),
    ),
    SampleCompany(
        "Domaine de la Treille",
        "domaine-treille.example",
        "33500",
        "Libourne",
        "05 36 49 09 90",
        (
            SamplePerson("Étienne", "Laborde", "Propriétaire", "etienne.laborde"),
            SamplePerson("Chloé", "Ducasse", "Responsable export", "chloe.ducasse"),
        ),
    ),
    SampleCompany(
        "Mécanique de précision Jolivet",
        "meca-jolivet.example",
        "74300",
        "Cluses",
        "04 65 71 10 01",
        (
            SamplePerson("Sylvie", "Jolivet", "Présidente", "sylvie.jolivet"),
            SamplePerson("Karine", "Blanc", "Directrice des ressources humaines", "karine.blanc"),
            SamplePerson("Olivier", "Renaud", "Responsable informatique", "olivier.renaud"),
        ),
    ),
    SampleCompany(
        "Hôtel du Port",
        "hotel-port.example",
        "56100",
        "Lorient",
        "02 61 91 11 11",
        (
            SamplePerson("Gwenaëlle", "Kerguelen", "Directrice", "g.kerguelen"),
            SamplePerson("Réception", "Hôtel du Port", "", "reception"),
        ),
    ),
    SampleCompany(
        "Énergies Caussade",
        "energies-caussade.example",
        "31000",
        "Toulouse",
        "05 36 49 12 21",
        (
            SamplePerson("Mathieu", "Caussade", "Directeur général", "mathieu.caussade"),
            SamplePerson("Leïla", "Mansouri", "Directrice des opérations", "leila.mansouri"),
            SamplePerson("Antoine", "Sicard", "Acheteur", "antoine.sicard"),
        ),
    ),
)
