from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.mail.peers import DROP, HANG, SmtpPeer

from filon.kernel.ids import uuid7
from filon.mail.delivery.outgoing import Account, Delivered, Outgoing
from filon.mail.delivery.transport import transmit
from filon.mail.delivery.verdicts import Fate
from filon.mail.journal import Answered, Journal, Verdict, recover
from filon.mail.smtp import SmtpSettings, TimeLimits
from filon.mail.states import Trouble

RAW = b"Subject: x\r\nMIME-Version: 1.0\r\n\r\nbody\r\n"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path)
    yield made
    if not made._broken:
        made.close()


def batch(port: int, count: int, *, connections: int = 1) -> list[Outgoing]:
    limits = TimeLimits(connect=2, greeting=2, command=2, body=2, end_of_data=1)
    account = Account(
        uuid7(), "lea@maison.example", SmtpSettings("127.0.0.1", port, "plain", limits=limits), connections
    )
    return [
        Outgoing(
            id=uuid7(),
            action_id=uuid7(),
            account=account,
            recipient=f"p{n}@client.example",
            subject="x",
            raw=RAW,
            message_id=f"{n}@maison.example",
            thread_id=uuid7(),
        )
        for n in range(count)
    ]


def fates(delivered: list[Delivered]) -> list[Fate]:
    return [d.verdict.fate for d in delivered]


def test_a_batch_is_sent_in_order_on_one_connection_and_written_in_the_journal(journal: Journal) -> None:
    with SmtpPeer() as peer:
        messages = batch(peer.port, 3)
        delivered = transmit(messages, journal=journal)
        assert [d.outgoing for d in delivered] == messages
        assert fates(delivered) == [Fate.SENT] * 3
        assert len(peer.heard) == 1
    lines = journal.path.read_text().splitlines()
    assert lines == [line for m in messages for line in (f"D {m.action_id.hex}", f"S {m.action_id.hex} 250")]


def test_the_end_of_data_is_in_the_journal_before_the_server_can_take_it(journal: Journal) -> None:
    with SmtpPeer({"EOD": HANG}) as peer:
        messages = batch(peer.port, 1)
        assert fates(transmit(messages, journal=journal)) == [Fate.UNCERTAIN]
    assert journal.path.read_text() == f"D {messages[0].action_id.hex}\n"


def test_a_refusal_of_one_recipient_leaves_the_others_alone(journal: Journal) -> None:
    with SmtpPeer({"RCPT": ["250 ok", "550 5.1.1 unknown", "250 ok"]}) as peer:
        delivered = transmit(batch(peer.port, 3), journal=journal)
        assert fates(delivered) == [Fate.SENT, Fate.BOUNCED, Fate.SENT]


def test_a_connection_that_breaks_before_the_end_loses_nothing(journal: Journal) -> None:
    with SmtpPeer({"DATA": ["354 go on", DROP, "354 go on"]}) as peer:
        delivered = transmit(batch(peer.port, 3), journal=journal)
        assert fates(delivered) == [Fate.SENT, Fate.LOST, Fate.SENT]


def test_when_the_mailbox_is_refused_nothing_else_is_tried(journal: Journal) -> None:
    with SmtpPeer({"MAIL": "553 5.7.1 not your address"}) as peer:
        delivered = transmit(batch(peer.port, 3), journal=journal)
        assert fates(delivered) == [Fate.HELD] * 3
        assert {d.verdict.trouble for d in delivered} == {Trouble.SENDER}
        assert sum(line.startswith("MAIL") for heard in peer.heard for line in heard) == 1


def test_a_server_that_is_away_holds_everything(journal: Journal) -> None:
    with SmtpPeer() as peer:
        port = peer.port
    delivered = transmit(batch(port, 2), journal=journal)
    assert {(d.verdict.fate, d.verdict.trouble) for d in delivered} == {(Fate.HELD, Trouble.CONNECTION)}


def test_several_connections_share_a_batch_without_sending_anything_twice(journal: Journal) -> None:
    with SmtpPeer() as peer:
        delivered = transmit(batch(peer.port, 40, connections=4), journal=journal)
        assert fates(delivered) == [Fate.SENT] * 40
        assert len(peer.messages) == 40
        assert 1 <= len(peer.heard) <= 4


def test_what_there_is_no_time_for_is_given_back_untried(journal: Journal) -> None:
    with SmtpPeer() as peer:
        delivered = transmit(batch(peer.port, 2), journal=journal, within=-1.0)
        assert [(d.verdict.fate, d.verdict.wait.total_seconds()) for d in delivered] == [(Fate.HELD, 0.0)] * 2
        assert peer.messages == []


def test_without_a_journal_nothing_is_sent(journal: Journal) -> None:
    with SmtpPeer() as peer:
        messages = batch(peer.port, 2)
        journal.close()
        assert fates(transmit(messages, journal=journal)) == [Fate.HELD] * 2
        assert peer.messages == []


def test_an_address_that_smtp_cannot_carry_is_refused(journal: Journal) -> None:
    with SmtpPeer() as peer:
        one = batch(peer.port, 1)[0]
        odd = Outgoing(**{name: getattr(one, name) for name in Outgoing.__slots__} | {"recipient": "é@client.example"})
        assert fates(transmit([odd], journal=journal)) == [Fate.REFUSED]


def test_a_dead_process_leaves_no_doubt_about_what_was_answered(journal: Journal, tmp_path: Path) -> None:
    with SmtpPeer({"EOD": ["250 ok", DROP]}) as peer:
        sent, doubtful, never = batch(peer.port, 3)
        transmit([sent, doubtful], journal=journal)
    journal._open.add(sent.action_id)
    journal.close()
    found = recover(tmp_path, journal.name)
    assert found.verdict(sent.action_id) == Answered(250)
    assert found.verdict(doubtful.action_id) is Verdict.AMBIGUOUS
    assert found.verdict(never.action_id) is Verdict.NOT_BEGUN
