from __future__ import annotations

from pathlib import Path

import pytest

from filon.calls.web.ranges import ranged

CONTENT = bytes(range(100))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "call.wav"
    path.write_bytes(CONTENT)
    return path


@pytest.mark.parametrize(
    ("asked", "told", "first", "stop"),
    [
        ("bytes=0-9", "bytes 0-9/100", 0, 10),
        ("bytes=90-", "bytes 90-99/100", 90, 100),
        ("bytes=-5", "bytes 95-99/100", 95, 100),
        ("bytes=98-500", "bytes 98-99/100", 98, 100),
    ],
)
def test_a_range_is_answered_with_its_bytes(file: Path, asked: str, told: str, first: int, stop: int) -> None:
    answer = ranged(file, asked=asked, content_type="audio/wav")
    assert (answer.status_code, answer["Content-Range"]) == (206, told)
    assert answer["Content-Length"] == str(stop - first)
    assert answer.getvalue() == CONTENT[first:stop]


@pytest.mark.parametrize("asked", ["", "bytes=", "bytes=5-2", "lines=1-2", "bytes=0-1,5-6", "bytes=a-b"])
def test_anything_else_is_answered_with_the_whole_file(file: Path, asked: str) -> None:
    answer = ranged(file, asked=asked, content_type="audio/wav")
    assert (answer.status_code, answer.getvalue()) == (200, CONTENT)


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused(file: Path, asked: str) -> None:
    answer = ranged(file, asked=asked, content_type="audio/wav")
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */100")
