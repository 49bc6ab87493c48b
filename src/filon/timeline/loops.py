from __future__ import annotations

from django.db import connection

from filon.kernel.loops import loop
from filon.timeline.webhooks import loops as webhooks

__all__ = ["make_months", "webhooks"]

MONTHS_AHEAD = 14
ONCE_A_DAY_S = 86_400


@loop("months of the timeline", every=ONCE_A_DAY_S)
def make_months() -> int:
    """Make the partitions of the coming months. A month that is missed costs speed, never an event."""
    with connection.cursor() as cursor:
        cursor.execute("select timeline_make_partitions(current_date, %s)", [MONTHS_AHEAD])
        cursor.fetchone()
    return 0
