from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filon.mail.imap import ImapFailure, ImapReader, ImapSettings, Reason, Start

USUAL = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n%t OK done\r\n",
    "EXAMINE": b"* OK [UIDVALIDITY 1]\r\n%t OK done\r\n",
    "SEARCH": b"* SEARCH 1\r\n%t OK done\r\n",
}
START = Start(date(2026, 11, 1), known=lambda _ids: ())


@contextmanager
def _peer(answers: dict[str, bytes], greeting: bytes = b"* OK hello\r\n") -> Iterator[int]:
    """Answers each command with the bytes for its name, else with OK; ``%t`` stands for the tag."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        with suppress(OSError), client, client.makefile("rb") as lines:
            client.sendall(greeting)
            for line in lines:
                tag, name, *rest = [*line.split(), b"", b""]
                verb = (rest[0] if name.upper() == b"UID" else name).decode("latin-1").upper()
                answer = {**USUAL, **answers}.get(verb, b"%t OK done\r\n")
                if not answer:
                    return
                client.sendall(answer.replace(b"%t", tag))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(2)
        listener.close()


def _settings(port: int) -> ImapSettings:
    return ImapSettings("127.0.0.1", port, security="plain", user="a", password="b", timeout=0.3)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"LOGIN": b"%t NO [UNAVAILABLE] later\r\n"}, Reason.BUSY),
        ({"LOGIN": b"%t NO [AUTHENTICATIONFAILED] no\r\n"}, Reason.SIGN_IN),
        ({"LOGIN": b""}, Reason.LOST),
        ({"LOGIN": b"* OK still thinking\r\n"}, Reason.TIMEOUT),
    ],
)
def test_a_failed_sign_in_is_told_for_what_it_is(answers: dict[str, bytes], reason: Reason) -> None:
    with _peer(answers) as port, pytest.raises(ImapFailure) as raised:
        ImapReader(_settings(port))
    assert raised.value.reason is reason


def test_nobody_there_is_unreachable() -> None:
    with _peer({}) as port:
        pass
    with pytest.raises(ImapFailure) as raised:
        ImapReader(_settings(port))
    assert raised.value.reason is Reason.UNREACHABLE


def test_a_server_that_resets_before_its_greeting_is_a_lost_connection() -> None:
    """Somebody is there: "nobody answers at this address" would send its owner to look in the wrong place."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up() -> None:
            client, _ = listener.accept()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()

        thread = threading.Thread(target=hang_up, daemon=True)
        thread.start()
        with pytest.raises(ImapFailure) as raised:
            ImapReader(_settings(listener.getsockname()[1]))
        thread.join(2)
    assert raised.value.reason is Reason.LOST


NOISE = st.one_of(
    st.binary(max_size=60).map(lambda noise: noise + b"\r\n"),
    st.sampled_from(
        [
            b"* SEARCH 1 2 banana\r\n%t OK done\r\n",
            b"* 1 FETCH (UID 1 BODY[] {99999999}\r\n",
            b"* 1 FETCH (UID x RFC822.SIZE y)\r\n%t OK done\r\n",
            b'* LIST (\\Sent "/" "x\r\n%t OK done\r\n',
            b"* OK [UIDVALIDITY x]\r\n%t OK done\r\n",
            b"%t BAD no\r\n",
            b"%t NO no\r\n",
            b"* BYE\r\n",
        ]
    ),
)


@settings(max_examples=25, deadline=None)
@given(verb=st.sampled_from(["CAPABILITY", "LIST", "EXAMINE", "SEARCH", "FETCH", "LOGIN"]), noise=NOISE)
def test_whatever_the_server_says_only_a_failure_comes_out(verb: str, noise: bytes) -> None:
    with _peer({verb: noise}) as port, suppress(ImapFailure), ImapReader(_settings(port)) as reader:
        reader.folders()
        batch = reader.read_new("INBOX", None, start=START)
        assert all(isinstance(mail.raw, bytes) for mail in batch.mails)
