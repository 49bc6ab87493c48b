from __future__ import annotations

import json
from pathlib import Path

from tools.crash_drill import Ledger, Report, compare


def report(tmp_path: Path, *, taken: list[str], **ids: list[str]) -> Report:
    path = tmp_path / "ledger"
    path.write_text("".join(json.dumps({"message_id": f"<{name}>", "answered": True}) + "\n" for name in taken))
    states = {"sent": [], "uncertain": [], "failed": [], "queued": [], "sending": [], **ids}
    total = sum(map(len, states.values()))
    return compare({"total": total, "ids": states}, Ledger.read(path), kills=3, seconds=1.0)


def test_each_message_sent_once_is_good(tmp_path: Path) -> None:
    found = report(tmp_path, taken=["a", "b"], sent=["a", "b"])
    assert (found.good, found.sent, found.taken, found.twice, found.lost) == (True, 2, 2, 0, 0)


def test_a_message_taken_twice_is_seen(tmp_path: Path) -> None:
    found = report(tmp_path, taken=["a", "b", "a"], sent=["a", "b"])
    assert (found.good, found.twice) == (False, 1)


def test_a_message_that_nobody_settled_is_lost(tmp_path: Path) -> None:
    found = report(tmp_path, taken=["a"], sent=["a"], queued=["b"])
    assert (found.good, found.lost) == (False, 1)


def test_a_message_that_was_taken_and_is_thought_unsent_is_lost(tmp_path: Path) -> None:
    found = report(tmp_path, taken=["a", "b"], sent=["a"], failed=["b"])
    assert (found.good, found.lost) == (False, 1)


def test_a_message_thought_sent_that_nobody_took_is_seen(tmp_path: Path) -> None:
    found = report(tmp_path, taken=["a"], sent=["a", "b"])
    assert (found.good, found.claimed_as_sent_and_not_taken) == (False, 1)


def test_a_doubt_that_is_listed_is_good_whether_it_was_taken_or_not(tmp_path: Path) -> None:
    found = report(tmp_path, taken=["a", "b"], sent=["a"], uncertain=["b", "c"])
    assert (found.good, found.in_doubt, found.in_doubt_and_sent) == (True, 2, 1)
