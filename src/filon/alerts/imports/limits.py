"""How much one file of projects may hold."""

from __future__ import annotations

MAX_ROWS = 10_000
BATCH = 200
"""Projects that are written, and told of, in one transaction."""
COMPANY_CHARS = 200
POSTCODE_CHARS = 12
REFERENCE_CHARS = 120
VALUE_SHOWN = 120
