"""Writes to sequences, campaigns and the people in them. Every one publishes what happened in its own transaction."""

from __future__ import annotations

from filon.outreach.operations.answering_callers import answer_callers
from filon.outreach.operations.campaigns import (
    Schedule,
    create_campaign,
    delete_draft,
    set_audience,
    set_counting,
    set_schedule,
    set_sequence,
    set_settings,
)
from filon.outreach.operations.editing import add_people, adopt_version, engage_newcomers, exclude_company
from filon.outreach.operations.enrolling import Engaged, disengage, engage, remove_waiting
from filon.outreach.operations.following_up import FollowedUp, follow_up
from filon.outreach.operations.launching import approve, launch, mark_started, resume, stop
from filon.outreach.operations.sequences import (
    SequenceFields,
    archive_sequence,
    create_sequence,
    duplicate_sequence,
    save_sequence,
)

__all__ = [
    "Engaged",
    "FollowedUp",
    "Schedule",
    "SequenceFields",
    "add_people",
    "adopt_version",
    "answer_callers",
    "approve",
    "archive_sequence",
    "create_campaign",
    "create_sequence",
    "delete_draft",
    "disengage",
    "duplicate_sequence",
    "engage",
    "engage_newcomers",
    "exclude_company",
    "follow_up",
    "launch",
    "mark_started",
    "remove_waiting",
    "resume",
    "save_sequence",
    "set_audience",
    "set_counting",
    "set_schedule",
    "set_sequence",
    "set_settings",
    "stop",
]
