"""Recognisers whose model is a folder of this machine: vosk, sherpa-onnx, faster-whisper. None comes with Filon."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from filon.voice.speech.child import Child, ChildGone
from filon.voice.speech.reading import transcript_from
from filon.voice.speech.spec import BadRecogniser
from filon.voice.speech.transcript import Hints, RecogniserDown, Samples, Transcript

WITHIN_S = 60.0
"""The first question loads the model."""

ENGINES = {
    "vosk": ("vosk", "vosk"),
    "sherpa": ("sherpa_onnx", "sherpa-onnx"),
    "whisper": ("faster_whisper", "faster-whisper"),
}
"""Its module, and the package that brings it."""


class LocalRecogniser:
    """One model, loaded in a process of its own by the first question; calls ask it one after the other."""

    closed = False

    def __init__(self, engine: str, folder: Path) -> None:
        self.name = engine
        self._child = Child("filon.voice.speech.local_process", engine, str(folder), within_s=WITHIN_S)

    def transcribe(self, sound: Samples, *, language: str, hints: Hints) -> Transcript:
        """Raises `RecogniserDown`."""
        question = {"language": language[:2], "words": list(hints.words)}
        try:
            told, _ = self._child.ask(question, sound.tobytes())
            return transcript_from(told)
        except (ChildGone, ValueError) as error:
            raise RecogniserDown(f"{self.name}: {error}") from error

    def stop(self) -> None:
        """End its process."""
        self._child.stop()


def local(spec: str) -> LocalRecogniser:
    """`vosk:/path/of/a/model`. Raises `BadRecogniser`: no such folder, or the package is not installed."""
    engine, _, path = spec.partition(":")
    folder = Path(path)
    if not folder.is_absolute() or not folder.is_dir():
        raise BadRecogniser(
            f"{engine}: {path or 'no folder'} is no folder of this machine; unpack a model there and name it by its "
            f"whole path, such as {engine}:/srv/models/fr"
        )
    module, package = ENGINES[engine]
    if find_spec(module) is None:
        raise BadRecogniser(f"{engine}: the package {package} is not installed; pip install {package}")
    return LocalRecogniser(engine, folder)
