"""Non-delivery, delay and success reports: the standard ones (RFC 3464) and those said in words."""

from __future__ import annotations

from .report import read_report
from .words import read_words

__all__ = ["read_report", "read_words"]
