"""What the register tells of an invented company, in the form of the public search: same SIREN, same answer."""

from __future__ import annotations

import random
from typing import Any

from filon.demo.sirene.words import FIRST_NAMES, SURNAMES
from filon.directory.columnar import HEADCOUNTS
from filon.directory.public.models import Unit

ALONE = "1000"
"""A person in business under their own name runs it alone."""
ROLES = {"5499": "Gérant", "5498": "Gérant", "6540": "Gérant", "9220": "Président", "5599": "Président du conseil"}
USUAL_ROLE = "Président de SAS"
SECONDS = ("Directeur général", "Directeur général délégué", "Associé")
YEARS = (2023, 2024, 2025)
PUBLISHES = 0.7
"""Share of companies that publish their figures."""


def answers(siren: str) -> dict[str, Any]:
    """The answer about one invented unit; an empty one where there is none."""
    unit = Unit.objects.filter(siren=siren, sample=True).first()
    if unit is None:
        return {"results": [], "total_results": 0, "page": 1, "per_page": 1, "total_pages": 0}
    told = {
        "siren": siren,
        "statut_diffusion": "O" if unit.diffusible else "P",
        "dirigeants": _officers(unit),
        "finances": _finances(unit),
    }
    return {"results": [told], "total_results": 1, "page": 1, "per_page": 1, "total_pages": 1}


def _officers(unit: Unit) -> list[dict[str, str]]:
    draw = random.Random(unit.siren)  # noqa: S311 draws names, guards nothing
    if unit.legal == ALONE:
        return [_person(unit.last_name, unit.first_name, "Entrepreneur individuel")]
    roles = (ROLES.get(unit.legal, USUAL_ROLE), *SECONDS[: _rank(unit) // 4])
    return [_person(draw.choice(SURNAMES), draw.choice(FIRST_NAMES), role) for role in roles]


def _person(last: str, first: str, role: str) -> dict[str, str]:
    return {"nom": last, "prenoms": first, "qualite": role, "type_dirigeant": "personne physique"}


def _finances(unit: Unit) -> dict[str, dict[str, int]]:
    draw = random.Random(f"{unit.siren} figures")  # noqa: S311 idem
    if unit.legal == ALONE or draw.random() > PUBLISHES:
        return {}
    turnover = round(60_000 * 1.9 ** _rank(unit) * (0.6 + draw.random()))
    figures = {}
    for year in YEARS:
        turnover = round(turnover * (0.92 + 0.2 * draw.random()))
        figures[str(year)] = {"ca": turnover, "resultat_net": round(turnover * (draw.random() * 0.14 - 0.03))}
    return figures


def _rank(unit: Unit) -> int:
    return HEADCOUNTS.index(unit.headcount) if unit.headcount in HEADCOUNTS else 0
