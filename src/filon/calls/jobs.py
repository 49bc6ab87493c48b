"""The jobs of this room, found here by the workers."""

from __future__ import annotations

from filon.calls.imports.jobs import run
from filon.calls.ivr.jobs import transcribe_menu
from filon.calls.trials.jobs import try_line

__all__ = ["run", "transcribe_menu", "try_line"]
