"""Menus read by the recogniser that FILON_RECOGNISER names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.voice.speech.peers import web_peer

from filon.calls.ivr import transcribing
from filon.voice.listen.audio.wav import write_wav
from filon.voice.speech.voices import EspeakVoice

QUIET = np.zeros(8_000, np.int16)


@pytest.fixture
def menu(tmp_path: Path) -> Path:
    """Two sentences, a second apart."""
    said = [EspeakVoice().say(f"Tapez {digit} maintenant.", language="fr") for digit in ("un", "deux")]
    parts = [part for sound in said if sound is not None for part in (QUIET, sound)]
    write_wav(tmp_path / "menu.wav", np.concatenate([*parts, QUIET]))
    return tmp_path / "menu.wav"


def test_st_84_the_recogniser_of_the_host_reads_a_menu_sentence_by_sentence(menu: Path, settings: Any) -> None:
    with web_peer(b'{"text": "Pour les ventes, tapez 1."}') as (url, asked):
        settings.FILON_RECOGNISER = f"fr={url}/v1/audio/transcriptions#model=small"
        reader = transcribing.current()
        assert reader is not None
        assert reader.name == "small"
        text = reader.transcribe(menu, language="fr")
        assert text == "Pour les ventes, tapez 1. Pour les ventes, tapez 1"
        assert len(asked.bodies) == 2
        assert reader.transcribe(menu, language="es") == ""
        assert len(asked.bodies) == 2


@pytest.mark.parametrize("spec", ["", "whisper:large-v3"])
def test_without_a_recogniser_menus_stay_without_text(spec: str, settings: Any) -> None:
    settings.FILON_RECOGNISER = spec
    assert transcribing.current() is None


def test_a_file_that_is_gone_is_an_error_of_files(tmp_path: Path, settings: Any) -> None:
    settings.FILON_RECOGNISER = "http://127.0.0.1:1/"
    reader = transcribing.current()
    assert reader is not None
    with pytest.raises(OSError, match="No such file"):
        reader.transcribe(tmp_path / "none.wav", language="fr")
