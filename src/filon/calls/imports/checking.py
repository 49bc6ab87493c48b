"""Turn rows into numbers to call, or say what is wrong with each that cannot be one. Pure: no database, no network."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.calls.full.people import person_key
from filon.calls.imports.limits import LABEL_CHARS, NAME_CHARS, REFERENCE_CHARS, TITLE_CHARS, VALUE_SHOWN
from filon.calls.imports.template import MODEL, Field, Person
from filon.crm.imports.cells import one_line
from filon.crm.imports.reading import Row
from filon.crm.imports.records import Duplicate, Problem, Refused
from filon.kernel.tables.delimited import meant
from filon.kernel.text import bare
from filon.kernel.values import InvalidValue, Phone, PhoneKind, parse_email, parse_phone, parse_siret

NOT_SWITCHBOARDS = frozenset({PhoneKind.MOBILE, PhoneKind.PAGER, PhoneKind.PERSONAL, PhoneKind.VOICEMAIL})
"""Only landlines are called (ST-30, ST-103)."""

_LONGEST: Mapping[str, int] = {
    Field.COMPANY: LABEL_CHARS,
    Field.LABEL: LABEL_CHARS,
    Field.REFERENCE: REFERENCE_CHARS,
    Person.FIRST_NAME: NAME_CHARS,
    Person.LAST_NAME: NAME_CHARS,
    Person.JOB_TITLE: TITLE_CHARS,
    Person.EXTERNAL_ID: REFERENCE_CHARS,
}
_PARSED: Mapping[str, Callable[[str], str]] = {
    Person.EMAIL: lambda text: parse_email(text).key,
    Person.SIRET: parse_siret,
}
"""Cells that are kept in one spelling only."""
_ASKED_FOR = frozenset({Person.FIRST_NAME, Person.LAST_NAME})
"""Said at the switchboard: nobody can be asked for by a sign."""
UNREADABLE = "\ufffd"
"""What a byte that means nothing in the file's encoding is read as."""

MESSAGES: dict[str, str | Promise] = {
    "cell_missing": _("Cette case du modèle est obligatoire, et elle est vide."),
    "phone_mobile": _("C’est un numéro de mobile : une campagne n’appelle que des lignes fixes."),
    "cell_too_long": _("Ce texte est trop long."),
    "cell_unreadable": _("Cette case contient des caractères illisibles (�)."),
    "name_unsayable": _("Ce nom ne contient aucune lettre."),
    "suppressed": _("Ce numéro s’est opposé à être appelé."),
    "person_suppressed": _("Cette personne s’est opposée à être contactée."),
}
HINTS: dict[str, str | Promise] = {
    "cell_missing": _("Remplissez cette case, ou supprimez la ligne."),
    "phone_mobile": _("Remplacez-le par le numéro du standard."),
    "phone_premium": _("Remplacez-le par un numéro ordinaire."),
    "phone_invalid": _("Corrigez le numéro (01 23 45 67 89 ou +33 1 23 45 67 89)."),
    "cell_too_long": _("Raccourcissez ce texte."),
    "cell_unreadable": _("Réécrivez ce texte, ou enregistrez le fichier en UTF-8."),
    "name_unsayable": _("Écrivez le nom tel qu’il se dit, ou supprimez la ligne."),
    "suppressed": _("Retirez la ligne : elle ne sera jamais appelée."),
    "person_suppressed": _("Retirez la ligne : elle ne sera jamais appelée."),
    "email_invalid": _("Corrigez l’adresse, ou videz la case : le standard la donnera peut-être."),
    "siret_invalid": _("Corrigez le SIRET, ou videz la case."),
}


class Line(NamedTuple):
    """A number that may be called. ``phone`` is E.164, ``kind`` of ``kernel.values.PhoneKind``.

    The last fields are those of Full: who is asked for, and what the file says of them.
    """

    row: int
    phone: str
    kind: str
    company: str = ""
    label: str = ""
    reference: str = ""
    first_name: str = ""
    last_name: str = ""
    job_title: str = ""
    email: str = ""
    external_id: str = ""
    siret: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """As ``operations.prospects.NewProspect.key``."""
        return self.phone, person_key(self.first_name, self.last_name)


Outcome = Line | Duplicate | Refused


def check(
    rows: Iterable[Row],
    *,
    fields: Sequence[StrEnum | None],
    names: Sequence[str],
    region: str = "FR",
    mandatory: Collection[StrEnum] = MODEL.mandatory,
) -> Iterator[Outcome]:
    """One outcome per row, in the order of the file. ``fields`` and ``names`` tell its columns.

    Refused with row and column (ST-38, ST-94, ST-103): an empty cell of a ``mandatory`` column, a number that is
    premium-rate, invalid or a mobile, a faulty address or SIRET, and a text longer than the page shows. A duplicate has
    the number of an earlier accepted row, and in Full its person too.
    """
    seen: dict[tuple[str, str], int] = {}
    sheet = _Sheet(fields, dict(zip(fields, names, strict=True)), mandatory, region)
    for row in rows:
        outcome = sheet.read(row)
        if isinstance(outcome, Line):
            first = seen.setdefault(outcome.key, outcome.row)
            if first != outcome.row:
                yield Duplicate(outcome.row, first)
                continue
        yield outcome


def problem(code: str, *, row: int, column: str, value: str = "", message: str | Promise = "") -> Problem:
    """A fault of one cell, told with its remedy."""
    return Problem(
        row=row,
        column=column,
        field="",
        value=value[:VALUE_SHOWN],
        code=code,
        message=message or MESSAGES[code],
        hint=HINTS.get(code, ""),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The columns of a file, and how its cells are read. ``names`` are those that its reader sees, by field."""

    fields: Sequence[StrEnum | None]
    names: Mapping[StrEnum | None, str]
    mandatory: Collection[StrEnum]
    region: str

    def read(self, row: Row) -> Line | Refused:
        texts = {field: _text(cell) for field, cell in zip(self.fields, row.cells, strict=False) if field is not None}
        phone = _phone(texts.pop(Field.PHONE, ""), row=row.number, column=self.names[Field.PHONE], region=self.region)
        problems = [phone] if isinstance(phone, Problem) else []
        values: dict[str, str] = {}
        for field in self.fields:
            if field is None or field == Field.PHONE:
                continue
            value = self._value(field, texts.get(field, ""), row=row.number)
            if isinstance(value, Problem):
                problems.append(value)
            else:
                values[field.value] = value
        if problems or isinstance(phone, Problem):
            return Refused(row.number, tuple(problems), tuple(row.cells))
        return Line(row.number, phone.e164, phone.kind, **values)

    def _value(self, field: StrEnum, text: str, *, row: int) -> str | Problem:
        """The cell as it is kept, or what is wrong with it."""
        column = self.names[field]
        if not text:
            return problem("cell_missing", row=row, column=column) if field in self.mandatory else ""
        if len(text) > _LONGEST.get(field, len(text)):
            return problem("cell_too_long", row=row, column=column, value=text)
        if UNREADABLE in text:
            return problem("cell_unreadable", row=row, column=column, value=text)
        if field in _ASKED_FOR and not any(map(str.isalpha, text)):
            return problem("name_unsayable", row=row, column=column, value=text)
        try:
            return _PARSED.get(field, str)(text)
        except InvalidValue as fault:
            return problem(fault.code, row=row, column=column, value=text, message=fault.message)


def _phone(text: str, *, row: int, column: str, region: str) -> Phone | Problem:
    if not text:
        return problem("cell_missing", row=row, column=column)
    try:
        phone = parse_phone(text, region)
    except InvalidValue as fault:
        return problem(fault.code, row=row, column=column, value=text, message=fault.message)
    if phone.kind in NOT_SWITCHBOARDS:
        return problem("phone_mobile", row=row, column=column, value=text)
    return phone


def _text(cell: str) -> str:
    return meant(one_line(bare(cell).strip()))
