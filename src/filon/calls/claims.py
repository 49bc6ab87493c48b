"""Claims of a trunk happen one after another, in every process: its caps are exact."""

from __future__ import annotations

import struct
from uuid import UUID

from django.db import connection
from django.db.models import Q

from filon.calls.states import LIVE

MAYBE_UP = Q(state__in=LIVE) | Q(hung_up=False)
"""Calls that occupy a line: those in hand, and those of dead dialers whose far end was not told yet."""


def take_turn(trunk_id: UUID) -> bool:
    """Have the trunk to oneself until the end of the transaction; False when another dialer claims on it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_key(trunk_id)])
        return bool(cursor.fetchone()[0])


def wait_for_turn(trunk_id: UUID) -> None:
    """The same, waiting for whoever claims: after it, no claim is under way."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_key(trunk_id)])


def _key(trunk_id: UUID) -> int:
    """A lock number. Two trunks that share one wait for each other now and then, nothing worse."""
    high, low = struct.unpack(">qq", trunk_id.bytes)
    return int(high ^ low)
