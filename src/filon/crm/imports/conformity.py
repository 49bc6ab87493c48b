"""Files made from Filon's own template are held strictly to it (ST-34); any other file is taken as it is.

Whoever fills the template in has been told what is wanted, so a column that went missing or was renamed is a mistake to
mend and not a layout to guess. The template is recognised by its column names, in its order: most of them are enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from filon.crm.fields import LANGUAGES
from filon.crm.imports.fields import LABELS, Field
from filon.crm.imports.template import COLUMNS
from filon.kernel.errors import Refused
from filon.kernel.text import fold

MANDATORY = (Field.FIRST_NAME, Field.LAST_NAME, Field.COMPANY)
REACHING = (Field.EMAIL, Field.PHONE, Field.MOBILE)
"""One of these at least must be filled: an empty e-mail is legal where there is a telephone (A-ST-15)."""

RECOGNISED_FROM = len(COLUMNS) - 2
"""So many of the template's names, in its order, make a file one that follows it. With fewer it is a layout of its own,
which is guessed: exports of other tools share some of these names, in an order of theirs."""


def template_followed(header: Sequence[str]) -> tuple[str, ...] | None:
    """The column names of the template that a header follows, in the language in which it was downloaded."""
    names = [fold(name) for name in header]
    return next((wanted for wanted in _templates() if _in_order(names, wanted=wanted) >= RECOGNISED_FROM), None)


def require_conformity(header: Sequence[str], *, wanted: Sequence[str]) -> None:
    """Raises Refused, naming every column that is missing and every one that the template does not have."""
    has, should_have = {fold(name) for name in header}, {fold(name) for name in wanted}
    missing = [name for name in wanted if fold(name) not in has]
    unknown = [name.strip() for name in header if name.strip() and fold(name) not in should_have]
    faults = []
    if missing:
        faults.append(_("Colonnes manquantes : %(names)s.") % {"names": ", ".join(missing)})
    if unknown:
        faults.append(_("Colonnes inconnues du modèle : %(names)s.") % {"names": ", ".join(unknown)})
    if faults:
        start = _("Ce fichier reprend le modèle de Filon sans le suivre exactement.")
        mend = _("Remettez les colonnes du modèle telles quelles, puis déposez le fichier à nouveau.")
        raise Refused(" ".join([start, *faults, mend]), field="file", code="template_not_followed")


@lru_cache(maxsize=1)
def _templates() -> tuple[tuple[str, ...], ...]:
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append(tuple(str(LABELS[field]) for field in COLUMNS))
    return tuple(found)


def _in_order(names: Sequence[str], *, wanted: Sequence[str]) -> int:
    """How many of the wanted names the header has in their order, whatever stands between (longest common run)."""
    best = [0] * (len(names) + 1)
    for name in map(fold, wanted):
        before, best = best, [0] * (len(names) + 1)
        for at, given in enumerate(names, start=1):
            best[at] = before[at - 1] + 1 if given == name else max(before[at], best[at - 1])
    return best[-1]
