"""HTTP peers of this machine: what a test tells them to say, over a real socket."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Handler(BaseHTTPRequestHandler, ABC):
    """Replies to every question; says nothing on the console."""

    @abstractmethod
    def reply(self) -> None:
        """What the peer does with a question; calls ``answer``."""

    def do_GET(self) -> None:
        self.reply()

    def do_POST(self) -> None:
        self.reply()

    def answer(self, status: int, headers: Mapping[str, str], body: bytes = b"") -> None:
        """The whole answer, with its length."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        return None


@contextmanager
def serving(handler: type[Handler]) -> Iterator[str]:
    """The address of a server that runs until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
