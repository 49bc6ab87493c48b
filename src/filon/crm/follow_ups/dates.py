"""Days of follow-ups: how late one is, and the days that are offered. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

LATE_DAYS = 3
"""Up to so many days a follow-up is late; from then on, very late (A-CO-19)."""


class Lateness(StrEnum):
    """Where a day stands, with its colour: grey, blue, orange, red (CO-169, A-CO-19)."""

    COMING = "off"
    TODAY = "info"
    LATE = "warn"
    VERY_LATE = "bad"


class Offer(NamedTuple):
    """A day that is one click away."""

    label: str | Promise
    days: int


OFFERS = (
    Offer(gettext_lazy("Aujourd’hui"), 0),
    Offer(gettext_lazy("Demain"), 1),
    Offer(gettext_lazy("Dans une semaine"), 7),
    Offer(gettext_lazy("Dans un mois"), 30),
    Offer(gettext_lazy("Dans un an"), 365),
    Offer(gettext_lazy("Dans deux ans"), 730),
)
"""The last two are those of a low priority (CO-165)."""


def lateness(due_on: date, *, today: date) -> Lateness:
    days = (today - due_on).days
    if days < 0:
        return Lateness.COMING
    if days == 0:
        return Lateness.TODAY
    return Lateness.LATE if days <= LATE_DAYS else Lateness.VERY_LATE


def distance(due_on: date, *, today: date) -> str:
    """The same in words, for who does not see colours."""
    days = (due_on - today).days
    if days == 0:
        return _("aujourd’hui")
    if days == 1:
        return _("demain")
    if days > 0:
        return ngettext("dans %(n)s jour", "dans %(n)s jours", days) % {"n": days}
    return ngettext("en retard de %(n)s jour", "en retard de %(n)s jours", -days) % {"n": -days}


def offers(today: date) -> list[tuple[str | Promise, date]]:
    """(label, day) of the days that are one click away."""
    return [(offer.label, today + timedelta(days=offer.days)) for offer in OFFERS]
