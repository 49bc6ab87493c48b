"""What happens to a call, in the order in which it happens. `Failed` or `Ended` comes once, and last."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass

from filon.voice.sip.sdp import Answer
from filon.voice.sip.timers import MAX_PENDING_EVENTS


@dataclass(frozen=True, slots=True)
class CallEvent:
    """`at` is the event loop's time in seconds: differences mean something, the number itself does not."""

    at: float


@dataclass(frozen=True, slots=True)
class Trying(CallEvent):
    """The trunk has taken the call."""


@dataclass(frozen=True, slots=True)
class Ringing(CallEvent):
    """It rings, or the trunk says so (180 to 183 without audio)."""

    code: int
    reason: str


@dataclass(frozen=True, slots=True)
class EarlyMedia(CallEvent):
    """Audio before anybody has answered: a ringback tone, an announcement."""

    code: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Answered(CallEvent):
    answer: Answer


@dataclass(frozen=True, slots=True)
class ReInvite(CallEvent):
    """The peer changed the session: hold, another address or codec."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Failed(CallEvent):
    """Nobody was connected. `code` is SIP's, 0 where no message said it; `cause` is a word of `causes.Cause`."""

    code: int
    q850: int | None
    reason: str
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Ended(CallEvent):
    """An answered call is over, `by` "local", "remote", "limit" (of call seconds) or "lost" (the peer fell silent)."""

    by: str
    q850: int | None = None
    reason: str = ""


class EventStream:
    """Events on their way to one reader; a peer that floods cannot make it grow."""

    def __init__(self) -> None:
        self._waiting: deque[CallEvent] = deque()
        self._news = asyncio.Event()
        self.closed = False

    def put(self, event: CallEvent) -> None:
        """Take an event; after the last one, and when too many wait, it is dropped."""
        last = isinstance(event, Failed | Ended)
        if self.closed or (len(self._waiting) >= MAX_PENDING_EVENTS and not last):
            return
        self.closed = last
        self._waiting.append(event)
        self._news.set()

    async def read(self) -> AsyncIterator[CallEvent]:
        """Every event until the last one; a second reader gets what the first left."""
        while True:
            while self._waiting:
                yield self._waiting.popleft()
            if self.closed:
                return
            self._news.clear()
            await self._news.wait()
