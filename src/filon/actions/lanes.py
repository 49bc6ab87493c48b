"""Which lanes have something due, who holds what, and whose turn it is."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from filon.actions.models import Action
from filon.actions.states import State

LEASE = timedelta(minutes=10)
"""A worker that says nothing for so long is given up, if nothing tells earlier that it is gone. Longer than the longest
turn: ``mail.delivery`` begins no message after ``TURN`` and waits for an answer for three minutes at most."""


@dataclass(frozen=True, slots=True)
class LaneRef:
    """A lane of a workspace, and the channel that it belongs to."""

    workspace_id: UUID
    channel: str
    lane_id: UUID


@dataclass(frozen=True, slots=True)
class Claim:
    """What one holder has on one lane; ``lease_until`` is machine time."""

    lane: LaneRef
    holder: str
    lease_until: datetime


def due(moment: datetime) -> list[LaneRef]:
    """The lanes of all workspaces with something due, the most overdue first. ``moment`` is machine time; each
    workspace's own clock is taken into account."""
    with connection.cursor() as cursor:
        cursor.execute("select workspace_id, channel, lane_id from actions_due_lanes(%s)", [moment])
        return [LaneRef(*row) for row in cursor.fetchall()]


def claims() -> list[Claim]:
    """Everything that is being done, by any worker."""
    with connection.cursor() as cursor:
        cursor.execute("select workspace_id, channel, lane_id, claimed_by, lease_until from actions_claims()")
        return [Claim(LaneRef(*row[:3]), *row[3:]) for row in cursor.fetchall()]


def take_turn(lane: LaneRef) -> bool:
    """Have the lane to oneself until the end of the transaction; False when another worker has it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_key(lane.lane_id)])
        return bool(cursor.fetchone()[0])


def is_busy(lane: LaneRef, *, holder: str) -> bool:
    """Whether another holder is doing something on the lane: its caps, spacing and connections are not ours to use."""
    others = Action.objects.filter(lane_id=lane.lane_id, state=State.CLAIMED).exclude(claimed_by=holder)
    return others.exists()


def _key(lane_id: UUID) -> int:
    """A lock number. Two lanes that share one wait for each other now and then, nothing worse."""
    high, low = struct.unpack(">qq", lane_id.bytes)
    return int(high ^ low)
