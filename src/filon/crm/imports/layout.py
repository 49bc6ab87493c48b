"""What was found out about a file, kept with its import so that it is read the same way each time."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

DELIMITERS = (";", ",", "\t", "|")

Kind = Literal["csv", "xlsx"]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How to read a file. ``header_row`` is the row of the column names as a spreadsheet shows it, 0 without one.

    ``columns`` are the names as they stand in the file; a column without one is called by its letter. ``strict``: the
    file was made from the template and is held to it.
    """

    kind: Kind = "csv"
    encoding: str = "utf-8"
    delimiter: str = ";"
    header_row: int = 0
    columns: tuple[str, ...] = ()
    strict: bool = False

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "columns": list(self.columns)}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Layout:
        return cls(**{**stored, "columns": tuple(stored.get("columns", ()))})


def column_letter(index: int) -> str:
    """The letter of a column as a spreadsheet shows it: 0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
