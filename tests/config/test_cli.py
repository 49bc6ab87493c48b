from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from filon.config.cli import COMMANDS, SUMMARIES, filon
from filon.config.commands import import_group, mail_group


def test_every_command_has_a_line_in_the_help_and_no_line_is_left_over():
    assert list(COMMANDS) == list(SUMMARIES)
    shown = CliRunner().invoke(filon, ["--help"]).output
    assert all(f"  {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_reached(name: str):
    done = CliRunner().invoke(filon, [name, "--help"])
    assert done.exit_code == 0, done.output
    assert "Usage:" in done.output


@pytest.mark.parametrize("group", [import_group, mail_group])
def test_the_parts_of_rooms_are_commands(group):
    for where in group.elsewhere.values():
        module, _, attribute = where.partition(":")
        assert isinstance(getattr(import_module(module), attribute), click.Command)


@pytest.mark.parametrize("arguments", [["--help"], ["mail", "classify", "--help"], ["run", "--help"]])
def test_what_needs_no_database_does_not_load_django(arguments: list[str]):
    code = (
        "import sys\nfrom filon.config.cli import filon\n"
        f"filon({arguments!r}, standalone_mode=False)\n"
        "print('django.db' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_a_refusal_is_a_sentence_and_not_a_traceback(tmp_path):
    (tmp_path / "file").write_text("in the way")
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "FILON_DATA": str(tmp_path / "file" / "data")}
    command = [sys.executable, "-m", "filon.config.cli", "doctor"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Filon cannot write to" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_faulty_environment_is_told_once_and_whole():
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PORT": "x", "FILON_POOL_SIZE": "-1"}
    command = [sys.executable, "-m", "filon.config.cli", "run"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Settings to correct in the environment:",
        "  PORT : expected: a whole number",
        "  FILON_POOL_SIZE : at least 0",
    ]
