from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from filon.demo.servers.running import Ports, in_thread
from filon.demo.servers.store import INBOX, SEEN, SENT, MemoryStore
from filon.mail.imap import Folder, ImapFailure, ImapReader, ImapSettings, Position, Reason, Role, Start
from filon.mail.imap import reader as module

ME = "claire@ventes.example"
START = Start(date(2026, 11, 1), known=lambda _ids: ())


def _raw(number: int, text: str = "Bonjour") -> bytes:
    return f"Message-ID: <{number}@a.example>\r\nSubject: n{number}\r\n\r\n{text}\r\n".encode()


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore({ME: "secret"})
    store.now = lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    return store


@pytest.fixture
def settings(store: MemoryStore) -> Iterator[ImapSettings]:
    with in_thread(store, Ports()) as ports:
        yield ImapSettings("127.0.0.1", ports.imap, security="plain", user=ME, password="secret", timeout=5)


@pytest.fixture
def reader(settings: ImapSettings) -> Iterator[ImapReader]:
    with ImapReader(settings) as reader:
        yield reader


def test_the_folders_that_matter_are_found(reader: ImapReader) -> None:
    assert reader.folders() == (
        Folder("INBOX", Role.INBOX),
        Folder("Junk", Role.JUNK),
        Folder("Archive", Role.ARCHIVE),
        Folder("Sent", Role.SENT),
    )


def test_each_mail_is_read_once_whole_and_stays_unread(store: MemoryStore, reader: ImapReader) -> None:
    for number in (1, 2):
        store.append(ME, INBOX, raw=_raw(number))
    first = reader.read_new(INBOX, None, start=START)
    store.append(ME, INBOX, raw=_raw(3, "x" * 100_000))
    second = reader.read_new(INBOX, first.position, start=START)
    assert [m.raw for m in first.mails] == [_raw(1), _raw(2)]
    assert [m.raw for m in second.mails] == [_raw(3, "x" * 100_000)]
    assert (second.position, second.more) == (Position(1, 3), False)
    assert first.mails[0].received_at == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert not any(SEEN in e.flags for e in store.entries(ME, INBOX))


def test_nothing_new_keeps_the_position(store: MemoryStore, reader: ImapReader) -> None:
    store.append(ME, INBOX, raw=_raw(1))
    position = reader.read_new(INBOX, None, start=START).position
    again = reader.read_new(INBOX, position, start=START)
    assert (again.mails, again.position, again.more) == ((), position, False)


def test_a_long_queue_comes_in_batches(store: MemoryStore, reader: ImapReader) -> None:
    for number in range(5):
        store.append(ME, INBOX, raw=_raw(number))
    position, read, more = None, [], True
    while more:
        batch = reader.read_new(INBOX, position, start=START, limit=2)
        position, more = batch.position, batch.more
        read += [m.uid for m in batch.mails]
    assert read == [1, 2, 3, 4, 5]


def test_mails_older_than_the_start_are_left_alone(store: MemoryStore, reader: ImapReader) -> None:
    store.append(ME, INBOX, raw=_raw(1))
    late = Start(date(2026, 11, 24), known=lambda _ids: ())
    batch = reader.read_new(INBOX, None, start=late)
    assert (batch.mails, batch.position) == ((), Position(1, 1))


def test_when_the_server_numbers_anew_nothing_is_read_twice(store: MemoryStore, reader: ImapReader) -> None:
    for number in (1, 2):
        store.append(ME, INBOX, raw=_raw(number))
    position = reader.read_new(INBOX, None, start=START).position
    store.uid_validity = 2
    store.append(ME, INBOX, raw=_raw(3))
    again = Start(START.since, known=lambda ids: set(ids) & {"1@a.example", "2@a.example"})
    batch = reader.read_new(INBOX, position, start=again)
    assert [m.raw for m in batch.mails] == [_raw(3)]
    assert batch.position == Position(2, 3)


def test_a_huge_mail_is_read_up_to_the_limit(
    store: MemoryStore, reader: ImapReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_MAIL", 1000)
    store.append(ME, INBOX, raw=_raw(1, "x" * 5000))
    (mail,) = reader.read_new(INBOX, None, start=START).mails
    assert (mail.raw, mail.truncated) == (_raw(1, "x" * 5000)[:1000], True)


def test_a_batch_never_holds_more_than_its_share_of_memory(
    store: MemoryStore, reader: ImapReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BATCH", 1500)
    for number in range(3):
        store.append(ME, INBOX, raw=_raw(number, "x" * 900))
    batch = reader.read_new(INBOX, None, start=START)
    assert ([m.uid for m in batch.mails], batch.position, batch.more) == ([1], Position(1, 1), True)


def test_an_uncertain_mail_is_looked_for_by_its_message_id(store: MemoryStore, reader: ImapReader) -> None:
    store.append(ME, SENT, raw=_raw(7))
    assert reader.holds(SENT, "7@a.example")
    assert not reader.holds(SENT, "8@a.example")
    assert not reader.holds(INBOX, "7@a.example")


def test_a_copy_is_filed_as_read(store: MemoryStore, reader: ImapReader) -> None:
    reader.file(SENT, _raw(9))
    (entry,) = store.entries(ME, SENT)
    assert (store.raw(ME, SENT, uid=entry.uid), entry.flags) == (_raw(9), {SEEN})


def test_waiting_ends_when_a_mail_comes(store: MemoryStore, reader: ImapReader) -> None:
    reader.read_new(INBOX, None, start=START)
    threading.Timer(0.2, store.append, (ME, INBOX), {"raw": _raw(1)}).start()
    began = time.monotonic()
    assert reader.wait(INBOX, 10)
    assert time.monotonic() - began < 5


def test_waiting_ends_when_nothing_comes(reader: ImapReader) -> None:
    assert not reader.wait(INBOX, 0.1)


def test_a_wrong_password_needs_a_person(settings: ImapSettings) -> None:
    with pytest.raises(ImapFailure) as raised:
        ImapReader(ImapSettings("127.0.0.1", settings.port, security="plain", user=ME, password="faux"))
    assert (raised.value.reason, raised.value.permanent) == (Reason.SIGN_IN, True)


def test_a_folder_that_is_not_there_is_said(reader: ImapReader) -> None:
    with pytest.raises(ImapFailure) as raised:
        reader.read_new("Nulle part", None, start=START)
    assert raised.value.reason is Reason.NO_FOLDER


def test_plain_text_never_leaves_the_machine(settings: ImapSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_loopback", lambda _address: False)
    with pytest.raises(ImapFailure) as raised:
        ImapReader(settings)
    assert raised.value.reason is Reason.NOT_LOOPBACK
