from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from filon.config.keys import KeyRing, fingerprint_key, kept, session_key
from filon.config.words import InvalidEnvironment


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path):
    first = session_key(tmp_path / "keys")
    assert session_key(tmp_path / "keys") == first
    assert len(first) > 40
    assert (tmp_path / "keys" / "sessions").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(("name", "read"), [("sessions", session_key), ("fingerprints", fingerprint_key)])
def test_a_key_that_was_cut_off_is_refused(tmp_path: Path, name: str, read: Callable[[Path], str]):
    (tmp_path / name).write_text("k" * 31)
    with pytest.raises(InvalidEnvironment, match=name):
        read(tmp_path)


def test_processes_that_start_together_agree_on_the_key(tmp_path: Path):
    path, barrier, read = tmp_path / "key", threading.Barrier(8), []

    def start(number: int) -> None:
        barrier.wait()
        read.append(kept(path, lambda: f"key of {number}"))

    threads = [threading.Thread(target=start, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read) == 8
    assert set(read) == {path.read_text().strip()}
    assert list(tmp_path.iterdir()) == [path]


def test_a_rotation_reaches_processes_that_are_running(tmp_path: Path):
    rotating, serving = KeyRing(tmp_path / "secrets"), KeyRing(tmp_path / "secrets")
    old = list(serving)
    fresh = rotating.put_in_front()
    assert list(serving) == [fresh, *old]
    assert Fernet(serving[0])
    assert rotating.keep_newest() == 1
    assert list(serving) == [fresh]
