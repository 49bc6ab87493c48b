"""Turn rows into projects, or say what is wrong with each that cannot be one. Pure: no database, no network."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.alerts.fields import LONGEST_TEXT, LONGEST_TITLE
from filon.alerts.imports.limits import COMPANY_CHARS, POSTCODE_CHARS, REFERENCE_CHARS, VALUE_SHOWN
from filon.alerts.imports.records import MANDATORY, Entry, Field
from filon.alerts.vocabulary import Vocabulary, Words
from filon.crm.imports.reading import Row
from filon.crm.imports.records import Duplicate, Problem, Refused
from filon.kernel.tables.delimited import meant
from filon.kernel.text import fold, squash, storable
from filon.kernel.values import InvalidValue, parse_email, parse_siren

LONGEST = {
    Field.COMPANY: COMPANY_CHARS,
    Field.POSTCODE: POSTCODE_CHARS,
    Field.TITLE: LONGEST_TITLE,
    Field.REFERENCE: REFERENCE_CHARS,
    Field.CONTEXT: LONGEST_TEXT,
    Field.NEEDS: LONGEST_TEXT,
}
PARAGRAPHS = {Field.CONTEXT, Field.NEEDS}

MESSAGES: dict[str, str | Promise] = {
    "cell_missing": _("Cette case du modèle est obligatoire, et elle est vide."),
    "cell_too_long": _("Ce texte est trop long."),
    "category_unknown": _("Cette catégorie n’existe pas dans votre espace."),
    "stage_unknown": _("Cette maturité n’existe pas dans votre espace."),
    "siren_invalid": _("Ce SIREN n’est pas valable."),
    "contact_unknown": _("Aucun de vos contacts n’a cette adresse."),
}
HINTS: dict[str, str | Promise] = {
    "cell_missing": _("Remplissez cette case, ou supprimez la ligne."),
    "cell_too_long": _("Raccourcissez ce texte."),
    "category_unknown": _("Écrivez l’un des mots des réglages des alertes, ou ajoutez-y celui-ci."),
    "stage_unknown": _("Écrivez l’un des mots des réglages des alertes, ou ajoutez-y celui-ci."),
    "siren_invalid": _("Corrigez les neuf chiffres, ou videz la case."),
    "email_invalid": _("Corrigez l’adresse, ou videz la case."),
    "contact_unknown": _("Créez d’abord ce contact, ou videz la case."),
}

Outcome = Entry | Duplicate | Refused


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Which field each column is, how they are called, the words that count, and what no row may lack."""

    fields: Sequence[Field | None]
    names: Sequence[str]
    words: Vocabulary
    mandatory: Collection[Field] = MANDATORY

    def name_of(self, field: Field) -> str:
        """What the file calls the field; its own name where it has no such column."""
        return self.names[self.fields.index(field)] if field in self.fields else field.value


def check(rows: Iterable[Row], layout: Layout) -> Iterator[Outcome]:
    """One outcome per row, in their order; a refused one has all its problems, each with row, column and remedy.

    A duplicate is the same project as an earlier accepted row: the same reference, else the same company, category and
    title.
    """
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        outcome = _read(row, layout)
        if isinstance(outcome, Entry):
            first = seen.setdefault(_identity(outcome), outcome.row)
            if first != outcome.row:
                yield Duplicate(outcome.row, first)
                continue
        yield outcome


def problem(code: str, *, row: int, column: str, value: str = "", message: str | Promise = "") -> Problem:
    """A fault of one cell, told with its remedy."""
    text = message or MESSAGES[code]
    shown, hint = value[:VALUE_SHOWN], HINTS.get(code, "")
    return Problem(row=row, column=column, field="", value=shown, code=code, message=text, hint=hint)


def _read(row: Row, layout: Layout) -> Entry | Refused:
    texts = {
        field: _text(field, cell) for field, cell in zip(layout.fields, row.cells, strict=False) if field is not None
    }
    values, faults = _values(texts, layout)
    if faults:
        problems = tuple(
            problem(code, row=row.number, column=layout.name_of(field), value=texts.get(field, ""), message=said)
            for field, (code, said) in faults.items()
        )
        return Refused(row.number, problems, tuple(row.cells))
    return Entry(row.number, **{field.value: values[field] for field in Field})


Faults = dict[Field, tuple[str, str | Promise]]


def _values(texts: Mapping[Field, str], layout: Layout) -> tuple[dict[Field, str], Faults]:
    """The values in their stored form, and what is wrong: field → (code, own sentence or "")."""
    values = {field: texts.get(field, "") for field in Field}
    faults: Faults = {field: ("cell_too_long", "") for field, limit in LONGEST.items() if len(values[field]) > limit}
    faults |= {field: ("cell_missing", "") for field in layout.mandatory if not values[field]}
    _word(Field.CATEGORY, values, faults, words=layout.words.categories)
    _word(Field.STAGE, values, faults, words=layout.words.stages)
    try:
        values[Field.SIREN] = parse_siren(values[Field.SIREN]) if values[Field.SIREN] else ""
    except InvalidValue:
        faults[Field.SIREN] = ("siren_invalid", "")
    try:
        values[Field.CONTACT] = parse_email(values[Field.CONTACT]).key if values[Field.CONTACT] else ""
    except InvalidValue as no:
        faults[Field.CONTACT] = ("email_invalid", no.message)
    return values, {field: faults[field] for field in Field if field in faults}


def _word(field: Field, values: dict[Field, str], faults: Faults, *, words: Words) -> None:
    """Replace a code or a label by its code; what is empty stays so."""
    typed = values[field]
    values[field] = words.find(typed) if typed else ""
    if typed and not values[field]:
        faults[field] = (f"{field}_unknown", "")


def _identity(entry: Entry) -> tuple[str, ...]:
    if entry.reference:
        return ("reference", entry.reference)
    return (entry.siren or fold(entry.company), entry.postcode, entry.category, fold(entry.title))


def _text(field: Field, cell: str) -> str:
    text = meant(storable(cell).replace("\r\n", "\n").strip())
    return text if field in PARAGRAPHS else squash(text)
