"""What an import came to: counts for programs, and the refused rows as a file to mend and import again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from filon.crm.imports.records import Accepted, Duplicate, Outcome, Refused
from filon.kernel.tables.delimited import MARK, line


@dataclass
class Summary:
    """Counts of one run. ``refused_rows`` gives the reason of each refused row by its number in the spreadsheet."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    duplicates: int = 0
    refused_rows: dict[int, str] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome; an accepted row counts as created until the database knows better."""
        self.rows += 1
        if isinstance(outcome, Accepted):
            self.created += 1
        elif isinstance(outcome, Duplicate):
            self.duplicates += 1
        else:
            self.refused_rows[outcome.row] = outcome.reason

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "duplicates": self.duplicates,
            "refused": len(self.refused_rows),
            "refused_rows": {str(row): reason for row, reason in self.refused_rows.items()},
        }


def summarise(outcomes: Iterable[Outcome]) -> Summary:
    """Count what became of every row."""
    summary = Summary()
    for outcome in outcomes:
        summary.add(outcome)
    return summary


def error_file(refused: Iterable[Refused], *, names: Sequence[str]) -> Iterator[bytes]:
    """The refused rows as CSV for a French spreadsheet (UTF-8 with mark, semicolons), piece by piece.

    The columns of the file come first, so that it can be mended and imported again as it is; then the row it had, the
    reason and how to mend it. No cell can run as a formula (CWE-1236).
    """
    yield MARK + line([*names, _("Ligne d’origine"), _("Motif du refus"), _("Comment corriger")])
    for row in refused:
        cells = [*row.cells[: len(names)], *[""] * (len(names) - len(row.cells))]
        reasons = " ".join(str(problem.message) for problem in row.problems)
        hints = " ".join(dict.fromkeys(str(problem.hint) for problem in row.problems))
        yield line([*cells, str(row.row), reasons, hints])
