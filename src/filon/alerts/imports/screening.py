"""Sources held against the workspace's contacts: a file of projects makes nobody a contact."""

from __future__ import annotations

from collections.abc import Sequence

from filon.alerts.imports.checking import Layout, problem
from filon.alerts.imports.records import Entry, Field
from filon.crm.imports.records import Refused
from filon.crm.models import Contact


def screened(entries: Sequence[Entry], layout: Layout) -> tuple[list[Entry], list[Refused]]:
    """Those whose contact is known or not given, and the others refused. One query."""
    wanted = {entry.contact for entry in entries if entry.contact}
    known = set(Contact.objects.filter(email__in=wanted).values_list("email", flat=True)) if wanted else set()
    column = layout.name_of(Field.CONTACT)
    refused = [
        Refused(
            entry.row,
            (problem("contact_unknown", row=entry.row, column=column, value=entry.contact),),
            _cells(entry, layout),
        )
        for entry in entries
        if entry.contact and entry.contact not in known
    ]
    return [entry for entry in entries if not entry.contact or entry.contact in known], refused


def _cells(entry: Entry, layout: Layout) -> tuple[str, ...]:
    """The row again, for the file of errors."""
    return tuple(str(getattr(entry, field.value)) if field else "" for field in layout.fields)
