"""When a campaign may call a number, as the policy wants it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from filon.actions.calendar import Window
from filon.calls.models import CallCampaign
from filon.calls.places import Place


def window_of(campaign: CallCampaign, place: Place) -> Window:
    """Its days and slots, on the clock and the holidays of where the number is (ST-87)."""
    slots = tuple(tuple(slot) for slot in campaign.slots)
    country = place.country if campaign.skip_holidays else ""
    return _window(frozenset(campaign.days), slots, place.zone, country, place.region)


def are_slots(slots: Sequence[Sequence[int]]) -> bool:
    """Whether these are hours of one day, in order, none within another."""
    edges = [hour for slot in slots for hour in slot]
    well_formed = bool(slots) and all(len(slot) == 2 for slot in slots)
    return well_formed and all(0 <= hour <= 24 for hour in edges) and all(a < b for a, b in pairwise(edges))


@lru_cache(maxsize=512)
def _window(days: frozenset[int], slots: tuple[tuple[int, ...], ...], zone: str, country: str, region: str) -> Window:
    breaks = tuple((before[1], after[0]) for before, after in pairwise(slots))
    return Window(days, slots[0][0], slots[-1][1], ZoneInfo(zone), country, region if country else "", breaks=breaks)
