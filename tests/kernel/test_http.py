"""The outbound client, against peers of this machine that misbehave for real."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from ipaddress import ip_address
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.kernel import http
from filon.kernel.http import Answer, GuardedClient, Limits, OutboundError
from filon.kernel.http.addresses import CLOSED_6, GLOBAL_UNICAST, is_public

Peer = Callable[[Callable[[socket.socket, bytes], None]], int]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
LONG_S = 20.0
"""What a peer takes that is waited for: far above the limits that the tests set."""


@pytest.fixture
def peer() -> Iterator[Peer]:
    """Starts a server that reads one request head and lets ``talk`` do the rest; gives its port."""
    serving: list[tuple[socket.socket, Thread]] = []

    def start(talk: Callable[[socket.socket, bytes], None]) -> int:
        listener = socket.create_server(("127.0.0.1", 0))

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _from = listener.accept()
                    Thread(target=answer, args=(connection,), daemon=True).start()

        def answer(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                head = b""
                while b"\r\n\r\n" not in head:
                    head += connection.recv(4096)
                talk(connection, head)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        serving.append((listener, thread))
        port: int = listener.getsockname()[1]
        return port

    yield start
    for listener, thread in serving:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)  # before its number is free: the next test's listener may get it, and be answered by this one
        listener.close()


def here(**limits: float) -> GuardedClient:
    """A client for which every name is this machine."""
    return GuardedClient(limits=Limits(**limits), resolve=lambda host: ["127.0.0.1"], allow_loopback=True)  # type: ignore[arg-type]  # numbers


def code(refused: pytest.ExceptionInfo[OutboundError]) -> str:
    return refused.value.code


def test_an_answer_comes_back_whole(peer: Peer) -> None:
    heads: list[bytes] = []

    def talk(connection: socket.socket, head: bytes) -> None:
        heads.append(head)
        connection.sendall(OK)

    port = peer(talk)
    answer = here().get(f"http://site.test:{port}/page?q=1")
    assert (answer.status, answer.text, answer.ok) == (200, "hello", True)
    head = heads[0].decode().lower()
    assert head.startswith("get /page?q=1 http/1.1\r\n")
    assert f"host: site.test:{port}\r\n" in head
    assert "user-agent: filon/" in head
    assert "accept-encoding: identity\r\n" in head
    assert "cookie" not in head


def test_a_body_is_sent(peer: Peer) -> None:
    bodies: list[bytes] = []

    def talk(connection: socket.socket, head: bytes) -> None:
        rest = head.partition(b"\r\n\r\n")[2]
        bodies.append(rest or connection.recv(100))
        connection.sendall(OK)

    here().post(f"http://site.test:{peer(talk)}/", content=b'{"a":1}', headers={"Content-Type": "application/json"})
    assert bodies == [b'{"a":1}']


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "scheme"),
        ("ftp://site.test/", "scheme"),
        ("gopher://site.test/", "scheme"),
        ("site.test", "scheme"),
        ("http://", "url"),
        ("http://[::1", "url"),
        ("http://paul:secret@site.test/", "credentials"),
    ],
)
def test_an_address_of_another_kind_is_refused(url: str, why: str) -> None:
    with pytest.raises(OutboundError) as refused:
        here().get(url)
    assert (code(refused), refused.value.permanent) == (why, True)


INSIDE = [
    "127.0.0.1", "127.255.0.3", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.100.100.200", "168.63.129.16", "192.0.0.8", "198.18.0.1", "192.0.2.7", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b:1::1", "fe80::1", "fe80::1%lo", "fc00::1", "fd00:ec2::254", "ff02::1", "2001::1", "2001:db8::1",
    "2002:7f00:1::1", "100::1",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    asked: list[str] = []

    def resolve(host: str) -> list[str]:
        asked.append(host)
        return ["93.184.215.14", address]

    with pytest.raises(OutboundError) as refused:
        GuardedClient(resolve=resolve).get("http://site.test/")
    assert (code(refused), refused.value.permanent, asked) == ("address", True, ["site.test"])


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "2130706433", "0x7f.1", "0177.0.0.1", "localhost", "127.1"])
def test_no_spelling_of_this_machine_is_reached(host: str, peer: Peer) -> None:
    reached: list[bytes] = []
    port = peer(lambda connection, head: reached.append(head))
    with pytest.raises(OutboundError) as refused:
        http.client().get(f"http://{host}:{port}/")
    assert code(refused) in {"address", "resolution", "url"}
    assert reached == []


@given(st.ip_addresses(v=6))
def test_no_translated_address_is_public(address: object) -> None:
    parsed = ip_address(str(address))
    if parsed.version == 6 and (parsed.ipv4_mapped or parsed.sixtofour or parsed.teredo):
        assert not is_public(parsed)
    if is_public(parsed):
        assert parsed in GLOBAL_UNICAST
        assert not any(parsed in net for net in CLOSED_6)


@given(st.ip_addresses(v=4))
def test_a_public_address_is_global_and_of_one_machine(address: object) -> None:
    parsed = ip_address(str(address))
    if is_public(parsed):
        assert parsed.is_global
        assert not (parsed.is_multicast)
        assert not (parsed.is_reserved)
        assert not (parsed.is_link_local)


def test_the_resolver_is_asked_once(peer: Peer) -> None:
    port = peer(lambda connection, head: connection.sendall(OK))
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    client = GuardedClient(resolve=lambda host: next(answers), allow_loopback=True)
    assert client.get(f"http://rebinding.test:{port}/").text == "hello"
    assert next(answers) == ["10.0.0.1"]


def redirecting(to: str, status: int = 302) -> Callable[[socket.socket, bytes], None]:
    def talk(connection: socket.socket, head: bytes) -> None:
        connection.sendall(f"HTTP/1.1 {status} Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())

    return talk


def test_a_redirection_is_not_followed_unless_asked(peer: Peer) -> None:
    port = peer(redirecting("http://other.test/"))
    answer = here().get(f"http://site.test:{port}/")
    assert (answer.status, answer.headers["location"]) == (302, "http://other.test/")


def test_a_redirection_is_followed_when_asked(peer: Peer) -> None:
    target = peer(lambda connection, head: connection.sendall(OK))
    port = peer(redirecting(f"http://other.test:{target}/end"))
    answer = here().get(f"http://site.test:{port}/", redirects=1)
    assert (answer.status, answer.url) == (200, f"http://other.test:{target}/end")


def test_a_redirection_to_the_inside_is_refused(peer: Peer) -> None:
    reached: list[bytes] = []
    inside = peer(lambda connection, head: reached.append(head))
    port = peer(redirecting(f"http://inside.test:{inside}/"))
    names = {"site.test": ["127.0.0.1"], "inside.test": ["127.0.0.1", "192.168.0.1"]}
    client = GuardedClient(resolve=names.__getitem__, allow_loopback=True)
    with pytest.raises(OutboundError) as refused:
        client.get(f"http://site.test:{port}/", redirects=3)
    assert (code(refused), reached) == ("address", [])


@pytest.mark.parametrize("to", ["file:///etc/passwd", "gopher://site.test/"])
def test_a_redirection_to_another_scheme_is_refused(peer: Peer, to: str) -> None:
    with pytest.raises(OutboundError) as refused:
        here().get(f"http://site.test:{peer(redirecting(to))}/", redirects=3)
    assert code(refused) == "scheme"


def test_redirections_come_to_an_end(peer: Peer) -> None:
    with pytest.raises(OutboundError) as refused:
        here().get(f"http://site.test:{peer(redirecting('/again'))}/", redirects=3)
    assert code(refused) == "redirect"


def test_a_secret_does_not_follow_a_redirection_elsewhere(peer: Peer) -> None:
    heads: list[bytes] = []

    def talk(connection: socket.socket, head: bytes) -> None:
        heads.append(head.lower())
        connection.sendall(OK)

    port = peer(redirecting(f"http://other.test:{peer(talk)}/"))
    here().get(f"http://site.test:{port}/", headers={"Authorization": "Bearer abc", "X-Kind": "probe"}, redirects=1)
    assert b"authorization" not in heads[0]
    assert b"x-kind: probe" in heads[0]


def test_a_post_is_never_repeated_elsewhere(peer: Peer) -> None:
    port = peer(redirecting("http://other.test/", status=307))
    assert here().post(f"http://site.test:{port}/", content=b"x").status == 307


def test_an_endless_body_is_cut(peer: Peer) -> None:
    def talk(connection: socket.socket, head: bytes) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    with pytest.raises(OutboundError) as refused:
        here(body_bytes=1_000_000).get(f"http://site.test:{peer(talk)}/")
    assert code(refused) == "too_large"


@pytest.mark.parametrize("before", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_peer_that_drips_is_left_at_the_deadline(peer: Peer, before: bytes) -> None:
    def talk(connection: socket.socket, head: bytes) -> None:
        connection.sendall(before)
        while True:
            connection.sendall(b"H")
            time.sleep(0.05)

    with pytest.raises(OutboundError) as refused:  # its talk has no end
        here(total_s=0.5, read_s=0.3).get(f"http://site.test:{peer(talk)}/")
    assert code(refused) in {"timeout", "protocol"}
    assert not refused.value.permanent


def test_a_silent_peer_is_left_at_the_read_limit(peer: Peer) -> None:
    left, spoke = Event(), Event()

    def talk(connection: socket.socket, head: bytes) -> None:
        if not left.wait(LONG_S):
            spoke.set()

    with pytest.raises(OutboundError) as refused:
        here(read_s=0.2).get(f"http://site.test:{peer(talk)}/")
    assert not spoke.is_set()
    left.set()
    assert code(refused) == "timeout"


def test_a_slow_resolver_is_left_at_the_deadline() -> None:
    left, found = Event(), Event()

    def resolve(host: str) -> list[str]:
        if not left.wait(LONG_S):
            found.set()
        return ["127.0.0.1"]

    with pytest.raises(OutboundError) as refused:
        GuardedClient(limits=Limits(total_s=0.2), resolve=resolve).get("http://site.test/")
    assert not found.is_set()
    left.set()
    assert code(refused) == "timeout"


def test_a_redirection_does_not_start_the_clock_again(peer: Peer) -> None:
    asked = []

    def talk(connection: socket.socket, head: bytes) -> None:
        asked.append(head)
        time.sleep(0.3)
        redirecting("/again")(connection, head)

    with pytest.raises(OutboundError) as refused:
        here(total_s=0.5).get(f"http://site.test:{peer(talk)}/", redirects=9)
    assert code(refused) == "timeout"
    assert len(asked) <= 2


def test_a_compressed_answer_is_refused(peer: Peer) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"
    with pytest.raises(OutboundError) as refused:
        here().get(f"http://site.test:{peer(lambda connection, _head: connection.sendall(head))}/")
    assert code(refused) == "encoding"


@pytest.mark.parametrize("said", [b"SSH-2.0-x\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 300_000])
def test_a_peer_that_speaks_something_else_is_a_failure(peer: Peer, said: bytes) -> None:
    with pytest.raises(OutboundError) as refused:
        here().get(f"http://site.test:{peer(lambda connection, head: connection.sendall(said))}/")
    assert code(refused) in {"protocol", "connection"}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b"9" * 5000])
def test_what_is_no_json_is_a_failure_of_the_peer(body: bytes) -> None:
    with pytest.raises(OutboundError) as refused:
        Answer(status=200, headers={}, body=body, url="http://site.test/").json()
    assert code(refused) == "protocol"


def test_a_closed_port_is_a_failure_that_may_pass() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(OutboundError) as refused:
        here().get(f"http://site.test:{port}/")
    assert (code(refused), refused.value.permanent) == ("connection", False)


def test_the_environment_cannot_name_a_proxy(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[bytes] = []
    proxy = peer(lambda connection, head: reached.append(head))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy}")
    port = peer(lambda connection, head: connection.sendall(OK))
    assert here().get(f"http://site.test:{port}/").text == "hello"
    assert reached == []


def test_the_message_of_a_failure_holds_no_address() -> None:
    with pytest.raises(OutboundError) as refused:
        GuardedClient(resolve=lambda host: ["10.0.0.1"]).get("http://paul-petit.example/?email=paul@petit.example")
    assert "petit" not in str(refused.value)
