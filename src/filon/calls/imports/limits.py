"""How much one file of numbers may hold."""

from __future__ import annotations

MAX_LINES = 50_000
LABEL_CHARS = 200
REFERENCE_CHARS = 120
NAME_CHARS, TITLE_CHARS = 100, 160
VALUE_SHOWN = 120
BATCH = 1_000
"""Rows that enter a campaign, and are paid for, in one transaction."""
