"""Writes of this room."""

from __future__ import annotations

from filon.market.operations.adopting import company_of
from filon.market.operations.noticing import read_notice
from filon.market.operations.refreshing import refresh
from filon.market.operations.routines import (
    RoutineFields,
    archive_routine,
    create_routine,
    restore_routine,
    save_routine,
)
from filon.market.operations.tagging import promote, set_tag, tag_by_siren

__all__ = [
    "RoutineFields",
    "archive_routine",
    "company_of",
    "create_routine",
    "promote",
    "read_notice",
    "refresh",
    "restore_routine",
    "save_routine",
    "set_tag",
    "tag_by_siren",
]
