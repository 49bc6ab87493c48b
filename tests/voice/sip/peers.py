"""Peers to call: sipp playing a scenario. Its binary comes from `tools/telephony.py`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from tests.voice.sip.ports import AUDIO_OFFSET, free_port

SCENARIOS = Path(__file__).parent / "scenarios"
UP_WITHIN_S = 20
SCENARIO_LIMIT_S = 15
EXTRA_PATHS = os.pathsep.join(["/usr/sbin", "/usr/local/sbin"])


def binary(name: str) -> str:
    """Where a program is; see ``missing``."""
    found = shutil.which(name) or shutil.which(name, path=EXTRA_PATHS)
    return found or missing(f"{name} is missing: python tools/telephony.py installs it")


def missing(what: str) -> NoReturn:
    """The machine lacks something: the test is skipped on a laptop, and fails where CI is set."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)  # a laptop without root cannot get it, and CI runs every one of these tests


@dataclass
class Sipp:
    """A running scenario."""

    port: int
    process: asyncio.subprocess.Process
    errors: Path

    async def result(self) -> int:
        """sipp's exit code: 0 when every message came as the scenario says."""
        return await asyncio.wait_for(self.process.wait(), SCENARIO_LIMIT_S)

    def complaints(self) -> str:
        return self.errors.read_text(errors="replace")[-2_000:] if self.errors.exists() else ""


@contextlib.asynccontextmanager
async def sipp(
    scenario: str, *, transport: str = "u1", remote: int = 0, port: int = 0, address: str = "127.0.0.1"
) -> AsyncIterator[Sipp]:
    """Play a scenario on a free port of loopback; `remote` makes it the caller, towards that port."""
    port = port or free_port()
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder) / "errors.log"
        command = [binary("sipp"), "-sf", str(SCENARIOS / f"{scenario}.xml"), "-i", address, "-p", str(port)]
        command += ["-mp", str(port + AUDIO_OFFSET), "-m", "1", "-t", transport, "-nostdin", "-timeout", "14"]
        command += ["-timeout_error", "-trace_err", "-error_file", str(errors)]
        if remote:
            command.append(f"127.0.0.1:{remote}")
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet, cwd=folder)
        try:
            if not remote:
                await bound(port, process)
            yield Sipp(port, process, errors)
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


def ports_in_use() -> str:
    """The system's own tables (Linux)."""
    return "".join(
        Path(f"/proc/net/{name}").read_text()
        for name in ("udp", "tcp", "udp6", "tcp6")
        if Path(f"/proc/net/{name}").exists()
    )


async def bound(port: int, process: asyncio.subprocess.Process) -> None:
    """Wait until the program has its port, as the system's own tables tell."""
    wanted = f":{port:04X} "
    async with asyncio.timeout(UP_WITHIN_S):
        while True:
            if wanted in ports_in_use():
                return
            assert process.returncode is None, "the peer ended before it had its port"
            await asyncio.sleep(0.02)
