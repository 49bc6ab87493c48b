"""The media engine as the dialer wants it."""

from __future__ import annotations

from types import TracebackType

from filon.calls.carriers import Audio
from filon.calls.conversation import converse
from filon.calls.report import Asked, CallReport
from filon.calls.trunk_pool import Opened
from filon.voice.media.engine import MediaEngine
from filon.voice.media.session import MediaSettings
from filon.voice.settings import TrunkSettings
from filon.voice.sip.transport import source_address
from filon.voice.trunk import Trunk

RINGING_TOO_S = 60
"""Audio before the answer is kept beside that of the longest call."""


class Engine:
    """One for a process; ``with Engine() as engine``."""

    def __init__(self) -> None:
        self._media = MediaEngine()

    def __enter__(self) -> Engine:
        self._media.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._media.close()

    def open(self, opened: Opened) -> Audio:
        """Audio on the address that the trunk is reached from; it takes packets of the trunk's addresses only."""
        settings = MediaSettings(
            codecs=opened.settings.codecs,
            srtp=opened.settings.srtp,
            accepts=opened.trunk.agent.allow.accepts,
            advertise=opened.settings.advertise,
            recorded_seconds=round(opened.settings.max_call_seconds) + RINGING_TOO_S,
        )
        return self._media.open(opened.local, settings)


async def call_once(settings: TrunkSettings, asked: Asked) -> CallReport:
    """One call on a trunk of its own. Raises OSError when it cannot be opened."""
    with Engine() as engine:
        async with await Trunk.open(settings) as trunk:
            local = settings.bind or source_address(trunk.agent.peer)
            audio = engine.open(Opened(trunk, settings, local))
            return await converse(asked, line=trunk, audio=audio)
