"""INSEE's files of the nomenclatures of activities: codes with their labels, or the correspondence of two."""

from __future__ import annotations

import re
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from filon.directory.public.models import Activity, ActivityLink
from filon.directory.public.states import Revision
from filon.directory.tables.reading import Report, Table, read
from filon.kernel.errors import Refused

COLUMNS = {
    "naf": ("naf rev. 2", "naf rev 2", "naf rev2", "code naf rev. 2", "naf2008", "naf 2008", "rev2"),
    "naf25": ("naf 2025", "naf2025", "code naf 2025", "naf25"),
    "code": ("code", "code naf", "sous-classe", "code sous-classe"),
    "label": ("libelle", "label", "intitule", "intitules", "intitule naf 2025", "intitules de la naf 2025"),
}
SUBCLASS = re.compile(r"(\d\d)\.?(\d\d)([A-Z])")
"""A sub-class, the level that companies have: 24.51Z. Sections, divisions, groups and classes are passed over."""


def import_nomenclature(path: Path, *, revision: Revision = Revision.NAF25) -> Report:
    """Write labels (``code`` and ``libelle``, of ``revision``) or the correspondence (one column for each revision).

    A second import of the same file changes nothing. Raises Refused for a file with neither.
    """
    table, report = read(path, COLUMNS), Report()
    if {"naf", "naf25"} <= table.columns.keys():
        _links(table, report)
    elif "label" in table.columns and {"code", "naf", "naf25"} & table.columns.keys():
        _labels(table, report, revision=revision)
    else:
        raise Refused(
            _("Attendu : des codes et leurs libellés, ou les codes des deux NAF côte à côte."), code="columns_missing"
        )
    return report


def code_of(text: str) -> str:
    """A sub-class as SIRENE writes it; "" for another level or no code at all."""
    found = SUBCLASS.fullmatch(text.strip().upper())
    return f"{found[1]}.{found[2]}{found[3]}" if found else ""


def _labels(table: Table, report: Report, *, revision: Revision) -> None:
    column = next(name for name in ("code", "naf25", "naf") if name in table.columns)
    of = Revision.NAF if column == "naf" else Revision.NAF25 if column == "naf25" else revision
    wanted = {code: r.cells["label"][:300] for r in table.rows if (code := code_of(r.cells[column]))}
    known = dict(Activity.objects.filter(revision=of).values_list("code", "label"))
    changed = {code: label for code, label in wanted.items() if label and known.get(code) != label}
    with transaction.atomic():
        Activity.objects.bulk_create(
            (Activity(revision=of, code=code, label=label) for code, label in changed.items()),
            update_conflicts=True,
            unique_fields=["revision", "code"],
            update_fields=["label"],
        )
    report.written, report.same = len(changed), len(wanted) - len(changed)


def _links(table: Table, report: Report) -> None:
    wanted = {(code_of(row.cells["naf"]), code_of(row.cells["naf25"])) for row in table.rows}
    wanted = {pair for pair in wanted if all(pair)}
    known = set(ActivityLink.objects.values_list("naf", "naf25"))
    with transaction.atomic():
        ActivityLink.objects.bulk_create(ActivityLink(naf=naf, naf25=naf25) for naf, naf25 in sorted(wanted - known))
    report.written, report.same = len(wanted - known), len(wanted & known)
