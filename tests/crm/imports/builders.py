"""Prospect files as real programs export them, with what must become of every row."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

import openpyxl

GOOD_PHONES = (
    "01 99 00 12 34", "0261911234", "03.53.01.12.34", "04-65-71-12-34", "+33 (0)5 36 49 12 34", "0033 536491234",
    "465711234", "02\u00a061\u00a091\u00a012\u00a034", " 0199001234 ", "",
)  # fmt: skip
FAULTS = {
    "email_invalid": (
        "marie roux@{host}",
        "marie.roux@@{host}",
        "marie.roux at {host}",
        "marie.roux",
        "m@{host}..example",
    ),
    "phone_invalid": ("12", "abc", "01 99 00", "01 99 00 12 34 56 78", "00 00 00 00 00"),
    "phone_premium": ("0899 70 01 23", "08 10 12 34 56", "+33 899 70 11 22", "118 218", "3615"),
}
FIRST_NAMES = ("Zoé", "Íñigo", "Marie-Hélène", "José", "Chloé", "Théo", "Noël")
LAST_NAMES = ("Lefèvre", "O'Connor", "da Silva", "DE LA FONTAINE", "García López", "Müller", "N'Guyen")


@dataclass
class Prospects:
    """Rows as dictionaries of facts, and the outcome of each by its position (from 0)."""

    rows: list[dict[str, str]] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)
    duplicates: dict[int, int] = field(default_factory=dict)

    @property
    def created(self) -> int:
        return len(self.rows) - len(self.refused) - len(self.duplicates)


def messy_prospects(count: int, *, seed: int) -> Prospects:
    """``count`` invented people: some faulty, some twice, some without an address, some rows without anybody."""
    chance = random.Random(seed)
    made = Prospects()
    accepted: list[int] = []
    for position in range(count):
        row = _person(chance, position)
        draw = chance.random()
        if draw < 0.06:
            row |= {"first": "", "last": "", "email": "", "phone": ""}
            made.refused[position] = "identity_missing"
        elif draw < 0.18:
            code = chance.choice(tuple(FAULTS))
            row["email" if code == "email_invalid" else "phone"] = chance.choice(FAULTS[code]).format(
                host=_host(position)
            )
            made.refused[position] = code
        elif draw < 0.25 and accepted:
            of = chance.choice(accepted)
            row = {**made.rows[of], "job": "Autre fonction", "email": made.rows[of]["email"].upper()}
            made.duplicates[position] = of
        else:
            accepted.append(position)
        made.rows.append(row)
    return made


def _host(position: int) -> str:
    return f"papier-{position}.example"


def _person(chance: random.Random, position: int) -> dict[str, str]:
    first, last = chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)
    email = chance.choice([f"p{position}@{_host(position)}", f"  P{position}@{_host(position).upper()} ",
                           f"{first} {last} <p{position}@{_host(position)}>", ""])  # fmt: skip
    company = chance.choice([f"Papier {position} & Fils", f'=HYPERLINK("http://x.example";"Papier {position}")'])
    job = chance.choice(["Gérante", 'DAF\nsite de Lyon; "bureau 3", étage 2', "", "CTO | Head of Sales\t(CDI)"])
    phone = chance.choice(GOOD_PHONES)
    return {"first": first, "last": last, "email": email, "phone": phone, "company": company, "job": job}


def as_csv(
    columns: Sequence[tuple[str, str]],
    prospects: Prospects,
    *,
    delimiter: str = ";",
    encoding: str = "utf-8",
    preamble: str = "",
    blank_lines: bool = False,
    end: str = "\r\n",
) -> tuple[bytes, dict[int, int]]:
    """A file whose columns are (name, fact) pairs, and the row of the spreadsheet at which each position stands."""
    text = io.StringIO(newline="")
    text.write(preamble)
    row = preamble.count("\n") + 1
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow([name for name, _fact in columns])
    rows: dict[int, int] = {}
    for position, facts in enumerate(prospects.rows):
        if blank_lines and position % 7 == 3:
            text.write(end)
            row += 1
        row += 1
        rows[position] = row
        writer.writerow([facts.get(fact, fact) if fact else "" for _name, fact in columns])
    return text.getvalue().encode(encoding), rows


def as_workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """An .xlsx file with these rows on its first sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row_number, row in enumerate(rows, start=1):
        for column_number, value in enumerate(row, start=1):
            cell = sheet.cell(row=row_number, column=column_number, value=value)
            if isinstance(value, str):
                cell.data_type = "s"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(workbook: bytes, *, name: str, content: bytes) -> bytes:
    """The workbook with one part of its archive replaced."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return changed.getvalue()
