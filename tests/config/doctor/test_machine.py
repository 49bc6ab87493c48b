from __future__ import annotations

from pathlib import Path

import pytest

from filon.config.doctor import machine
from filon.config.doctor.findings import Level
from filon.config.doctor.machine import look_at_clock, look_at_disk, look_at_keys
from filon.config.env import Environment
from filon.config.keys import session_key


def test_keys_that_others_read_are_told_with_the_command_that_mends_it(tmp_path: Path):
    env = Environment(data=tmp_path)
    session_key(tmp_path / "keys")
    assert [finding.level for finding in look_at_keys(env)] == [Level.GOOD]
    (tmp_path / "keys" / "sessions").chmod(0o644)
    (finding,) = look_at_keys(env)
    assert finding.level is Level.BAD
    assert finding.mend == f"chmod -R go-rwx {tmp_path / 'keys'}"


@pytest.mark.parametrize(("least", "comfortable", "level"), [(0, 0, "good"), (0, 2**60, "fair"), (2**60, 2**60, "bad")])
def test_room_on_the_disk_is_judged(tmp_path: Path, monkeypatch, least: int, comfortable: int, level: str):
    monkeypatch.setattr(machine, "LEAST_FREE_BYTES", least)
    monkeypatch.setattr(machine, "COMFORTABLE_FREE_BYTES", comfortable)
    (finding,) = look_at_disk(Environment(data=tmp_path / "not" / "made"))
    assert finding.level == level
    assert bool(finding.mend) == (level != "good")


def test_the_clock_is_asked_and_the_answer_has_a_mend_unless_it_is_good(tmp_path: Path):
    (finding,) = look_at_clock(Environment(data=tmp_path))
    assert finding.level in {Level.GOOD, Level.FAIR}
    assert bool(finding.mend) == (finding.level is Level.FAIR)
