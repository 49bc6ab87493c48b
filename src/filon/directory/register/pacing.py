"""No more questions a second than a public service allows, whoever of the installation asks."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection

from filon.kernel.http import Answer
from filon.timeline.webhooks.schedule import retry_after

LONGEST_WAIT = timedelta(seconds=20)
"""A question that would wait longer is asked later, and its thread does something else meanwhile."""
LONGEST_REST = timedelta(hours=24)
USUAL_REST = timedelta(seconds=60)
"""How long a service is left alone that says to come back without saying when."""

_TAKE = """
insert into directory_service as s (name, free_at) values (%(name)s, clock_timestamp() + make_interval(secs => %(gap)s))
on conflict (name) do update
    set free_at = greatest(s.free_at, clock_timestamp()) + make_interval(secs => %(gap)s)
    where s.free_at <= clock_timestamp() + make_interval(secs => %(patience)s)
returning extract(epoch from free_at - clock_timestamp())::float - %(gap)s
"""
_WHEN = "select free_at from directory_service where name = %s"
_REST = """
insert into directory_service as s (name, free_at)
values (%(name)s, clock_timestamp() + make_interval(secs => %(rest)s))
on conflict (name) do update set free_at = greatest(s.free_at, clock_timestamp() + make_interval(secs => %(rest)s))
"""


class Busy(Exception):
    """The service may not be asked before ``until`` (machine time)."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def wait_for_turn(name: str, *, gap: timedelta, sleep: Callable[[float], None] = time.sleep) -> None:
    """Take the next moment at which this service may be asked, ``gap`` after the one before, and wait for it.

    Call it outside a transaction: the others wait for the row. Raises Busy when the wait would be too long.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"name": name, "gap": gap.total_seconds(), "patience": LONGEST_WAIT.total_seconds()})
        row = cursor.fetchone()
        if row is None:
            cursor.execute(_WHEN, [name])
            raise Busy(cursor.fetchone()[0])
    if row[0] > 0:
        sleep(row[0])


def rest(name: str, answer: Answer) -> Busy:
    """The service asked to be left alone (429, 503): nobody asks before the time it names. Answers what to raise."""
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        asked = retry_after(answer.headers.get("retry-after", ""), now=cursor.fetchone()[0])
        pause = USUAL_REST if asked is None else min(asked, LONGEST_REST)
        cursor.execute(_REST, {"name": name, "rest": pause.total_seconds()})
        cursor.execute(_WHEN, [name])
        return Busy(cursor.fetchone()[0])
