"""One connection to one checked address, with one deadline for everything that happens on it."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from typing import Any

import httpcore
import httpx

from filon.kernel.http.addresses import Network, Resolver, checked
from filon.kernel.http.errors import OutboundError

_resolutions = ThreadPoolExecutor(max_workers=8, thread_name_prefix="filon-resolve")
"""The system's resolver knows no deadline, so it is waited for from outside."""


class Deadline:
    """A moment that every step of a request looks at: peers that drip cannot stretch it."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self, at_most: float | None = None) -> float:
        """Seconds that a step may take. Raises OutboundError when there are none."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise OutboundError("timeout", "the whole request took too long")
        return left if at_most is None else min(left, at_most)


class TimedStream(httpcore.NetworkStream):
    """A socket whose every wait is cut at the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves the name itself, checks what came out, and connects to that.

    The resolver is never asked a second time: it could answer something else (DNS rebinding).
    """

    def __init__(
        self, *, resolve: Resolver, allow_loopback: bool, deadline: Deadline, allowed: Sequence[Network] = ()
    ) -> None:
        self._resolve = resolve
        self._allow_loopback = allow_loopback
        self._allowed = allowed
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception | None = None
        for address in self._addresses(host):
            try:
                stream = self._inner.connect_tcp(address, port, self._deadline.left(timeout), None, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return TimedStream(stream, self._deadline)
        raise failure or httpcore.ConnectError("no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise OutboundError("address", "a socket file is not on the public internet")

    def _addresses(self, host: str) -> list[str]:
        job = _resolutions.submit(
            checked, host, self._resolve, allow_loopback=self._allow_loopback, allowed=self._allowed
        )
        try:
            return job.result(timeout=self._deadline.left())
        except Late as error:
            job.cancel()
            raise OutboundError("timeout", "the name took too long to resolve") from error


class _Body(httpx.SyncByteStream):
    def __init__(self, inner: Iterable[bytes]) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        yield from self._inner

    def close(self) -> None:
        if close := getattr(self._inner, "close", None):
            close()


class GuardedTransport(httpx.BaseTransport):
    """httpx over a connection of our own: no proxy, no retry, nothing kept for the next request."""

    def __init__(self, backend: GuardedBackend) -> None:
        context = httpx.create_ssl_context(trust_env=False)
        self._pool = httpcore.ConnectionPool(ssl_context=context, max_connections=1, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        assert isinstance(response.stream, Iterable)
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response.stream),
            extensions=response.extensions,
        )

    def close(self) -> None:
        self._pool.close()
