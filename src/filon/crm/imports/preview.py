"""What would become of a file, without keeping anything."""

from __future__ import annotations

from pathlib import Path

from filon.crm.imports.batches import batches, screen
from filon.crm.imports.columns import guess_columns
from filon.crm.imports.matching import known_contacts
from filon.crm.imports.reading import open_table
from filon.crm.imports.records import Accepted
from filon.crm.imports.report import Summary


def preview(path: Path) -> Summary:
    """Count what an import of this file into the open workspace would do, columns as guessed. Raises Refused."""
    table = open_table(path)
    summary = Summary()
    for batch in batches(table, columns=guess_columns(table)):
        rows = screen(batch)
        for outcome in rows:
            summary.add(outcome)
        accepted = [row for row in rows if isinstance(row, Accepted)]
        known = sum(contact is not None for contact in known_contacts(accepted, import_id=None, lock=False))
        summary.created -= known
        summary.updated += known
    return summary
