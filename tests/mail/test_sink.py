from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filon.mail.smtp import Envelope, NotSent, Outcome, Rejected, Sent, SmtpSession, SmtpSettings, Uncertain

RAW = b"From: a@b.example\r\nMessage-ID: <%d@b.example>\r\nSubject: x\r\n\r\n.. a line\r\n. another\r\nend\r\n"


@contextmanager
def sink(ledger: Path, *options: str) -> Iterator[SmtpSession]:
    command = [sys.executable, "-m", "filon.mail.sink", "--ledger", str(ledger), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline().rpartition(":")[2])
        session = SmtpSession(SmtpSettings("127.0.0.1", port, "plain"))
        yield session
        session.close()
    finally:
        process.terminate()
        process.wait(10)


def send(session: SmtpSession, number: int) -> Outcome:
    return session.send(Envelope("a@b.example", f"p{number}@c.example"), RAW % number)


def entries(ledger: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in ledger.read_text().splitlines()]


def test_everything_that_is_taken_over_is_in_the_ledger(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    with sink(ledger) as session:
        assert all(isinstance(send(session, number), Sent) for number in range(3))
    assert [entry["message_id"] for entry in entries(ledger)] == [f"{n}@b.example" for n in range(3)]
    assert {entry["answered"] for entry in entries(ledger)} == {True}


def test_a_silent_server_has_the_message_and_does_not_say_so(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    with sink(ledger, "--silent", "1") as session:
        assert isinstance(send(session, 1), Uncertain)
    assert [entry["answered"] for entry in entries(ledger)] == [False]


def test_a_message_that_is_lost_looks_the_same_from_outside_and_was_not_taken(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    with sink(ledger, "--lost", "1") as session:
        assert isinstance(send(session, 1), Uncertain)
    assert entries(ledger) == []


def test_mishaps_before_the_end_are_no_doubt(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger"
    with sink(ledger, "--reset", "1") as session:
        assert isinstance(send(session, 1), NotSent)
    with sink(ledger, "--later", "1") as session:
        refused = send(session, 1)
    assert isinstance(refused, Rejected)
    assert refused.code == 451
    assert entries(ledger) == []
