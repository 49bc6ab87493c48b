"""What an import did, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

MOST_FAULTS = 20
_NUMBERS = ("new", "changed", "same", "older", "rejected", "closed", "reopened", "masked", "unmasked")


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Rows of a file by what became of them; ``closed`` … ``masked`` are among the changed ones.

    ``faults`` say of the first rejected ones what was wrong with them.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    rejected: int = 0
    closed: int = 0
    reopened: int = 0
    masked: int = 0
    unmasked: int = 0
    faults: tuple[str, ...] = ()

    def __add__(self, other: Counts) -> Counts:
        sums = {name: getattr(self, name) + getattr(other, name) for name in _NUMBERS}
        return Counts(**sums, faults=(*self.faults, *other.faults)[:MOST_FAULTS])

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Counts:
        numbers = {name: int(stored.get(name, 0)) for name in _NUMBERS}
        return cls(**numbers, faults=tuple(stored.get("faults", ())))

    def stored(self) -> dict[str, Any]:
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
