"""Writes to trunks, phone campaigns, their rows and calls. Each one is a transaction that publishes what happened."""

from __future__ import annotations

from filon.calls.operations.attempts import Finished, finish_attempt, interrupt
from filon.calls.operations.campaigns import (
    CampaignFields,
    activate,
    change_campaign,
    create_campaign,
    delete,
    finish_campaigns,
    pause,
)
from filon.calls.operations.prospects import Added, NewProspect, add_prospects
from filon.calls.operations.trunks import (
    TrunkFields,
    delete_trunk,
    pause_trunk,
    restart_calls,
    resume_trunk,
    save_trunk,
    stop_calls,
)

__all__ = [
    "Added",
    "CampaignFields",
    "Finished",
    "NewProspect",
    "TrunkFields",
    "activate",
    "add_prospects",
    "change_campaign",
    "create_campaign",
    "delete",
    "delete_trunk",
    "finish_attempt",
    "finish_campaigns",
    "interrupt",
    "pause",
    "pause_trunk",
    "restart_calls",
    "resume_trunk",
    "save_trunk",
    "stop_calls",
]
