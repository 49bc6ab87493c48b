from __future__ import annotations

import contextlib
import threading
import time
from pathlib import Path

import pytest

from filon.config.bench.folder import own
from filon.config.run.layout import CannotRun


def test_the_folder_is_empty_at_the_start_and_gone_at_the_end(tmp_path: Path):
    folder = tmp_path / "bench"
    folder.mkdir()
    (folder / "left by a bench that was killed").touch()
    with own(folder):
        assert not folder.exists()
        folder.mkdir()
        (folder / "data").touch()
    assert not folder.exists()


def test_it_goes_with_a_bench_that_fails(tmp_path: Path):
    def failing() -> None:
        with own(tmp_path / "bench"):
            (tmp_path / "bench").mkdir()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert not (tmp_path / "bench").exists()


def test_two_benches_do_not_spoil_each_other(tmp_path: Path):
    with own(tmp_path / "bench"), pytest.raises(CannotRun), own(tmp_path / "bench"):
        pass


def test_it_goes_although_a_server_that_leaves_still_writes(tmp_path: Path):
    log = tmp_path / "bench" / "log"

    def write() -> None:
        with contextlib.suppress(FileNotFoundError):
            for number in range(400):
                (log / str(number)).touch()
                time.sleep(0.0002)

    with own(tmp_path / "bench"):
        log.mkdir(parents=True)
        for number in range(3000):
            (log / f"segment {number}").touch()
        server = threading.Thread(target=write)
        server.start()
    server.join()
    assert not (tmp_path / "bench").exists()
