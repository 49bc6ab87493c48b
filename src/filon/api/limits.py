"""How often a key may call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.http import HttpResponse

from filon.kernel.ids import uuid7
from filon.tenants.models import ApiKey
from filon.tenants.operations import note_key_use

CALLS_PER_MINUTE = 600

COUNT = """
insert into api_keyuse (id, workspace_id, key_id, minute, calls) values (%s, %s, %s, %s, 1)
on conflict (key_id) do update set
    calls = case when api_keyuse.minute = excluded.minute then api_keyuse.calls + 1 else 1 end,
    minute = excluded.minute
returning calls
"""


@dataclass(frozen=True)
class Allowance:
    """What is left of a key's minute after this call; ``left`` is negative when it is too many."""

    left: int
    resets_in_s: int

    @property
    def exceeded(self) -> bool:
        return self.left < 0

    def tell(self, response: HttpResponse) -> HttpResponse:
        """Say so in the headers of the RateLimit draft, and when to come back."""
        response["RateLimit-Limit"] = str(CALLS_PER_MINUTE)
        response["RateLimit-Remaining"] = str(max(0, self.left))
        response["RateLimit-Reset"] = str(self.resets_in_s)
        if self.exceeded:
            response["Retry-After"] = str(self.resets_in_s)
        return response


def spend(key: ApiKey, *, now: datetime) -> Allowance:
    """Count one call, in one statement, whichever process receives it; note that the key is in use."""
    minute = now.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [uuid7(), key.workspace_id, key.pk, minute])
        calls: int = cursor.fetchone()[0]
    note_key_use(key, at=now)
    return Allowance(CALLS_PER_MINUTE - calls, 60 - now.second)
