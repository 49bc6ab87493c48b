"""A real proxy and registrar, kamailio: it challenges, records its route, and knows who registered."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

from tests.voice.sip.peers import binary, bound
from tests.voice.sip.ports import free_port

from filon.voice.settings import TrunkSettings

CONFIGURATION = Path(__file__).with_name("kamailio.cfg")


@contextlib.asynccontextmanager
async def kamailio() -> AsyncIterator[int]:
    """The proxy on a free port, in a folder of its own; stopped by its process."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "kamailio.cfg"
        written.write_text(CONFIGURATION.read_text().replace("PORT", str(port)))
        command = [binary("kamailio"), "-f", str(written), "-DD", "-E", "-m", "16", "-M", "4"]
        command += ["-w", folder, "-Y", folder, "-P", f"{folder}/k.pid"]
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet)
        try:
            await bound(port, process)
            yield port
        finally:
            process.terminate()
            await process.wait()


def through(port: int, *, transport: str = "udp", password: str = "secret", register: bool = False) -> TrunkSettings:
    settings = TrunkSettings(host="127.0.0.1", port=port, user="alice", password=password, caller="0199000000")
    return replace(settings, transport=transport, register=register)
