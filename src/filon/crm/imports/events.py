"""What happens to imports as a whole; what happens to each person is in ``crm.events``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class ImportDone(TypedEvent):
    """All rows were written. Counts as on the import."""

    kind: ClassVar[str] = "crm.import_done"
    import_id: UUID
    name: str
    created: int
    updated: int
    duplicates: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class ImportReverted(TypedEvent):
    """A user took the import back. ``deleted`` contacts went; ``kept`` had been touched since.

    ``companies`` went too; ``given_back`` known contacts have again what they had before.
    """

    kind: ClassVar[str] = "crm.import_reverted"
    import_id: UUID
    name: str
    deleted: int
    kept: int
    companies: int = 0
    given_back: int = 0
