"""`filon backup` and `filon restore`: the database and the files of an installation, in one archive."""

from __future__ import annotations

from filon.config.backup.command import backup, restore

__all__ = ["backup", "restore"]
