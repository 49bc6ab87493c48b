"""The corpus: generated messages and what must be read in each."""

from __future__ import annotations

from . import absences, bounces, filters, humans, machines, odd_bounces, removals
from .build import Case

CASES: tuple[Case, ...] = (
    *humans.CASES,
    *absences.CASES,
    *bounces.CASES,
    *odd_bounces.CASES,
    *filters.CASES,
    *removals.CASES,
    *machines.CASES,
)
