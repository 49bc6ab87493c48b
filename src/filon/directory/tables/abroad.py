"""Companies of other countries from a plain table: country, number, name, address, activity."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from stdnum import get_cc_module
from stdnum.exceptions import ValidationError

from filon.directory.public.models import Abroad
from filon.directory.tables.reading import Report, Row, Table, read
from filon.kernel.errors import Refused
from filon.kernel.text import fold

COLUMNS = {
    "country": ("country", "pays"),
    "number": ("number", "numero", "id", "identifier", "identifiant", "company number", "vat", "tva"),
    "name": ("name", "nom", "company", "societe", "raison sociale"),
    "address": ("address", "adresse"),
    "postcode": ("postcode", "code postal", "zip"),
    "city": ("city", "ville"),
    "activity": ("activity", "activite", "activity code", "code activite", "nace"),
    "website": ("website", "site", "site web"),
}
NEEDED = ("country", "number", "name")
LONGEST = {"name": 200, "address": 300, "postcode": 12, "city": 120, "activity": 20, "website": 300}
HOME = "FR"
KINDS = ("businessid", "vat")
"""Numbers by which registers know companies, as python-stdnum calls them, the surer first."""
BATCH = 2000


def import_abroad(path: Path, *, now: datetime) -> Report:
    """Write companies of other countries, known by (country, number). Raises Refused for a file without the columns.

    A row is refused for a number that python-stdnum finds wrong, or whose country it has no check for.
    """
    table, report = read(path, COLUMNS), Report()
    missing = [name for name in NEEDED if name not in table.columns]
    if missing:
        raise Refused(_("Il manque au fichier les colonnes %(names)s.") % {"names": ", ".join(missing)})
    for first in range(0, len(table.rows), BATCH):
        read_rows = (_read(row, table, report, now=now) for row in table.rows[first : first + BATCH])
        _write([row for row in read_rows if row is not None], report)
    return report


def checked_number(country: str, text: str) -> str:
    """The number in the one form in which it is kept. Raises ValueError (a check digit, a length) or LookupError."""
    checks = [check for kind in KINDS if (check := get_cc_module(country.lower(), kind)) is not None]
    if not checks:
        raise LookupError(country)
    for check in checks:
        try:
            return str(check.compact(check.validate(text)))[:40]
        except ValidationError:
            continue
    raise ValueError(text)


def _read(row: Row, table: Table, report: Report, *, now: datetime) -> Abroad | None:
    country, number, name = row.cells["country"].upper(), row.cells["number"], row.cells["name"][:200]
    if len(country) != 2 or not country.isascii() or not country.isalpha():
        report.refuse(row, table, "country", message=_("Écrivez le pays en deux lettres, comme BE."))
    elif country == HOME:
        report.refuse(row, table, "country", message=_("Les sociétés françaises viennent des fichiers SIRENE."))
    elif not name:
        report.refuse(row, table, "name", message=_("Indiquez le nom de la société."))
    elif kept := _number(row, table, report, country=country, text=number):
        texts = {field: row.cells.get(field, "")[:longest] for field, longest in LONGEST.items()}
        return Abroad(country=country, number=kept, name_key=fold(name)[:200], imported_at=now, **texts)
    return None


def _number(row: Row, table: Table, report: Report, *, country: str, text: str) -> str:
    try:
        return checked_number(country, text)
    except LookupError:
        message = _("Filon ne sait pas vérifier les numéros de ce pays.")
    except ValueError:
        message = _("Ce numéro n’est pas valide dans ce pays : vérifiez ses chiffres.")
    report.refuse(row, table, "number", message=message)
    return ""


def _write(rows: Sequence[Abroad], report: Report) -> None:
    """The last row of a company wins; what is known already and says the same stays."""
    wanted = {(row.country, row.number): row for row in rows}
    with transaction.atomic():
        numbers = {number for _country, number in wanted}
        known = {(row.country, row.number): row for row in Abroad.objects.filter(number__in=numbers)}
        changed = [row for key, row in wanted.items() if key not in known or _differs(row, known[key])]
        Abroad.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["country", "number"],
            update_fields=[*LONGEST, "name_key", "imported_at"],
        )
    report.written += len(changed)
    report.same += len(wanted) - len(changed)


def _differs(one: Abroad, other: Abroad) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in LONGEST)
