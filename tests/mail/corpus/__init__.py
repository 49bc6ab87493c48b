"""The corpus: generated messages and what must be read in each."""

from __future__ import annotations

from . import (
    absences,
    bounces,
    filters,
    hostile,
    humans,
    letters,
    lines,
    machines,
    mixed,
    odd_bounces,
    real_life,
    removals,
    servers,
    words,
)
from .build import Case

CASES: tuple[Case, ...] = (
    *humans.CASES,
    *absences.CASES,
    *bounces.CASES,
    *odd_bounces.CASES,
    *filters.CASES,
    *removals.CASES,
    *machines.CASES,
    *servers.CASES,
    *words.CASES,
    *mixed.CASES,
    *lines.CASES,
    *real_life.CASES,
    *hostile.CASES,
    *letters.CASES,
)
