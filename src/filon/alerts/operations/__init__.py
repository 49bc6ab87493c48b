"""Writes of this room."""

from __future__ import annotations

from filon.alerts.operations.alert_rules import RuleFields, create_rule, delete_rule, save_rule
from filon.alerts.operations.muting import mute
from filon.alerts.operations.notices import mark_project_read, mark_read
from filon.alerts.operations.projects import (
    add_update,
    company_called,
    correct_project,
    create_project,
    delete_project,
)
from filon.alerts.operations.settings import follow, set_service
from filon.alerts.operations.words import add_word, rename_word, retire_word

__all__ = [
    "RuleFields",
    "add_update",
    "add_word",
    "company_called",
    "correct_project",
    "create_project",
    "create_rule",
    "delete_project",
    "delete_rule",
    "follow",
    "mark_project_read",
    "mark_read",
    "mute",
    "rename_word",
    "retire_word",
    "save_rule",
    "set_service",
]
