"""Changes told to open pages: NOTIFY in the transaction of the change, one LISTEN per process, Server-Sent Events.

What travels is ids only; a page that hears of a change asks for its part again, with its own rights. The workspace and,
if given, the user are in the message, and a page receives nothing of another's.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

log = logging.getLogger(__name__)

CHANNEL = "filon_live"
PING_SECONDS = 15
"""How often a silent stream says something, so that proxies keep it and a gone reader is noticed."""
LISTEN_WITHIN = 10
QUEUE = 100
"""Messages that wait for one slow reader; more are dropped, its next page load shows everything."""
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
KIND = re.compile(r"[a-z][a-z0-9_.-]*")


def notify(workspace_id: UUID, kind: str, *, user_id: Any = None, **ids: object) -> None:
    """Tell the workspace's open pages (only this user's, if given) that something of this kind changed.

    Goes out when the transaction commits, and not at all when it does not. ``ids`` are identifiers, never content.
    """
    if not KIND.fullmatch(kind):
        raise ValueError(f"a live kind is a lower-case word, not {kind!r}")
    change = {"kind": kind, **{name: str(value) for name, value in ids.items()}}
    message = {"w": str(workspace_id), "u": None if user_id is None else str(user_id), "change": change}
    with connection.cursor() as cursor:
        cursor.execute("select pg_notify(%s, %s)", [CHANNEL, json.dumps(message, separators=(",", ":"))])


@dataclass(frozen=True, eq=False)
class Reader:
    """One open stream: whose it is, and what waits for it."""

    workspace: str
    user: str
    queue: asyncio.Queue[str]

    def may_hear(self, message: dict[str, Any]) -> bool:
        return message.get("w") == self.workspace and message.get("u") in {None, self.user}


class Hub:
    """The process's one listening connection, fanned out to its readers."""

    def __init__(self) -> None:
        self.readers: set[Reader] = set()
        self.task: asyncio.Task[None] | None = None
        self.listening = asyncio.Event()

    async def stream(self, workspace: str, user: str) -> AsyncIterator[bytes]:
        """Events for one reader until it goes away."""
        reader = Reader(workspace, user, asyncio.Queue(QUEUE))
        self.readers.add(reader)
        self._ensure()
        try:
            async with asyncio.timeout(LISTEN_WITHIN):
                await self.listening.wait()
            yield b"retry: 2000\n: open\n\n"
            while True:
                yield await self._next(reader)
        except TimeoutError:
            yield b"retry: 10000\n\n"
        finally:
            self.readers.discard(reader)

    def deliver(self, payload: str) -> None:
        """Put a message before every reader who may hear it."""
        message = json.loads(payload)
        text = json.dumps(message["change"], separators=(",", ":"))
        for reader in tuple(self.readers):
            if reader.may_hear(message):
                with contextlib.suppress(asyncio.QueueFull):
                    reader.queue.put_nowait(text)

    async def _next(self, reader: Reader) -> bytes:
        try:
            text = await asyncio.wait_for(reader.queue.get(), PING_SECONDS)
        except TimeoutError:
            return b": ping\n\n"
        return f"event: change\ndata: {text}\n\n".encode()

    def _ensure(self) -> None:
        if self.task is None or self.task.done():
            self.listening = asyncio.Event()
            self.task = asyncio.get_running_loop().create_task(self._listen(), name="filon-live")

    async def _listen(self) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**_direct(), autocommit=True) as listener:
                    await listener.execute(f"listen {CHANNEL}")
                    self.listening.set()
                    pause = FIRST_PAUSE
                    async for notification in listener.notifies():
                        self.deliver(notification.payload)
            except (psycopg.Error, OSError) as fault:
                log.warning(
                    "live: the listening connection was lost (%s), again in %.1f s", type(fault).__name__, pause
                )
            self.listening.clear()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


hub = Hub()


async def stream(request: HttpRequest) -> HttpResponseBase:
    """The live stream of the signed-in member's workspace; 401 for anybody else, so that the browser stops asking."""
    workspace, user = getattr(request, "workspace", None), await request.auser()
    if workspace is None or not user.is_authenticated:
        return HttpResponse(status=401)
    response = StreamingHttpResponse(hub.stream(str(workspace.pk), str(user.pk)), content_type="text/event-stream")
    response["Cache-Control"] = "no-cache, no-transform"
    response["Content-Encoding"] = "identity"  # compression would hold events back until a block is full
    response["X-Accel-Buffering"] = "no"
    return response


def _direct() -> dict[str, Any]:
    """Connection parameters that lead to the server itself: LISTEN holds one connection for as long as this process
    runs, which a pooler should not be kept from lending."""
    common = {"application_name": "filon-live", "keepalives_idle": 30, "connect_timeout": 5}
    wanted = connections["default"].get_connection_params()
    direct = psycopg.conninfo.conninfo_to_dict(settings.DATABASE_DIRECT_URL)
    database = {"dbname": wanted["dbname"]} if "dbname" in wanted else {}
    return {**direct, **database, **common}
