"""The jobs of this room, found here by the workers."""

from __future__ import annotations

from filon.crm.imports.jobs import check, run, take_back

__all__ = ["check", "run", "take_back"]
