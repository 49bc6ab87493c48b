"""The process of the practice switchboards."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterable
from pathlib import Path

import click

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is loaded: its threads would wait for each other

from filon.demo.switchboards.board import Switchboard
from filon.demo.switchboards.library import load_library
from filon.voice.answering import HERE, Answering
from filon.voice.media.engine import MediaEngine


def serve(*, port: int, folders: Iterable[Path]) -> None:
    """Answer on a UDP port of 127.0.0.1 until SIGINT or SIGTERM. Raises OSError when it is taken."""
    board = Switchboard(load_library(folders))
    with MediaEngine() as media:
        asyncio.run(_serve(board, media, port=port))


async def _serve(board: Switchboard, media: MediaEngine, *, port: int) -> None:
    stop = asyncio.Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, stop.set)
    place = await Answering.open(board.answer, media=media, port=port)
    click.echo(f"SIP {HERE}:{place.port} (UDP), {len(board.library.scenarios)} scenarios")
    await stop.wait()
    place.close()
