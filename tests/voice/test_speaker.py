from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.voice.sip.peers import binary

from filon.voice import speaker

SENTENCE = "Bonjour, ceci est un appel automatique."


@pytest.fixture(autouse=True)
def forgotten() -> None:
    speaker.spoken.cache_clear()


@pytest.mark.telephony
@pytest.mark.parametrize("text", [SENTENCE, "--version", "-f /etc/hostname", 'a"; rm x; "'])
def test_any_text_is_said_and_none_is_a_command(text: str) -> None:
    binary(speaker.PROGRAM)
    sound = speaker.spoken(text, "fr")
    assert sound is not None
    assert 8_000 * 0.3 < len(sound) < 8_000 * 15
    assert 1_000 < np.abs(sound.astype(int)).max() <= speaker.LOUDEST


def test_a_machine_without_a_voice_says_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not speaker.can_speak()
    assert speaker.spoken(SENTENCE, "fr") is None


def test_a_voice_that_fails_says_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / speaker.PROGRAM).write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / speaker.PROGRAM).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert speaker.spoken(SENTENCE, "fr") is None
