"""The jobs of this room, found here by the workers."""

from __future__ import annotations

from filon.calls.imports.jobs import run

__all__ = ["run"]
