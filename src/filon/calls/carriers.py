"""What carries a call: a line that places it, its audio, and whoever may end it from elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from filon.calls.asking import Samples
from filon.voice.listen.classify import Verdict
from filon.voice.sip.sdp import Answer, Offer
from filon.voice.trunk import Call


class Line(Protocol):
    """What places calls: ``voice.trunk.Trunk``."""

    async def place(self, to: str, caller: str, offer: Offer, ring_timeout: float = ...) -> Call: ...


class Audio(Protocol):
    """The audio of one call: ``voice.media.session.MediaSession``."""

    def offer(self) -> Offer: ...

    def connect(self, answer: Answer) -> None: ...

    def listen(self, told: Callable[[Verdict], None] | None = None) -> None: ...

    async def conclude(self) -> Verdict | None: ...

    def play(self, samples: Samples) -> asyncio.Future[bool]: ...

    def stop(self) -> None: ...

    def recording(self, since: int = 0) -> Samples: ...

    def close(self) -> None: ...


Watch = Callable[[Mapping[str, Any], bool], Awaitable[bool]]
"""Told of the dialog when the call was placed, when it rings and when it is up (True), as each of them adds to what it
takes to end the call from elsewhere; answers False when the call is not ours any more: it is ended at once."""

Oppose = Callable[[], Awaitable[None]]
"""Told at once, and once, of a person who wants no more calls."""


async def nobody_watches(_dialog: Mapping[str, Any], _up: bool) -> bool:
    """The call is whoever's who placed it."""
    return True
