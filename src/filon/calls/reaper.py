"""What a dead dialer left up at the far end is ended from here: BYE, or CANCEL, by the dialog that it stored."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from filon.calls import desk
from filon.calls.desk import LeftUp
from filon.calls.trunk_pool import TrunkPool
from filon.voice.sip.headers import Malformed

log = logging.getLogger(__name__)
AT_ONCE = 20

Ask = Callable[..., Awaitable[Any]]


async def hang_up_all(pool: TrunkPool, *, ask: Ask) -> int:
    """Tell the far end of every call that is left up. How many were told, or cannot be."""
    waiting: list[LeftUp] = await ask(desk.left_up)
    done = 0
    for first in range(0, len(waiting), AT_ONCE):
        batch = waiting[first : first + AT_ONCE]
        ended = await asyncio.gather(*(_hang_up(pool, call) for call in batch))
        for call in [call for call, over in zip(batch, ended, strict=True) if over]:
            await ask(desk.told, call.ref, call.attempt_id)
            done += 1
    return done


async def _hang_up(pool: TrunkPool, call: LeftUp) -> bool:
    """Whether there is nothing more to do: it is over, or where it leads is no place to send anything to."""
    try:
        opened = await pool.get(call.ref.trunk_id, call.trunk)
        return await opened.trunk.end(call.dialog)
    except Malformed:
        log.warning("attempt %s cannot be ended: its dialog leads elsewhere", call.attempt_id)
        return True
    except OSError:
        return False
