from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from filon.config.env import Environment
from filon.config.run.checks import _take, check_port, free_port
from filon.config.run.layout import CannotRun
from filon.config.switchboards import switchboards


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", free_port(21_000 + os.getpid() % 4_000)))  # nobody connects from there over TCP
        yield other.getsockname()[1]


def test_a_taken_port_is_a_sentence(taken: int) -> None:
    result = CliRunner().invoke(switchboards, ["--port", str(taken)])
    assert result.exit_code == 1
    assert f"127.0.0.1:{taken}" in result.output


def test_the_supervisor_finds_a_taken_udp_port_before_it_starts_anything(taken: int) -> None:
    with pytest.raises(CannotRun, match=str(taken)):
        check_port("127.0.0.1", taken, suggestion=8_001, take=_take)
    check_port("127.0.0.1", taken, suggestion=8_001)


def test_scenarios_are_checked_without_a_call(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("filon.config.switchboards.environment", lambda: Environment(data=tmp_path))
    assert CliRunner().invoke(switchboards, ["--check"]).exit_code == 0
    (tmp_path / "switchboards").mkdir()
    (tmp_path / "switchboards" / "mine.yml").write_text("mine:\n  hears: human\n  speaks: [hum]\n")
    result = CliRunner().invoke(switchboards, ["--check"])
    assert result.exit_code == 1
    assert "mine.yml, line 3, mine.speaks[1]: “hum” is not a step" in result.output
