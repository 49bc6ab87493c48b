"""The dialogue of one call: held beside the listening, heard out when the call is over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from filon.calls.carriers import Audio, Oppose
from filon.voice.dialogue.brief import Brief
from filon.voice.talking.talk import Speech, Talk

log = logging.getLogger(__name__)
UNDERSTOOD_WITHIN_S = 15.0
"""What was said last is understood within this, or is lost."""


class Holding:
    """Begins at once; ``talk`` is what is known of it. ``skipped``: samples recorded before the answer.

    ``over`` is told with "" when all was said, with the name of the fault when it could not be held; ``oppose`` of a
    person who wants no more calls, as soon as they say so.
    """

    def __init__(
        self,
        brief: Brief,
        speech: Speech,
        *,
        audio: Audio,
        skipped: int,
        over: Callable[[str], None],
        oppose: Oppose | None,
    ) -> None:
        self.talk = Talk(brief, audio=audio, speech=speech, skipped=skipped, objected=self._objected)
        self._over = over
        self._oppose = oppose
        self._opposing: asyncio.Task[None] | None = None
        self._task = asyncio.get_running_loop().create_task(self._hold())

    def cancel(self) -> None:
        """Nothing more is said."""
        self._task.cancel()

    async def hear_out(self) -> None:
        """Who says « ne rappelez plus » and puts the receiver down was heard as well."""
        self._task.cancel()
        await asyncio.wait({self._task})
        try:
            await asyncio.wait_for(self.talk.last_words(), UNDERSTOOD_WITHIN_S)
        except Exception:
            log.exception("what was said last is lost")
        if self._opposing:
            await self._opposing

    async def _hold(self) -> None:
        fault = ""
        try:
            await self.talk.run()
        except OSError as unable:
            log.warning("a dialogue could not be held: %s", type(unable).__name__)
            fault = type(unable).__name__
        except Exception as unable:
            log.exception("a dialogue broke off")
            fault = type(unable).__name__
        self._over(fault)

    def _objected(self) -> None:
        if self._oppose:
            self._opposing = asyncio.get_running_loop().create_task(_told(self._oppose))


async def _told(oppose: Oppose) -> None:
    """A wish that could not be written now is written with the report."""
    try:
        await oppose()
    except Exception:
        log.exception("an objection could not be written at once")
