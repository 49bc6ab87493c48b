"""The switchboards that the sample workspace calls: invented companies, numbers that the plan keeps for fiction."""

from __future__ import annotations

from filon.demo import sample

TRUNK = "Standards d’entraînement"
CALLER = "+33199000000"
CAMPAIGN = "Qualification des standards, automne"
SIMULTANEOUS = 4
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
