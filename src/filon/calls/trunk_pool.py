"""The trunks that a dialer has open: one for each row, opened anew when its settings change."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from uuid import UUID

from filon.voice.settings import TrunkSettings
from filon.voice.sip.transport import source_address
from filon.voice.trunk import Trunk


@dataclass(slots=True)
class Opened:
    """A trunk, and the address of this machine that it is reached from."""

    trunk: Trunk
    settings: TrunkSettings
    local: str


class TrunkPool:
    """In one event loop."""

    def __init__(self) -> None:
        self._open: dict[UUID, Opened] = {}
        self._old: list[Opened] = []
        self._lock = asyncio.Lock()

    async def get(self, trunk_id: UUID, settings: TrunkSettings) -> Opened:
        """The trunk as it is set up now. Raises OSError when it cannot be opened."""
        async with self._lock:
            await self._close_idle()
            found = self._open.get(trunk_id)
            if found is not None and found.settings == settings:
                return found
            trunk = await Trunk.open(settings)
            if found is not None:
                self._old.append(found)
            local = settings.bind or source_address(trunk.agent.peer)
            self._open[trunk_id] = opened = Opened(trunk, settings, local)
            return opened

    async def close(self) -> None:
        """Give all ports back; calls are over by now."""
        for opened in (*self._open.values(), *self._old):
            await opened.trunk.close()
        self._open, self._old = {}, []

    async def _close_idle(self) -> None:
        """Trunks with other settings go once their last call is over."""
        for opened in [each for each in self._old if not each.trunk.live]:
            self._old.remove(opened)
            await opened.trunk.close()
