from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.voice.speech.peers import web_peer

from filon.voice.commands import voice_group

SENTENCE = "Elle a quitté la société."


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FILON_RECOGNISER", raising=False)
    monkeypatch.delenv("FILON_VOICE", raising=False)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "said.wav"
    done = CliRunner().invoke(voice_group, ["say", SENTENCE, "--out", str(path)])
    assert done.exit_code == 0, done.output
    return path


def test_what_is_said_is_written_down_again(recording: Path) -> None:
    asked = ["transcribe", str(recording), "--phrase", SENTENCE, "--phrase", "Ne quittez pas.", "--json"]
    told = json.loads(CliRunner().invoke(voice_group, asked).output)
    assert (told["recogniser"], told["text"]) == ("practice", SENTENCE)
    assert [word["text"] for word in told["words"]] == ["Elle", "a", "quitté", "la", "société"]


def test_the_recogniser_of_the_environment_is_asked(recording: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with web_peer(b'{"text": "Bonjour."}') as (url, asked):
        monkeypatch.setenv("FILON_RECOGNISER", url)
        assert CliRunner().invoke(voice_group, ["transcribe", str(recording)]).output == "Bonjour.\n"
    assert len(asked.bodies) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["transcribe", "/nowhere.wav"], "Name a recogniser"),
        (["transcribe", "/nowhere.wav", "--phrase", "oui"], "No such file"),
        (["transcribe", "/nowhere.wav", "--recogniser", "whisper:large"], "no folder of this machine"),
        (["say", "oui", "--voice", "festival", "--out", "/tmp/nothing.wav"], "expected espeak"),
        (["say", " ", "--out", "/tmp/nothing.wav"], "Nothing was said"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(arguments: list[str], says: str) -> None:
    done = CliRunner().invoke(voice_group, arguments)
    assert done.exit_code in {1, 2}
    assert says in done.output
