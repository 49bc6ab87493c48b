"""What kinds of projects there are and how ripe they get (A-CO-16, A-CO-17): words that a workspace may change.

A code is what is stored and exchanged; a label is what is read. The codes here are the same in every Filon.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.alerts.models import AlertWord
from filon.alerts.states import WordKind
from filon.kernel.text import fold

CATEGORIES: dict[str, str | Promise] = {
    "erp": _("ERP"),
    "crm": _("CRM"),
    "hr": _("RH et paie"),
    "accounting": _("Comptabilité et finance"),
    "bi": _("Décisionnel (BI)"),
    "documents": _("Gestion documentaire"),
    "collaboration": _("Collaboratif"),
    "ecommerce": _("E-commerce"),
    "supply_chain": _("Supply chain et entrepôts (WMS)"),
    "manufacturing": _("Production et PLM"),
    "security": _("Infrastructure et sécurité"),
    "other": _("Autre"),
}
STAGES: dict[str, str | Promise] = {
    "awareness": _("Prise de conscience"),
    "comparison": _("Comparaison"),
    "purchase": _("Achat"),
    "signed": _("Signé"),
    "suspended": _("Suspendu"),
    "abandoned": _("Abandonné"),
}
DEFAULTS: Mapping[str, Mapping[str, str | Promise]] = {WordKind.CATEGORY: CATEGORIES, WordKind.STAGE: STAGES}
TONES = {
    "awareness": "info",
    "comparison": "accent",
    "purchase": "warn",
    "signed": "ok",
    "suspended": "",
    "abandoned": "bad",
}


@dataclass(frozen=True)
class Word:
    """``own``: the workspace added it. Retired, it is offered no more; what has it keeps it."""

    code: str
    label: str
    retired: bool = False
    own: bool = False


@dataclass(frozen=True)
class Words:
    """The words of a kind, in their order. Those of the workspace follow the common ones."""

    by_code: Mapping[str, Word]
    _by_key: dict[str, str] = field(default_factory=dict)

    def label(self, code: str) -> str:
        """What is read for a code; the code itself when the word is gone."""
        word = self.by_code.get(code)
        return word.label if word else code

    def offered(self) -> list[tuple[str, str]]:
        """(code, label) to choose from."""
        return [(word.code, word.label) for word in self.by_code.values() if not word.retired]

    def find(self, text: str) -> str:
        """The code that a file or a program means by a code or a label, whatever its case and accents; "" for none."""
        if not self._by_key:
            for word in self.by_code.values():
                if not word.retired:
                    self._by_key.setdefault(fold(word.label), word.code)
                    self._by_key.setdefault(fold(word.code), word.code)
        return self._by_key.get(fold(text), "")


@dataclass(frozen=True)
class Vocabulary:
    categories: Words
    stages: Words


def vocabulary() -> Vocabulary:
    """The words of the open workspace, in one query."""
    rows = list(AlertWord.objects.order_by("id"))
    of_kind = {kind: [row for row in rows if row.kind == kind] for kind in WordKind.values}
    return Vocabulary(
        _words(CATEGORIES, of_kind[WordKind.CATEGORY]),
        _words(STAGES, of_kind[WordKind.STAGE]),
    )


def _words(common: Mapping[str, str | Promise], rows: Iterable[AlertWord]) -> Words:
    mine = {row.code: row for row in rows}
    found = {}
    for code, label in common.items():
        row = mine.pop(code, None)
        said = row.label if row and row.label else str(label)
        found[code] = Word(code, said, retired=bool(row and row.retired_at))
    for code, row in mine.items():
        found[code] = Word(code, row.label, retired=row.retired_at is not None, own=True)
    return Words(found)
