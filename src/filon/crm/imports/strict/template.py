"""The model of a file, and what holds a file to it (ST-34)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from filon.crm.fields import LANGUAGES
from filon.kernel.errors import Refused
from filon.kernel.tables.delimited import MARK, line
from filon.kernel.text import fold

Field = TypeVar("Field", bound=StrEnum)
Labels = Mapping[Field, str | Promise]


@dataclass(frozen=True, kw_only=True)
class Model(Generic[Field]):
    """The columns of a file, in their order. ``passed_over`` are names that a file may bring along unread."""

    labels: Labels[Field]
    mandatory: Collection[Field]
    passed_over: Collection[str | Promise] = ()

    def csv(self, examples: Iterable[Sequence[str]]) -> bytes:
        """The model with example rows, its names in the reader's language, as a French spreadsheet opens it."""
        return MARK + line([str(label) for label in self.labels.values()]) + b"".join(map(line, examples))

    def fields_of(self, header: Sequence[str]) -> list[Field | None]:
        """Which field each column of a file is; None for one that is passed over or has no name.

        Raises Refused, naming every fault, when a mandatory column is missing, when one is not of the model, or stands
        twice: a column that nobody reads would be lost in silence. Names are read in any of Filon's languages, whatever
        their case and accents.
        """
        names = {name: field for field, label in self.labels.items() for name in _in_every_language(label)}
        ignored = {name for label in self.passed_over for name in _in_every_language(label)}
        found = [names.get(fold(name)) for name in header]
        missing = [str(self.labels[field]) for field in self.mandatory if field not in found]
        unknown = [
            name.strip()
            for name, field in zip(header, found, strict=True)
            if field is None and name.strip() and fold(name) not in ignored
        ]
        twice = sorted({str(self.labels[field]) for field in found if field is not None and found.count(field) > 1})
        faults = [
            sentence % {"names": ", ".join(names)}
            for sentence, names in (
                (self._missing(), missing),
                (_("Colonnes inconnues du modèle : %(names)s."), unknown),
                (_("Colonnes en double : %(names)s."), twice),
            )
            if names
        ]
        if faults:
            start = _("Ce fichier ne suit pas le modèle.")
            mend = _("Reprenez les colonnes du modèle telles quelles, puis déposez le fichier à nouveau.")
            raise Refused(" ".join([start, *faults, mend]), field="file", code="template_not_followed")
        return found

    def _missing(self) -> str:
        if len(self.mandatory) == 1:
            return _("Colonne manquante : %(names)s.")
        return _("Colonnes manquantes : %(names)s.")


def _in_every_language(label: str | Promise) -> set[str]:
    found = set()
    for language in LANGUAGES:
        with translation.override(language):
            found.add(fold(str(label)))
    return found
