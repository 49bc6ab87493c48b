"""How tasks are told on a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from filon.crm.tasks import events
from filon.timeline.sentences import sentence


@sentence(events.TaskAdded.kind, icon="phone-outgoing")
def added(data: Mapping[str, Any]) -> str:
    return _("À rappeler")


@sentence(events.TaskDone.kind, icon="circle-check", tone="good")
def done(data: Mapping[str, Any]) -> str:
    return _("Rappelé")


@sentence(events.TaskReopened.kind, icon="rotate-ccw")
def reopened(data: Mapping[str, Any]) -> str:
    return _("Remis à rappeler")
