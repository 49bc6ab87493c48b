"""Both servers on loopback, in the event loop of the caller or in a thread of their own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from filon.demo.servers.imap.session import Session
from filon.demo.servers.imap.wire import MAX_LINE, Wire
from filon.demo.servers.smtp import smtp_protocol
from filon.demo.servers.store import Store

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the servers listen; 0 asks for any free port."""

    smtp: int = 0
    imap: int = 0


@asynccontextmanager
async def servers(store: Store, ports: Ports) -> AsyncIterator[Ports]:
    """Serve until the block ends; gives the real ports. Raises ``OSError`` when one is taken."""
    clients: set[asyncio.Task[None]] = set()

    async def serve_imap(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        clients.add(task)
        wire = Wire(reader, writer)
        try:
            await Session(wire, store).run()
        except (ConnectionError, asyncio.CancelledError):
            return  # the client left, or the servers stop
        finally:
            clients.discard(task)
            await wire.close()

    smtp = await asyncio.get_running_loop().create_server(lambda: smtp_protocol(store), HOST, ports.smtp)
    try:
        imap = await asyncio.start_server(serve_imap, HOST, ports.imap, limit=MAX_LINE)
    except OSError:
        smtp.close()
        raise
    try:
        yield Ports(smtp.sockets[0].getsockname()[1], imap.sockets[0].getsockname()[1])
    finally:
        smtp.close()
        imap.close()
        for task in list(clients):
            task.cancel()
        await asyncio.gather(*clients, return_exceptions=True)


@contextmanager
def in_thread(store: Store, ports: Ports) -> Iterator[Ports]:
    """The same for a caller without event loop."""
    ready, outcome = threading.Event(), _Outcome()

    async def serve() -> None:
        outcome.stop = asyncio.Event()
        outcome.loop = asyncio.get_running_loop()
        async with servers(store, ports) as real:
            outcome.ports = real
            ready.set()
            await outcome.stop.wait()

    def body() -> None:
        try:
            asyncio.run(serve())
        except OSError as error:
            outcome.error = error
        finally:
            ready.set()

    thread = threading.Thread(target=body, name="sandbox", daemon=True)
    thread.start()
    ready.wait()
    if outcome.error is not None:
        raise outcome.error
    try:
        yield outcome.ports
    finally:
        outcome.loop.call_soon_threadsafe(outcome.stop.set)
        thread.join(10)


class _Outcome:
    ports: Ports
    stop: asyncio.Event
    loop: asyncio.AbstractEventLoop
    error: OSError | None = None
