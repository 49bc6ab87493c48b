"""Servers of speech on this machine that answer what real ones were recorded to answer."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import socket
import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from filon.voice.speech.websocket import GUID


@dataclass
class Asked:
    """What a server was sent."""

    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    types: list[str] = field(default_factory=list)

    def parts(self) -> dict[str, bytes]:
        """The fields of the last form."""
        head = f"Content-Type: {self.types[-1]}\r\n\r\n".encode()
        whole: Message = BytesParser().parsebytes(head + self.bodies[-1])
        found = {}
        for part in whole.get_payload():
            assert isinstance(part, Message)
            found[str(part.get_param("name", header="content-disposition"))] = part.get_payload(decode=True)
        return found  # type: ignore[return-value]  # payloads of leaves are bytes


@contextlib.contextmanager
def web_peer(body: bytes, *, status: int = 200, drips: float = 0.0) -> Iterator[tuple[str, Asked]]:
    """Its address, and what it was asked. ``drips``: seconds between two bytes of its answer."""
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.paths.append(self.path)
            asked.keys.append(self.headers.get("Authorization"))
            asked.types.append(self.headers.get("Content-Type", ""))
            asked.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            if status in {301, 302, 307}:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(OSError):
                for piece in [body[at : at + 1] for at in range(len(body))] if drips else [body]:
                    self.wfile.write(piece)
                    time.sleep(drips)

        def log_message(self, *args: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Recorded:
    """What a vosk-server was sent."""

    texts: list[dict[str, Any]] = field(default_factory=list)
    sound: bytes = b""


@contextlib.contextmanager
def vosk_peer(final: dict[str, Any], *, accept: bool = True) -> Iterator[tuple[str, Recorded]]:
    """A vosk-server for one connection: a partial answer for each piece, the final one at the end."""
    recorded = Recorded()
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_serve_vosk, args=(listener, final, recorded), kwargs={"accept": accept})
    thread.start()
    try:
        yield f"ws://127.0.0.1:{listener.getsockname()[1]}", recorded
    finally:
        thread.join(10)
        listener.close()


def _serve_vosk(listener: socket.socket, final: dict[str, Any], recorded: Recorded, *, accept: bool) -> None:
    connection, _ = listener.accept()
    with connection, connection.makefile("rb") as read:
        key = b""
        while (line := read.readline().strip()) != b"":
            key = line.partition(b": ")[2] if line.lower().startswith(b"sec-websocket-key") else key
        token = base64.b64encode(hashlib.sha1(key + GUID).digest()) if accept else b"another"
        connection.sendall(b"HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: " + token + b"\r\n\r\n")
        while (frame := _frame(read)) is not None:
            kind, body = frame
            if kind == 2:
                recorded.sound += body
                connection.sendall(_plain(9, b"are you there") + _plain(1, b'{"partial": ""}'))
            elif kind == 1:
                recorded.texts.append(json.loads(body))
                if "eof" in recorded.texts[-1]:
                    connection.sendall(_plain(1, json.dumps(final).encode()))
            elif kind == 8:
                return


def _frame(read: Any) -> tuple[int, bytes] | None:
    head = read.read(2)
    if len(head) < 2:
        return None
    size = head[1] & 0x7F
    if size >= 126:
        size = int.from_bytes(read.read(2 if size == 126 else 8), "big")
    mask, body = read.read(4), read.read(size)
    return head[0] & 15, bytes(byte ^ mask[place % 4] for place, byte in enumerate(body))


def _plain(kind: int, body: bytes) -> bytes:
    return bytes([0x80 | kind]) + (bytes([len(body)]) if len(body) < 126 else struct.pack("!BH", 126, len(body))) + body
