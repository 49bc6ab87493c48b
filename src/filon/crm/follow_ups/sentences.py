"""How follow-ups are told on a timeline, with the names of who follows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.crm.follow_ups import events
from filon.crm.follow_ups.states import Priority
from filon.tenants.models import User
from filon.timeline import quotes, words
from filon.timeline.models import Event
from filon.timeline.quotes import Quote
from filon.timeline.sentences import sentence

Data = Mapping[str, Any]


@sentence(events.FollowUpSet.kind, icon="alarm-clock-plus")
def was_set(data: Data) -> str:
    text = _("Relance prévue le %(day)s, priorité %(priority)s")
    if data.get("automatic"):
        text = _("Relance créée automatiquement pour le %(day)s, priorité %(priority)s")
    return text % {"day": day_of(data, "on"), "priority": priority_of(data, "priority")}


@sentence(events.FollowUpMoved.kind, icon="calendar-clock")
def moved(data: Data) -> str:
    text = _("Relance déplacée du %(before)s au %(day)s")
    if data.get("automatic"):
        text = _("Relance avancée automatiquement du %(before)s au %(day)s")
    return text % {"before": day_of(data, "before"), "day": day_of(data, "on")}


@sentence(events.FollowUpPrioritised.kind, icon="signal")
def prioritised(data: Data) -> str:
    text = _("Relance : priorité %(priority)s, au lieu de %(before)s")
    if data.get("automatic"):
        text = _("Relance : priorité %(priority)s, au lieu de %(before)s, automatiquement")
    return text % {
        "priority": priority_of(data, "priority"),
        "before": priority_of(data, "before"),
    }


@sentence(events.FollowUpKept.kind, icon="alarm-clock")
def kept(data: Data) -> str:
    text = _("Relance automatique du %(day)s laissée de côté : celle du %(standing)s vient avant")
    return text % {"day": day_of(data, "on"), "standing": day_of(data, "standing")}


@sentence(events.FollowersChanged.kind, icon="users")
def refollowed(data: Data) -> str:
    return _("Relance : les personnes qui suivent la société ont changé")


@sentence(events.FollowUpHandled.kind, icon="circle-check", tone="good")
def handled(data: Data) -> str:
    return _("Relance traitée")


@sentence(events.FollowUpDeleted.kind, icon="trash-2")
def deleted(data: Data) -> str:
    return _("Relance supprimée : plus personne ne suit la société")


@sentence(events.FollowUpReopened.kind, icon="rotate-ccw")
def reopened(data: Data) -> str:
    return _("Relance remise à traiter")


def day_of(data: Data, name: str) -> str:
    """A day of an event as people write it; what is not one, as it is."""
    try:
        # Translators: format of a date within a sentence, see Django's date filter
        return date_format(date.fromisoformat(str(data.get(name, ""))), _("j F Y"))
    except ValueError:
        return str(data.get(name, ""))


def priority_of(data: Data, name: str) -> str:
    value = data.get(name)
    return str(Priority(value).label).lower() if value in Priority.values else str(value or "")


def named(asked: Collection[Event]) -> Mapping[UUID, Quote]:
    """By event: who follows, who came and who went. One query."""
    ids = {user_id for event in asked for name in ("followers", "added", "removed") for user_id in _ids(event, name)}
    people = {user.pk: user.name for user in User.objects.filter(pk__in=ids)} if ids else {}
    return {event.id: Quote(title=_said(event, people)) for event in asked}


def _said(event: Event, people: Mapping[int, str]) -> str:
    texts = {"followers": _("suivie par %(names)s"), "added": _("avec %(names)s"), "removed": _("sans %(names)s")}
    parts = []
    for name, text in texts.items():
        if found := [people[user_id] for user_id in _ids(event, name) if user_id in people]:
            parts.append(text % {"names": ", ".join(found)})
    return " · ".join(parts)


def _ids(event: Event, name: str) -> list[int]:
    return [each for each in event.data.get(name, ()) if isinstance(each, int)]


quotes.register((events.FollowUpSet.kind, events.FollowersChanged.kind), named)
words.register(
    "crm",
    gettext_lazy("Contacts"),
    {
        events.FollowUpSet.kind: gettext_lazy("Relance prévue"),
        events.FollowUpMoved.kind: gettext_lazy("Relance déplacée"),
        events.FollowUpPrioritised.kind: gettext_lazy("Priorité d’une relance changée"),
        events.FollowUpKept.kind: gettext_lazy("Relance automatique laissée de côté"),
        events.FollowersChanged.kind: gettext_lazy("Suivi d’une société changé"),
        events.FollowUpHandled.kind: gettext_lazy("Relance traitée"),
        events.FollowUpDeleted.kind: gettext_lazy("Relance supprimée"),
        events.FollowUpReopened.kind: gettext_lazy("Relance remise à traiter"),
    },
)
