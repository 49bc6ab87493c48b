from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from filon.voice import speaker
from filon.voice.speech import voices
from filon.voice.speech.child import Child

SENTENCE = "Bonjour, ceci est un appel automatique."


@pytest.fixture
def without_a_voice(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose library of espeak-ng cannot be loaded: the child ends at once."""
    voices._said.cache_clear()
    speaker.can_speak.cache_clear()
    monkeypatch.setattr(voices, "_espeak", lambda: Child("filon.voice.speech.nothing", within_s=5))
    yield
    speaker.can_speak.cache_clear()


@pytest.mark.parametrize("text", [SENTENCE, "--version", "-f /etc/hostname", 'a"; rm x; "'])
def test_any_text_is_said_and_none_is_a_command(text: str) -> None:
    sound = speaker.spoken(text, "fr")
    assert sound is not None
    assert 8_000 * 0.3 < len(sound) < 8_000 * 15
    assert 1_000 < np.abs(sound.astype(int)).max() <= speaker.LOUDEST


def test_this_machine_can_speak() -> None:
    speaker.can_speak.cache_clear()
    assert speaker.can_speak()


@pytest.mark.usefixtures("without_a_voice")
def test_a_machine_without_a_voice_says_nothing() -> None:
    assert not speaker.can_speak()
    assert speaker.spoken(SENTENCE, "fr") is None
