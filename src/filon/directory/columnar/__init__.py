"""The directory as integer columns, for scoring: what is in it (``schema``) and where it is (``snapshot``)."""

from __future__ import annotations

from filon.directory.columnar.schema import (
    CATEGORIES,
    CODED,
    COLUMNS,
    DEGREE,
    HEADCOUNTS,
    NO_DAY,
    NO_PLACE,
    UNKNOWN,
)
from filon.directory.columnar.snapshot import Snapshot, current

__all__ = [
    "CATEGORIES",
    "CODED",
    "COLUMNS",
    "DEGREE",
    "HEADCOUNTS",
    "NO_DAY",
    "NO_PLACE",
    "UNKNOWN",
    "Snapshot",
    "current",
]
