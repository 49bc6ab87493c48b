"""Turn rows into numbers to call, or say what is wrong with each that cannot be one. Pure: no database, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.calls.imports.limits import LABEL_CHARS, REFERENCE_CHARS, VALUE_SHOWN
from filon.calls.imports.template import Field
from filon.crm.imports.cells import one_line
from filon.crm.imports.reading import Row
from filon.crm.imports.records import Duplicate, Problem, Refused
from filon.kernel.tables.delimited import meant
from filon.kernel.values import InvalidValue, Phone, PhoneKind, parse_phone

NOT_SWITCHBOARDS = frozenset({PhoneKind.MOBILE, PhoneKind.PAGER, PhoneKind.PERSONAL, PhoneKind.VOICEMAIL})
"""Only landlines are called (ST-30, ST-103)."""

_LONGEST = {Field.COMPANY: LABEL_CHARS, Field.LABEL: LABEL_CHARS, Field.REFERENCE: REFERENCE_CHARS}

MESSAGES: dict[str, str | Promise] = {
    "cell_missing": _("Cette case du modèle est obligatoire, et elle est vide."),
    "phone_mobile": _("C’est un numéro de mobile : une campagne n’appelle que des lignes fixes."),
    "cell_too_long": _("Ce texte est trop long."),
    "suppressed": _("Ce numéro s’est opposé à être appelé."),
}
HINTS: dict[str, str | Promise] = {
    "cell_missing": _("Remplissez cette case, ou supprimez la ligne."),
    "phone_mobile": _("Remplacez-le par le numéro du standard."),
    "phone_premium": _("Remplacez-le par un numéro ordinaire."),
    "phone_invalid": _("Corrigez le numéro (01 23 45 67 89 ou +33 1 23 45 67 89)."),
    "cell_too_long": _("Raccourcissez ce texte."),
    "suppressed": _("Retirez la ligne : elle ne sera jamais appelée."),
}


class Line(NamedTuple):
    """A number that may be called. ``phone`` is E.164, ``kind`` of ``kernel.values.PhoneKind``."""

    row: int
    phone: str
    kind: str
    company: str = ""
    label: str = ""
    reference: str = ""


Outcome = Line | Duplicate | Refused


def check(
    rows: Iterable[Row], *, fields: Sequence[Field | None], names: Sequence[str], region: str = "FR"
) -> Iterator[Outcome]:
    """One outcome per row, in the order of the file. ``fields`` and ``names`` tell its columns.

    Refused with row and column (ST-38, ST-94, ST-103): an empty number, one that is premium-rate, invalid or a mobile,
    and a text longer than the page shows. A duplicate has the number of an earlier accepted row.
    """
    seen: dict[str, int] = {}
    for row in rows:
        outcome = _read(row, fields=fields, names=names, region=region)
        if isinstance(outcome, Line):
            first = seen.setdefault(outcome.phone, outcome.row)
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


def _read(row: Row, *, fields: Sequence[Field | None], names: Sequence[str], region: str) -> Line | Refused:
    texts = {field: _text(cell) for field, cell in zip(fields, row.cells, strict=False) if field is not None}
    columns = {field: name for field, name in zip(fields, names, strict=True) if field is not None}
    problems = [
        problem("cell_too_long", row=row.number, column=columns[field], value=texts[field])
        for field, limit in _LONGEST.items()
        if len(texts.get(field, "")) > limit
    ]
    phone = _phone(texts.get(Field.PHONE, ""), row=row.number, column=columns[Field.PHONE], region=region)
    if isinstance(phone, Problem):
        problems.insert(0, phone)
    if problems or isinstance(phone, Problem):
        return Refused(row.number, tuple(problems), tuple(row.cells))
    return Line(
        row.number,
        phone.e164,
        phone.kind,
        texts.get(Field.COMPANY, ""),
        texts.get(Field.LABEL, ""),
        texts.get(Field.REFERENCE, ""),
    )


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
    return meant(one_line(cell.strip()))
