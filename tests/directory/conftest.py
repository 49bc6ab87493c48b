"""Fixtures of the directory."""

from __future__ import annotations

from tests.directory.peer import peer

__all__ = ["peer"]
