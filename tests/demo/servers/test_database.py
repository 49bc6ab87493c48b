"""The store in the database keeps what the servers promise; the same mail program sees both."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from tests.factories import make_workspace

from filon.demo.operations.accounts import ensure_account
from filon.demo.servers.database import DatabaseStore
from filon.demo.servers.running import Ports, in_thread
from filon.demo.servers.store import INBOX, SEEN, SENT
from filon.kernel.tenancy import scope
from filon.mail.imap import ImapReader, ImapSettings, Start
from filon.tenants.models import Workspace

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ME, OTHER = "claire@ventes.example", "paul@ailleurs.example"
RAW = b"Subject: Bonjour\r\nMessage-ID: <1@a.example>\r\n\r\nBonjour\r\n"


@pytest.fixture
def store(workspace: Workspace) -> DatabaseStore:
    ensure_account(ME, password="secret", now=NOW)
    return DatabaseStore()


def test_a_password_opens_one_account_only(store: DatabaseStore) -> None:
    assert store.authenticate("Claire@Ventes.example", "secret")
    assert not store.authenticate(ME, "faux")
    assert not store.authenticate(OTHER, "secret")


def test_a_mail_is_filed_found_flagged_and_removed(store: DatabaseStore) -> None:
    uid = store.append(ME, SENT, raw=RAW, flags=frozenset({SEEN}))
    (entry,) = store.entries(ME, SENT)
    assert (entry.uid, entry.flags, entry.size) == (uid, {SEEN}, len(RAW))
    assert (store.raw(ME, SENT, uid=uid), store.raw(ME, SENT, uid=99), store.raw(ME, INBOX, uid=uid)) == (
        RAW,
        None,
        None,
    )
    assert store.with_message_id(ME, SENT, message_id="1@a.example") == {uid}
    store.set_flags(ME, SENT, uid=uid, flags=frozenset({r"\Deleted"}))
    assert store.entries(ME, SENT)[0].flags == {r"\Deleted"}
    store.expunge(ME, SENT, uids=[uid])
    state = store.state(ME, SENT)
    assert (state.count, state.uid_next) == (0, uid + 1)


def test_an_account_that_has_gone_is_an_empty_one(store: DatabaseStore) -> None:
    assert store.append("parti@ventes.example", INBOX, raw=RAW, flags=frozenset()) == 0
    assert (store.entries("parti@ventes.example", INBOX), store.state("parti@ventes.example", INBOX).count) == ([], 0)


def test_accounts_of_two_workspaces_do_not_meet(store: DatabaseStore) -> None:
    with scope(make_workspace().id):
        ensure_account(OTHER, password="x", now=NOW)
    store.append(ME, INBOX, raw=RAW, flags=frozenset())
    assert store.entries(OTHER, INBOX) == []
    assert len(store.entries(ME, INBOX)) == 1


@pytest.fixture
def ports(store: DatabaseStore, transactional_db: None) -> Iterator[Ports]:
    with in_thread(store, Ports()) as ports:
        yield ports


@pytest.mark.django_db(transaction=True)
def test_a_message_goes_out_by_smtp_and_is_read_by_imap(ports: Ports) -> None:
    with smtplib.SMTP("127.0.0.1", ports.smtp, timeout=10) as client:
        client.login(ME, "secret")
        client.sendmail(ME, ["silence@a.example"], RAW)
    settings = ImapSettings("127.0.0.1", ports.imap, security="plain", user=ME, password="secret", timeout=10)
    with ImapReader(settings) as reader:
        batch = reader.read_new(SENT, None, start=Start(date(2026, 1, 1), known=lambda _ids: ()))
        assert [mail.raw for mail in batch.mails] == [RAW]
        assert reader.holds(SENT, "1@a.example")
