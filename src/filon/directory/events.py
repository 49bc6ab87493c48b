"""What happens to the companies of a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class CompanyAdded(TypedEvent):
    """A person or a program wrote the company down. ``source`` says where it comes from ("" when typed)."""

    kind: ClassVar[str] = "directory.company_added"
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class CompanyDeleted(TypedEvent):
    """The company is gone: it served nothing."""

    kind: ClassVar[str] = "directory.company_deleted"


@dataclass(frozen=True, kw_only=True)
class CompanyChanged(TypedEvent):
    """``fields`` names what changed, never the values: those are on the company."""

    kind: ClassVar[str] = "directory.company_changed"
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SheetVisited(TypedEvent):
    """The envelope's actor opened the company's sheet (CO-18)."""

    kind: ClassVar[str] = "directory.sheet_visited"
