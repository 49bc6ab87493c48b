"""What an import did, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from django.utils.translation import gettext as _


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Rows of a file by what became of them; ``closed`` … ``masked`` are among the changed ones."""

    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    rejected: int = 0
    closed: int = 0
    reopened: int = 0
    masked: int = 0
    unmasked: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @classmethod
    def read(cls, stored: Mapping[str, int]) -> Counts:
        return cls(**{f.name: int(stored.get(f.name, 0)) for f in fields(cls)})

    def stored(self) -> dict[str, int]:
        return asdict(self)

    @property
    def rows(self) -> int:
        """How many rows the file had."""
        return self.new + self.changed + self.same + self.older + self.rejected

    def sentence(self) -> str:
        """One line for people."""
        return _(
            "%(new)d nouveaux, %(changed)d modifiés (dont %(closed)d fermés, %(reopened)d rouverts, "
            "%(masked)d masqués, %(unmasked)d de nouveau diffusibles), %(same)d inchangés, "
            "%(older)d plus anciens que la base, %(rejected)d refusés."
        ) % asdict(self)
