"""The jobs of this room; each lives with what it does."""

from __future__ import annotations

from filon.alerts.imports.jobs import run as run_import

__all__ = ["run_import"]
