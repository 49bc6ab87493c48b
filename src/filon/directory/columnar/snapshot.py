"""Where the columnar copy lies, and which one is current.

``data/market/current`` is a link to a folder that never changes once it is there: a new copy is written beside it and
the link is replaced at once, so a reader sees one copy or the other, whole.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from django.conf import settings

CURRENT = "current"
UNITS = "units.parquet"
CODES = "codes.json"
ABOUT = "about.json"
KEPT = 2
"""The copy that was current before stays, for those who are still reading it."""


@dataclass(frozen=True)
class Snapshot:
    """One copy of the directory. ``stamp`` names it, later ones sorting after earlier ones."""

    folder: Path

    @property
    def stamp(self) -> str:
        return self.folder.name

    @property
    def units(self) -> Path:
        """The Parquet file with the columns of ``schema.COLUMNS``."""
        return self.folder / UNITS

    @cached_property
    def codes(self) -> Mapping[str, Sequence[str]]:
        """Coded column → its codes; the integer in the column is the place of the code in this list."""
        found: dict[str, list[str]] = json.loads((self.folder / CODES).read_text())
        return found

    @cached_property
    def count(self) -> int:
        """How many companies."""
        return int(self._about["count"])

    @cached_property
    def made_at(self) -> datetime:
        return datetime.fromisoformat(self._about["made_at"])

    @cached_property
    def _about(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.folder / ABOUT).read_text())
        return found


def root() -> Path:
    """The folder of all copies."""
    return Path(settings.MEDIA_ROOT).parent / "market"


def current() -> Snapshot | None:
    """The copy to read now; None until the directory has been imported. Keep it for the length of one answer."""
    try:
        return Snapshot(root() / (root() / CURRENT).readlink())
    except FileNotFoundError:
        return None


def publish(folder: Path) -> Snapshot:
    """Make a finished folder inside ``root()`` the current copy, and delete those nobody reads any more."""
    draft = root() / f".{CURRENT}-{os.getpid()}"
    draft.unlink(missing_ok=True)
    draft.symlink_to(folder.name)
    draft.replace(root() / CURRENT)
    for old in sorted(each for each in root().iterdir() if each.is_dir() and not each.is_symlink())[:-KEPT]:
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    return Snapshot(folder)
