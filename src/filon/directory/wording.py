"""What the codes of public registers mean, in words (INSEE: catégories juridiques, tranches d'effectif)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.kernel.ui.templatetags.ui import thousands

LEGAL: dict[str, str | Promise] = {
    "1": gettext_lazy("Entrepreneur individuel"),
    "2": gettext_lazy("Groupement sans personnalité morale"),
    "3": gettext_lazy("Société de droit étranger"),
    "4": gettext_lazy("Établissement public commercial"),
    "5": gettext_lazy("Société commerciale"),
    "6": gettext_lazy("Autre société immatriculée"),
    "7": gettext_lazy("Administration publique"),
    "8": gettext_lazy("Organisme privé spécialisé"),
    "9": gettext_lazy("Groupement de droit privé"),
    "52": gettext_lazy("Société en nom collectif (SNC)"),
    "53": gettext_lazy("Société en commandite"),
    "54": gettext_lazy("Société à responsabilité limitée (SARL)"),
    "55": gettext_lazy("Société anonyme à conseil d’administration (SA)"),
    "56": gettext_lazy("Société anonyme à directoire (SA)"),
    "57": gettext_lazy("Société par actions simplifiée (SAS)"),
    "58": gettext_lazy("Société européenne"),
    "62": gettext_lazy("Groupement d’intérêt économique (GIE)"),
    "63": gettext_lazy("Société coopérative agricole"),
    "65": gettext_lazy("Société civile"),
    "72": gettext_lazy("Collectivité territoriale"),
    "73": gettext_lazy("Établissement public administratif"),
    "84": gettext_lazy("Syndicat"),
    "92": gettext_lazy("Association loi de 1901"),
    "93": gettext_lazy("Fondation"),
    "5498": gettext_lazy("SARL unipersonnelle (EURL)"),
    "5720": gettext_lazy("SAS unipersonnelle (SASU)"),
    "6540": gettext_lazy("Société civile immobilière (SCI)"),
}
"""By the beginning of the code, of one, two or four digits: the longest that is known says most."""

SIZES: dict[str, str | Promise] = {
    "PME": gettext_lazy("Petite ou moyenne entreprise (PME)"),
    "ETI": gettext_lazy("Entreprise de taille intermédiaire (ETI)"),
    "GE": gettext_lazy("Grande entreprise (GE)"),
}
PEOPLE: dict[str, tuple[int, int | None]] = {
    "00": (0, 0),
    "01": (1, 2),
    "02": (3, 5),
    "03": (6, 9),
    "11": (10, 19),
    "12": (20, 49),
    "21": (50, 99),
    "22": (100, 199),
    "31": (200, 249),
    "32": (250, 499),
    "41": (500, 999),
    "42": (1_000, 1_999),
    "51": (2_000, 4_999),
    "52": (5_000, 9_999),
    "53": (10_000, None),
}
"""The fewest and the most employees of each bracket."""


def legal_form(code: str) -> str:
    """ "Société par actions simplifiée (SAS)" for 5710; "" for an unknown code."""
    return next((str(LEGAL[code[:n]]) for n in (4, 2, 1) if code[:n] in LEGAL), "")


def size(code: str) -> str:
    return str(SIZES.get(code, ""))


def headcount(code: str, *, year: int | None = None) -> str:
    """ "10 à 19 salariés en 2024"; "" when nobody knows."""
    if code not in PEOPLE:
        return ""
    low, high = PEOPLE[code]
    if high is None:
        text = _("%(low)s salariés ou plus") % {"low": thousands(low)}
    elif high == 0:
        text = _("Aucun salarié")
    else:
        text = _("%(low)s à %(high)s salariés") % {"low": thousands(low), "high": thousands(high)}
    return _("%(headcount)s en %(year)s") % {"headcount": text, "year": year} if year else text
