"""Reads of the workspace's telephone: its lines, the kill switch, what its campaigns start from."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from filon.calls.models import RECORDING_DAYS, CallSettings, Trunk


def are_stopped() -> bool:
    """Whether the kill switch is on: no call begins."""
    return CallSettings.objects.filter(stopped=True).exists()


def trunks() -> QuerySet[Trunk]:
    """The lines of the workspace, without their passwords."""
    return Trunk.objects.defer("password").order_by("kind", "name")


def default_weights() -> dict[str, Any]:
    """The weights that a new campaign's score starts from, as a campaign keeps them; empty for the usual ones."""
    return CallSettings.objects.values_list("weights", flat=True).first() or {}


def recording_days() -> int:
    """How many days the decisive seconds of a call are kept."""
    kept = CallSettings.objects.values_list("recording_days", flat=True).first()
    return RECORDING_DAYS if kept is None else kept
