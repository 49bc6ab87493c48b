"""The day an absent person comes back, read in the words of an automatic answer."""

from __future__ import annotations

from .choose import return_date

__all__ = ["return_date"]
