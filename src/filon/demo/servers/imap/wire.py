"""Commands in, responses out: lines and literals over an asyncio stream, within limits."""

from __future__ import annotations

import asyncio
import re

MAX_LINE = 64 * 1024
MAX_LITERAL = 32 * 1024 * 1024
MAX_LITERALS = 20

_LITERAL = re.compile(rb"\{(\d{1,10})(\+?)\}$")


class Overflow(Exception):
    """The client sent more than a command may hold."""


class Wire:
    """One client. Reading raises ``EOFError`` when it has gone and ``Overflow`` when it goes too far."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def line(self) -> bytes:
        """The next line without its end."""
        try:
            line = await self._reader.readuntil(b"\n")
        except asyncio.IncompleteReadError:
            raise EOFError from None
        except asyncio.LimitOverrunError:
            raise Overflow from None
        return line.rstrip(b"\r\n")

    async def command(self) -> list[bytes]:
        """Text, literal, text, …, text of the next command; its literals are asked for as they are announced."""
        segments: list[bytes] = []
        while True:
            line = await self.line()
            announced = _LITERAL.search(line)
            if announced is None:
                return [*segments, line]
            size = int(announced[1])
            if size > MAX_LITERAL or len(segments) > 2 * MAX_LITERALS:
                raise Overflow
            if not announced[2]:
                await self.send(b"+ go on")
            try:
                literal = await self._reader.readexactly(size)
            except asyncio.IncompleteReadError:
                raise EOFError from None
            segments += [line[: announced.start()], literal]

    async def send(self, response: bytes) -> None:
        """One response; its line end is added."""
        self._writer.write(response + b"\r\n")
        await self._writer.drain()

    async def close(self) -> None:
        self._writer.close()
        try:
            await self._writer.wait_closed()
        except OSError:
            return
