"""Reads of the workspace's telephone: its lines and the kill switch."""

from __future__ import annotations

from django.db.models import QuerySet

from filon.calls.models import CallSettings, Trunk


def are_stopped() -> bool:
    """Whether the kill switch is on: no call begins."""
    return CallSettings.objects.filter(stopped=True).exists()


def trunks() -> QuerySet[Trunk]:
    """The lines of the workspace, without their passwords."""
    return Trunk.objects.defer("password").order_by("kind", "name")
