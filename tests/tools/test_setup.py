from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import setup


def fake_python(folder: Path, version: str) -> str:
    path = folder / f"python-{version.replace(' ', '.')}"
    path.write_text(f"#!/bin/sh\necho {version}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A machine on which only these Pythons are installed."""

    def with_pythons(*versions: str) -> list[str]:
        paths = [fake_python(tmp_path, version) for version in versions]
        monkeypatch.setattr(setup, "VENV", tmp_path / "none")
        monkeypatch.setattr(setup, "CANDIDATES", paths)
        monkeypatch.setattr(setup.sys, "executable", paths[0])
        return paths

    return with_pythons


def test_a_recent_python_is_taken_even_when_make_was_given_an_old_one(machine):
    old, recent = machine("3 9", "3 12")
    assert setup.find_python() == recent
    assert old != recent


@pytest.mark.parametrize(("french", "words"), [(True, "Filon demande Python 3.11"), (False, "Filon needs Python 3.11")])
def test_an_old_python_is_told_how_to_get_a_new_one(machine, monkeypatch, french: bool, words: str):
    machine("3 9", "2 7")
    monkeypatch.setattr(setup, "FRENCH", french)
    with pytest.raises(setup.CannotSetUp, match=words) as told:
        setup.find_python()
    assert "apt install python3" in str(told.value)


def test_an_old_python_can_read_the_script_that_refuses_it():
    ast.parse(Path(setup.__file__).read_text(), feature_version=(3, 6))


def test_the_environment_is_made_anew_when_a_lock_file_changes(tmp_path: Path, monkeypatch):
    for name in (*setup.LOCKS.values(), "pyproject.toml"):
        (tmp_path / name).write_text("a==1")
    monkeypatch.setattr(setup, "CHECKOUT", tmp_path)
    python = fake_python(tmp_path, "3 11")
    before = setup.fingerprint("run", python)
    assert setup.fingerprint("run", python) == before
    (tmp_path / setup.LOCKS["dev"]).write_text("a==2")
    assert setup.fingerprint("run", python) == before
    assert setup.fingerprint("run", fake_python(tmp_path, "3 12")) != before
    (tmp_path / setup.LOCKS["run"]).write_text("a==2")
    assert setup.fingerprint("run", python) != before


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-uv.lock"])
def test_lock_files_hold_hashes_and_no_address(lock: str):
    text = (setup.CHECKOUT / lock).read_text()
    assert "://" not in text
    packages = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert packages
    assert all("==" in line and line.endswith("\\") for line in packages)


def test_tests_run_on_what_people_run():
    """Every version of the running environment is the same in the one for development."""

    def versions(lock: str) -> set[str]:
        lines = (setup.CHECKOUT / lock).read_text().splitlines()
        return {line.split(" ")[0] for line in lines if "==" in line and not line.startswith(" ")}

    assert versions("requirements.lock") <= versions("requirements-dev.lock")


@pytest.mark.parametrize("name", [*setup.LOCKS.values(), "requirements-uv.lock"])
def test_a_lock_is_good_for_any_package_index(name: str):
    lock = (setup.CHECKOUT / name).read_text()
    assert "://" not in lock
    assert "index-url" not in lock
    assert lock.count("--hash=sha256:") >= lock.count("==") > 0


def test_zones_are_known_on_a_system_that_brings_none():
    ask = "import zoneinfo as z; print(z.ZoneInfo('Europe/Paris'), len(z.available_timezones()))"
    told = subprocess.run(
        [sys.executable, "-c", ask], env={**os.environ, "PYTHONTZPATH": ""}, capture_output=True, text=True, check=True
    )
    zone, count = told.stdout.split()
    assert zone == "Europe/Paris"
    assert int(count) > 400
