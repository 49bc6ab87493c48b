from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.mail.corpus.build import THEM_ADDRESS, answer, dsn, plain, recipient_block

from filon.mail.classify.cli import mail_classify

ABSENT = plain("Je suis absente jusqu'au 4 décembre.", subject="Réponse automatique : Maintenance")
BOUNCE = dsn("Undelivered.", recipient_block(THEM_ADDRESS))
YES = answer("D'accord pour mardi.\n\nFrom Monday on, we are open.\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "absent.eml").write_bytes(ABSENT)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "bounce.eml").write_bytes(BOUNCE)
    (tmp_path / ".hidden").write_bytes(YES)
    return tmp_path


def lines(*arguments: object) -> list[dict[str, object]]:
    result = CliRunner().invoke(mail_classify, [*map(str, arguments), "--json"])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_ol_36_a_folder_gives_one_json_object_per_mail(folder: Path) -> None:
    absent, bounce = lines(folder)

    assert absent == {
        "file": str(folder / "absent.eml"),
        "kind": "auto_reply",
        "reason": "out_of_office_subject",
        "status": "",
        "recipient": "",
        "return_on": "2026-12-04",
        "text": "Je suis absente jusqu'au 4 décembre.",
    }
    assert (bounce["file"], bounce["kind"], bounce["status"], bounce["recipient"]) == (
        str(folder / "deep" / "bounce.eml"),
        "bounce_hard",
        "5.1.1",
        THEM_ADDRESS,
    )


def test_files_are_read_in_the_order_given(folder: Path) -> None:
    found = lines(folder / "deep" / "bounce.eml", folder / "absent.eml")

    assert [one["kind"] for one in found] == ["bounce_hard", "auto_reply"]


def test_an_mbox_gives_each_of_its_mails(tmp_path: Path) -> None:
    separator = b"From someone@else.example Mon Nov 23 10:12:31 2026\n"
    box = tmp_path / "inbox.mbox"
    box.write_bytes(
        b"".join(
            separator + mail.replace(b"\nFrom Monday", b"\n>From Monday") + b"\n" for mail in (YES, BOUNCE, ABSENT)
        )
    )

    found = lines(box)

    assert [(one["file"], one["kind"]) for one in found] == [
        (f"{box}#1", "human"),
        (f"{box}#2", "bounce_hard"),
        (f"{box}#3", "auto_reply"),
    ]
    assert found[0]["text"] == "D'accord pour mardi.\n\nFrom Monday on, we are open."


def test_an_empty_mbox_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.mbox").write_bytes(b"")

    assert lines(tmp_path) == []


def test_people_get_a_table(folder: Path) -> None:
    result = CliRunner().invoke(mail_classify, [str(folder)])

    first, second = result.output.splitlines()
    assert first.split()[:3] == ["auto_reply", "out_of_office_subject", "2026-12-04"]
    assert second.split()[:4] == ["bounce_hard", "user_unknown", "5.1.1", THEM_ADDRESS]


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(mail_classify, [str(tmp_path / "nowhere.eml")])

    assert result.exit_code == 2
    assert "nowhere.eml" in result.output


def test_it_loads_no_framework_and_writes_utf_8_everywhere(folder: Path) -> None:
    script = (
        "import sys; from filon.mail.classify.cli import mail_classify\n"
        "mail_classify([sys.argv[1]], standalone_mode=False)\n"
        "assert 'django' not in sys.modules"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii"}
    )

    assert run.returncode == 0, run.stderr.decode()
    assert "Je suis absente jusqu'au 4 décembre." in run.stdout.decode("utf-8")
