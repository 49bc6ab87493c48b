"""The sandbox servers, spoken to by the standard library and byte by byte."""

from __future__ import annotations

import asyncio
import imaplib
import smtplib
import socket
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest

from filon.demo.servers.running import Ports, in_thread
from filon.demo.servers.store import INBOX, SEEN, SENT, MemoryStore

ME, OTHER = "claire@ventes.example", "paul@ventes.example"
RAW = b"From: x@a.example\r\nSubject: Bonjour\r\nMessage-ID: <1@a.example>\r\n\r\nUne ligne\r\n.\r\nfin\r\n"


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore({ME: "secret", OTHER: "secret"})
    store.now = lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    return store


@pytest.fixture
def ports(store: MemoryStore) -> Iterator[Ports]:
    with in_thread(store, Ports()) as ports:
        yield ports


@pytest.fixture
def imap(ports: Ports) -> Iterator[imaplib.IMAP4]:
    with imaplib.IMAP4("127.0.0.1", ports.imap, timeout=5) as client:
        client.login(ME, "secret")
        yield client


def _send(ports: Ports, to: str, *, password: str = "secret") -> None:
    with smtplib.SMTP("127.0.0.1", ports.smtp, timeout=5) as client:
        if password:
            client.login(ME, password)
        client.sendmail(ME, [to], RAW)


def test_what_is_sent_is_filed_as_sent_and_delivered_to_an_account(ports: Ports, store: MemoryStore) -> None:
    _send(ports, OTHER)
    (sent,), (received,) = store.entries(ME, SENT), store.entries(OTHER, INBOX)
    assert store.raw(ME, SENT, uid=sent.uid) == store.raw(OTHER, INBOX, uid=received.uid) == RAW
    assert (sent.flags, received.flags) == ({SEEN}, frozenset())


def test_mail_to_a_stranger_is_caught_and_goes_nowhere() -> None:
    caught = []
    store = MemoryStore({ME: "secret"}, on_caught=lambda raw, sender, to: caught.append((raw, sender, to)))
    with in_thread(store, Ports()) as ports:
        _send(ports, "jo@a.example")
    assert caught == [(RAW, ME, ("jo@a.example",))]


def test_signing_in_is_not_compulsory_but_a_wrong_password_is_refused(ports: Ports, store: MemoryStore) -> None:
    _send(ports, OTHER, password="")
    assert len(store.entries(OTHER, INBOX)) == 1
    with pytest.raises(smtplib.SMTPAuthenticationError):
        _send(ports, OTHER, password="faux")


def test_the_store_is_never_asked_in_the_event_loop() -> None:
    in_loop: list[bool] = []

    class Watched(MemoryStore):
        def authenticate(self, address: str, password: str) -> bool:
            in_loop.append(_is_in_a_loop())
            return super().authenticate(address, password)

        def catch(self, raw: bytes, *, sender: str, recipients: Sequence[str], account: str) -> None:
            in_loop.append(_is_in_a_loop())

    with in_thread(Watched({ME: "secret"}), Ports()) as ports:
        _send(ports, "jo@a.example")
        with imaplib.IMAP4("127.0.0.1", ports.imap, timeout=5) as client:
            client.login(ME, "secret")
    assert in_loop == [False, False, False]


def _is_in_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def test_a_wrong_password_does_not_open_a_mailbox(ports: Ports) -> None:
    client = imaplib.IMAP4("127.0.0.1", ports.imap, timeout=5)
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
        client.login(ME, "faux")
    client.send(b"Z1 SELECT INBOX\r\n")
    assert client.readline().startswith(b"Z1 BAD")
    client.logout()


def test_authenticate_plain_opens_it(ports: Ports) -> None:
    with imaplib.IMAP4("127.0.0.1", ports.imap, timeout=5) as client:
        assert client.authenticate("PLAIN", lambda _: f"\0{ME}\0secret".encode())[0] == "OK"


def test_reading_marks_as_read_and_peeking_does_not(imap: imaplib.IMAP4, store: MemoryStore) -> None:
    store.append(ME, INBOX, raw=RAW)
    imap.select("INBOX")
    assert imap.fetch("1", "(BODY.PEEK[])")[1][0][1] == RAW
    assert not store.entries(ME, INBOX)[0].flags
    imap.fetch("1", "(BODY[])")
    assert store.entries(ME, INBOX)[0].flags == {SEEN}


@pytest.mark.parametrize(
    ("asked", "content"),
    [
        ("BODY.PEEK[TEXT]", b"Une ligne\r\n.\r\nfin\r\n"),
        ("BODY.PEEK[]<6.9>", b"x@a.examp"),
        ("BODY.PEEK[HEADER.FIELDS (SUBJECT)]", b"Subject: Bonjour\r\n\r\n"),
        ("BODY.PEEK[HEADER.FIELDS.NOT (SUBJECT FROM)]", b"Message-ID: <1@a.example>\r\n\r\n"),
        ("RFC822.HEADER", RAW[: RAW.index(b"Une")]),
    ],
)
def test_a_part_of_a_mail_can_be_had(imap: imaplib.IMAP4, store: MemoryStore, asked: str, content: bytes) -> None:
    store.append(ME, INBOX, raw=RAW)
    imap.select("INBOX", readonly=True)
    assert imap.fetch("1", f"({asked})")[1][0][1] == content


def test_uids_stay_when_mails_go(imap: imaplib.IMAP4, store: MemoryStore) -> None:
    for _ in range(3):
        store.append(ME, INBOX, raw=RAW)
    imap.select("INBOX")
    imap.store("2", "+FLAGS", r"(\Deleted)")
    assert imap.expunge()[1] == [b"2"]
    assert imap.uid("SEARCH", "ALL")[1] == [b"1 3"]
    assert imap.search(None, "ALL")[1] == [b"1 2"]


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        ("UNSEEN", b"2"),
        ("SEEN", b"1"),
        ("NOT SEEN", b"2"),
        ("OR SEEN UNSEEN", b"1 2"),
        ("(SEEN) UNSEEN", b""),
        ("UID 2:*", b"2"),
        ("2", b"2"),
        ('HEADER Message-ID "<1@a.example>"', b"1 2"),
        ('HEADER Message-ID "<2@a.example>"', b""),
        ('SUBJECT "bonj"', b"1 2"),
        ("SINCE 23-Nov-2026", b"1 2"),
        ("SINCE 24-Nov-2026", b""),
        ("BEFORE 24-Nov-2026 LARGER 10", b"1 2"),
        ("ON 22-Nov-2026", b""),
        ("SMALLER 10", b""),
        ('BODY "une ligne"', b"1 2"),
    ],
)
def test_a_search_finds_what_matches(imap: imaplib.IMAP4, store: MemoryStore, criteria: str, found: bytes) -> None:
    store.append(ME, INBOX, raw=RAW, flags=frozenset({SEEN}))
    store.append(ME, INBOX, raw=RAW)
    imap.select("INBOX", readonly=True)
    assert imap.uid("SEARCH", criteria)[1] == [found]


@pytest.mark.parametrize(
    "command",
    [
        "FETCH 1 BODY[1]",
        "FETCH",
        "SEARCH SINCE hier",
        "SEARCH HEADER",
        "UID BANANA",
        "STORE 1 %FLAGS (x)",
        "BANANA",
        "STORE 1 FLAGS",
        "SEARCH LARGER x",
        "APPEND INBOX x",
    ],
)
def test_what_is_not_understood_is_bad_and_the_client_stays(imap: imaplib.IMAP4, command: str) -> None:
    imap.select("INBOX")
    imap.send(f"Z1 {command}\r\n".encode())
    assert imap.readline().startswith(b"Z1 BAD")
    assert imap.noop()[0] == "OK"


def test_a_folder_only_looked_at_is_not_changed(imap: imaplib.IMAP4, store: MemoryStore) -> None:
    store.append(ME, INBOX, raw=RAW)
    imap.select("INBOX", readonly=True)
    assert imap.store("1", "+FLAGS", r"(\Deleted)")[0] == "NO"
    assert store.entries(ME, INBOX)[0].flags == frozenset()


def test_a_mail_can_be_filed_with_its_flags(imap: imaplib.IMAP4, store: MemoryStore) -> None:
    status, told = imap.append("Sent", r"(\Seen)", None, RAW)
    assert (status, told) == ("OK", [b"[APPENDUID 1 1] filed"])
    assert (store.entries(ME, SENT)[0].flags, store.raw(ME, SENT, uid=1)) == ({SEEN}, RAW)


def test_status_counts_without_opening(imap: imaplib.IMAP4, store: MemoryStore) -> None:
    store.append(ME, INBOX, raw=RAW)
    assert imap.status("INBOX", "(MESSAGES UIDNEXT UNSEEN)")[1] == [b'"INBOX" (MESSAGES 1 UIDNEXT 2 UNSEEN 1)']
    assert imap.status("Nulle-part", "(MESSAGES)")[0] == "NO"


def test_special_folders_say_what_they_are_for(imap: imaplib.IMAP4) -> None:
    assert imap.list()[1] == [
        b'(\\HasNoChildren) "/" "INBOX"',
        b'(\\HasNoChildren \\Sent) "/" "Sent"',
        b'(\\HasNoChildren \\Junk) "/" "Junk"',
        b'(\\HasNoChildren \\Archive) "/" "Archive"',
    ]


def test_a_waiting_client_hears_of_a_new_mail(ports: Ports, store: MemoryStore) -> None:
    with socket.create_connection(("127.0.0.1", ports.imap), timeout=5) as client, client.makefile("rb") as lines:
        client.sendall(f'a LOGIN {ME} "secret"\r\nb SELECT INBOX\r\nc IDLE\r\n'.encode())
        while not lines.readline().startswith(b"+"):
            pass
        store.append(ME, INBOX, raw=RAW)
        assert lines.readline() == b"* 1 EXISTS\r\n"
        client.sendall(b"DONE\r\n")
        assert lines.readline() == b"c OK IDLE completed\r\n"


def test_two_people_do_not_see_each_others_mail(imap: imaplib.IMAP4, store: MemoryStore) -> None:
    store.append(OTHER, INBOX, raw=RAW)
    assert imap.select("INBOX")[1] == [b"0"]


def test_too_long_a_command_ends_the_conversation(ports: Ports) -> None:
    with socket.create_connection(("127.0.0.1", ports.imap), timeout=5) as client, client.makefile("rb") as lines:
        lines.readline()
        client.sendall(b"a " + b"x" * 100_000 + b"\r\n")
        assert lines.readline().startswith(b"* BYE")


def test_a_port_in_use_is_an_error(ports: Ports, store: MemoryStore) -> None:
    with pytest.raises(OSError, match="address already in use"), in_thread(store, Ports(smtp=ports.smtp)):
        raise AssertionError("it started")
