"""Models on this machine: packages of the shape of the real ones, in the child that asks the real ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from filon.voice.speech.local import LocalRecogniser
from filon.voice.speech.recognisers import recogniser_from
from filon.voice.speech.transcript import Hints, RecogniserDown, Transcript, Word

SOUND = np.ones(8_000, np.int16)
VOSK = """
import json, os
def SetLogLevel(level): print("what C code prints")
class Model:
    def __init__(self, model_path):
        if not os.path.exists(os.path.join(model_path, "am")): raise Exception("Failed to create a model")
class KaldiRecognizer:
    def __init__(self, model, rate): self.sound = b""
    def SetWords(self, on): pass
    def AcceptWaveform(self, sound): self.sound += sound
    def FinalResult(self):
        end = len(self.sound) / 16000
        return json.dumps({"text": "oui", "result": [{"word": "oui", "start": 0.5, "end": end, "conf": 0.75}]})
"""
SHERPA = """
class Stream:
    def accept_waveform(self, rate, sound): self.rate, self.sound = rate, sound
    @property
    def result(self): return self
    text, tokens, timestamps = " BONNE JOURNEE", ["▁BON", "NE", "▁JOURNEE"], [0.2, 0.3, 0.6]
class OfflineRecognizer:
    @classmethod
    def from_transducer(cls, *, encoder, decoder, joiner, tokens): return cls()
    def create_stream(self): return Stream()
    def decode_stream(self, stream): assert stream.rate == 8000 and abs(stream.sound).max() < 1
"""
WHISPER = """
from types import SimpleNamespace as Told
class WhisperModel:
    def __init__(self, folder, *, local_files_only, cpu_threads): assert local_files_only
    def transcribe(self, sound, *, language, word_timestamps, initial_prompt, beam_size):
        assert sound.dtype == "float32" and len(sound) == 16000
        word = Told(word=" " + initial_prompt, start=0.1, end=0.4, probability=0.5)
        return iter([Told(text=" Oui", avg_logprob=0.0, words=[word])]), Told(language=language)
"""
HEARD = {
    "vosk": Transcript("oui", 0.75, (Word("oui", 0.5, 1.0, 0.75),)),
    "sherpa": Transcript("BONNE JOURNEE", 1.0, (Word("BONNE", 0.2, 0.6), Word("JOURNEE", 0.6, 1.0))),
    "whisper": Transcript("Oui", 1.0, (Word("Dupont", 0.1, 0.4, 0.5),)),
}
FILES = {
    "vosk": ("am",),
    "sherpa": ("tokens.txt", "encoder.onnx", "decoder.onnx", "joiner.onnx"),
    "whisper": ("model.bin",),
}


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where a model may be put, beside packages that are found here and in children."""
    for name, source in (("vosk", VOSK), ("sherpa_onnx", SHERPA), ("faster_whisper", WHISPER)):
        (tmp_path / f"{name}.py").write_text(source, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "model").mkdir()
    return tmp_path / "model"


@pytest.mark.parametrize("engine", HEARD)
def test_an_engine_is_asked_in_a_process_of_its_own(engine: str, packages: Path) -> None:
    for file in FILES[engine]:
        (packages / file).write_bytes(b"")
    recogniser = recogniser_from(f"{engine}:{packages}")
    assert isinstance(recogniser, LocalRecogniser)
    assert recogniser.transcribe(SOUND, language="fr", hints=Hints((), ("Dupont",))) == HEARD[engine]
    assert not recogniser.closed
    recogniser.stop()


@pytest.mark.parametrize("engine", HEARD)
def test_a_folder_without_a_model_is_told(engine: str, packages: Path) -> None:
    recogniser = recogniser_from(f"{engine}:{packages}")
    assert isinstance(recogniser, LocalRecogniser)
    with pytest.raises(RecogniserDown, match="holds no model"):
        recogniser.transcribe(SOUND, language="fr", hints=Hints())
    recogniser.stop()
