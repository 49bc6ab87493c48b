from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.mail import journal as module
from filon.mail.journal import Answered, Journal, JournalBroken, Verdict, dead, forget, is_gone, recover

ONE, TWO, THREE, FOUR = (UUID(int=i) for i in range(1, 5))

KILLED = """
import os, signal, sys
from pathlib import Path
from uuid import UUID
from filon.mail.journal import Journal
journal = Journal(Path(sys.argv[1]))
journal.ending(UUID(int=1)); journal.answered(UUID(int=1), 250)
journal.ending(UUID(int=2)); journal.answered(UUID(int=2), 550)
journal.ending(UUID(int=3))
print(journal.name, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def _left_behind(folder: Path) -> str:
    """The name of a journal whose writer is gone."""
    run = subprocess.run([sys.executable, "-c", KILLED, str(folder)], capture_output=True, text=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr
    return run.stdout.strip()


def test_after_kill_9_each_message_is_known_for_what_it_is(tmp_path: Path) -> None:
    name = _left_behind(tmp_path)
    told = recover(tmp_path, name)
    assert [told.verdict(i) for i in (ONE, TWO, THREE, FOUR)] == [
        Answered(250),
        Answered(550),
        Verdict.AMBIGUOUS,
        Verdict.NOT_BEGUN,
    ]
    assert dead(tmp_path) == [name]
    forget(tmp_path, name)
    assert dead(tmp_path) == []


def test_a_living_writer_is_left_alone(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.ending(ONE)
    assert recover(tmp_path, journal.name).verdict(ONE) is Verdict.ALIVE
    assert dead(tmp_path) == []
    journal.close()
    assert recover(tmp_path, journal.name).verdict(ONE) is Verdict.AMBIGUOUS
    assert dead(tmp_path) == [journal.name]


def test_a_writer_is_gone_when_it_holds_its_file_no_more(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert not is_gone(tmp_path, journal.name)
    journal.close()
    assert is_gone(tmp_path, journal.name)
    assert is_gone(tmp_path, _left_behind(tmp_path))
    assert not is_gone(tmp_path, "elsewhere-0-1-ab")


def test_a_dot_that_never_left_is_not_begun(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.ending(ONE)
    journal.not_sent(ONE)
    journal.close()
    assert recover(tmp_path, journal.name).verdict(ONE) is Verdict.NOT_BEGUN


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "elsewhere-0-1-ab", "x" * 200])
def test_the_journal_of_another_machine_or_none_at_all_tells_nothing(tmp_path: Path, name: str) -> None:
    assert recover(tmp_path, name).verdict(ONE) is Verdict.AMBIGUOUS


def test_a_journal_of_an_earlier_boot_tells_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = _left_behind(tmp_path)
    monkeypatch.setattr(module, "_machine", lambda: "host-anotherboot")
    assert recover(tmp_path, name).verdict(ONE) is Verdict.AMBIGUOUS


def test_when_the_file_is_gone_everything_is_ambiguous(tmp_path: Path) -> None:
    name = _left_behind(tmp_path)
    forget(tmp_path, name)
    assert recover(tmp_path, name).verdict(FOUR) is Verdict.AMBIGUOUS


def test_it_starts_again_from_nothing_when_all_is_settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 100)
    journal = Journal(tmp_path)
    ids = [uuid4() for _ in range(5)]
    for each in ids:
        journal.ending(each)
        journal.answered(each, 250)
    journal.settled(ids[:4])
    assert journal.path.stat().st_size > 100
    journal.settled(ids[4:])
    assert journal.path.stat().st_size == 0
    journal.ending(ONE)
    journal.close()
    told = recover(tmp_path, journal.name)
    assert (told.verdict(ONE), told.verdict(ids[0])) == (Verdict.AMBIGUOUS, Verdict.NOT_BEGUN)


def test_a_settled_journal_leaves_no_file(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.ending(ONE)
    journal.settled([ONE])
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_when_a_line_cannot_be_written_nothing_more_is_promised(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, journal._fd)
    with pytest.raises(JournalBroken, match="journal"):
        journal.ending(ONE)
    with pytest.raises(JournalBroken):
        journal.ending(TWO)
    os.close(full)


STEPS = st.lists(st.tuples(st.sampled_from("DSN"), st.sampled_from([ONE, TWO, THREE])), max_size=12)


@given(steps=STEPS, cut=st.integers(0, 600))
def test_cut_anywhere_it_says_what_was_whole_and_nothing_else(steps: list[tuple[str, UUID]], cut: int) -> None:
    with TemporaryDirectory() as folder:
        journal = Journal(Path(folder))
        expected: dict[UUID, object] = {}
        for kind, each in steps:
            if kind == "D":
                journal.ending(each)
            elif kind == "S":
                journal.answered(each, 250)
            else:
                journal.not_sent(each)
            if journal.path.stat().st_size <= cut:
                expected[each] = {"D": Verdict.AMBIGUOUS, "S": Answered(250), "N": Verdict.NOT_BEGUN}[kind]
        journal.close()
        if journal.path.exists():
            os.truncate(journal.path, min(cut, journal.path.stat().st_size))
            told = recover(Path(folder), journal.name)
            assert {i: told.verdict(i) for i in (ONE, TWO, THREE)} == {
                i: expected.get(i, Verdict.NOT_BEGUN) for i in (ONE, TWO, THREE)
            }


@given(noise=st.binary(max_size=300))
def test_a_damaged_journal_never_says_that_nothing_was_sent(noise: bytes) -> None:
    with TemporaryDirectory() as folder:
        journal = Journal(Path(folder))
        journal.ending(ONE)
        with journal.path.open("ab") as file:
            file.write(b"D torn" + noise + b"\n")
        journal.close()
        assert recover(Path(folder), journal.name).verdict(FOUR) is Verdict.AMBIGUOUS
