"""What has become of the rows so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from filon.crm.imports.limits import PROBLEMS_KEPT
from filon.crm.imports.records import Accepted, Duplicate, Outcome, Problem
from filon.crm.models import Import, ImportProblem
from filon.kernel.ids import uuid7


@dataclass
class Tally:
    """Counts, and the first problems, which are enough to look at; the error file has them all."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    duplicates: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)

    def add(self, rows: Iterable[Outcome], *, known: int) -> None:
        """Count rows, of which ``known`` accepted ones are people the workspace has already."""
        accepted = 0
        for outcome in rows:
            self.rows += 1
            if isinstance(outcome, Accepted):
                accepted += 1
            elif isinstance(outcome, Duplicate):
                self.duplicates += 1
            else:
                self.refused += 1
                if len(self.problems) < PROBLEMS_KEPT:
                    self.problems.extend(outcome.problems)
        self.updated += known
        self.created += accepted - known

    def counts(self) -> dict[str, int]:
        """The columns of the import."""
        return {
            "rows": self.rows,
            "rows_done": self.rows,
            "created": self.created,
            "updated": self.updated,
            "duplicates": self.duplicates,
            "refused": self.refused,
        }

    def problem_rows(self, import_: Import) -> Iterator[ImportProblem]:
        """The problems as rows, in the words of the language that is active."""
        ids = sorted(uuid7() for _problem in self.problems)  # they keep the order in which a row's problems were found
        for key, problem in zip(ids, self.problems, strict=True):
            yield ImportProblem(
                id=key,
                of_import=import_,
                row=problem.row,
                column=problem.column[:200],
                field=problem.field,
                value=problem.value,
                code=problem.code,
                message=str(problem.message),
                hint=str(problem.hint),
            )
