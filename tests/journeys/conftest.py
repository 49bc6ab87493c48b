"""Journeys that call share one way to have a telephone."""

from __future__ import annotations

from tests.telephone import telephone

__all__ = ["telephone"]
