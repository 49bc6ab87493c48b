"""The guarded client: what it sends, what it accepts, how far it follows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import httpcore
import httpx

from filon.kernel.http.addresses import Network, Resolver, system_resolver
from filon.kernel.http.errors import OutboundError
from filon.kernel.http.transport import Deadline, GuardedBackend, GuardedTransport

REDIRECTS = {301, 302, 303, 307, 308}
REPLAYABLE = {"GET", "HEAD"}
"""Methods that a redirection may repeat elsewhere."""

SECRET_HEADERS = {"authorization", "cookie", "proxy-authorization"}
"""Not carried over to another origin."""

try:
    _VERSION = version("filon")
except PackageNotFoundError:
    _VERSION = "0"
USER_AGENT = f"Filon/{_VERSION}"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much of a peer is put up with. ``total_s`` covers names, connections, redirections and the whole body."""

    total_s: float = 15.0
    connect_s: float = 5.0
    read_s: float = 10.0
    body_bytes: int = 2 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back, whole. ``url`` is where, after redirections."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def text(self) -> str:
        """The body as UTF-8, with a mark where it is not."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON; raises OutboundError when it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise OutboundError("protocol", "the answer is not JSON") from error


@dataclass(frozen=True, kw_only=True)
class GuardedClient:
    """Sends requests to the public internet and nowhere else.

    ``allow_loopback`` and ``resolve`` exist for tests, whose peers live on this machine. ``allowed`` are inside
    networks that the host has opened to this use.
    """

    limits: Limits = field(default_factory=Limits)
    resolve: Resolver = system_resolver
    allow_loopback: bool = False
    allowed: tuple[Network, ...] = ()

    def get(self, url: str, *, headers: Mapping[str, str] | None = None, redirects: int = 0) -> Answer:
        """Fetch an address. See ``request``."""
        return self.request("GET", url, headers=headers, redirects=redirects)

    def post(self, url: str, *, content: bytes, headers: Mapping[str, str] | None = None) -> Answer:
        """Send a body; a redirection is returned, never followed. See ``request``."""
        return self.request("POST", url, headers=headers, content=content)

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        redirects: int = 0,
    ) -> Answer:
        """One request and its whole answer, whatever its status. Raises OutboundError.

        At most ``redirects`` redirections of a GET or HEAD are followed, each checked like the first address; from
        https to http is refused, as is one more than allowed. With 0 (the default) the redirection is the answer.
        """
        deadline = Deadline(self.limits.total_s)
        wanted, sent = _parsed(url), _headers(headers)
        for followed in range(redirects + 1):
            answer = self._once(method, wanted, headers=sent, content=content, deadline=deadline)
            if not (redirects and method in REPLAYABLE and answer.status in REDIRECTS):
                return answer
            following = _target(wanted, answer)
            if _origin(following) != _origin(wanted):
                sent = {name: value for name, value in sent.items() if name not in SECRET_HEADERS}
            wanted = following
            if followed == redirects:
                break
        raise OutboundError("redirect", "more redirections than allowed")

    def _once(
        self, method: str, url: httpx.URL, *, headers: Mapping[str, str], content: bytes, deadline: Deadline
    ) -> Answer:
        backend = GuardedBackend(
            resolve=self.resolve, allow_loopback=self.allow_loopback, deadline=deadline, allowed=self.allowed
        )
        timeout = httpx.Timeout(self.limits.read_s, connect=self.limits.connect_s)
        extensions = {"timeout": timeout.as_dict()}
        try:
            with GuardedTransport(backend) as transport:
                request = httpx.Request(method, url, headers=headers, content=content, extensions=extensions)
                response = transport.handle_request(request)
                try:
                    return _received(response, url=url, at_most=self.limits.body_bytes)
                finally:
                    response.close()
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise OutboundError("timeout", "the peer took too long") from error
        except (httpcore.ProtocolError, httpx.InvalidURL, ValueError) as error:
            raise OutboundError("protocol", "the peer does not speak HTTP") from error
        except (httpcore.NetworkError, OSError) as error:
            raise OutboundError("connection", "the peer could not be reached, or hung up") from error


def client(*, limits: Limits | None = None, allowed: tuple[Network, ...] = ()) -> GuardedClient:
    """The client for everything that leaves Filon over HTTP; ``allowed`` inside networks are the host's to name."""
    return GuardedClient(limits=limits or Limits(), allowed=allowed)


def _parsed(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise OutboundError("url", "the address cannot be read") from error
    if parsed.scheme not in {"http", "https"}:
        raise OutboundError("scheme", "only http and https addresses are fetched")
    if not parsed.host:
        raise OutboundError("url", "the address names no host")
    if parsed.userinfo:
        raise OutboundError("credentials", "an address with a user name or a password is not fetched")
    return parsed


def _headers(given: Mapping[str, str] | None) -> dict[str, str]:
    """Ours, and the caller's. Bodies are asked for uncompressed: a small answer that swells is not read at all."""
    ours = {"user-agent": USER_AGENT, "accept": "*/*"}
    return {**ours, **{name.lower(): value for name, value in (given or {}).items()}, "accept-encoding": "identity"}


def _target(base: httpx.URL, answer: Answer) -> httpx.URL:
    location = answer.headers.get("location", "")
    if not location:
        raise OutboundError("redirect", "a redirection without an address")
    try:
        following = _parsed(str(base.join(location)))
    except httpx.InvalidURL as error:
        raise OutboundError("redirect", "a redirection to an address that cannot be read") from error
    if base.scheme == "https" and following.scheme == "http":
        raise OutboundError("redirect", "a redirection out of TLS")
    return following


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _received(response: httpx.Response, *, url: httpx.URL, at_most: int) -> Answer:
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"", "identity"}:
        raise OutboundError("encoding", "the peer compressed its answer although it was asked not to")
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > at_most:
            raise OutboundError("too_large", "the answer is larger than allowed")
    return Answer(status=response.status_code, headers=response.headers, body=bytes(body), url=str(url))
