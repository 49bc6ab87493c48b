"""How three packages are asked, in a child process. Each engine takes samples at 8 kHz, a language and likely words,
and returns what `reading.transcript_from` reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from filon.voice.listen.audio.resample import RATE, resample
from filon.voice.speech.reading import of_sherpa, of_vosk, of_whisper
from filon.voice.speech.transcript import Samples

MODEL_RATE = 16_000
Engine = Callable[[Samples, str, tuple[str, ...]], dict[str, Any]]


def vosk(folder: Path) -> Engine:
    """Raises ValueError: the folder holds no model of vosk."""
    module = import_module("vosk")
    module.SetLogLevel(-1)
    try:
        model = module.Model(model_path=str(folder))
    except Exception as error:
        raise ValueError(f"{folder} holds no model of vosk") from error

    def transcribe(sound: Samples, _language: str, _words: tuple[str, ...]) -> dict[str, Any]:
        recogniser = module.KaldiRecognizer(model, RATE)
        recogniser.SetWords(True)
        recogniser.AcceptWaveform(sound.tobytes())
        return of_vosk(json.loads(recogniser.FinalResult()))

    return transcribe


def sherpa(folder: Path) -> Engine:
    """A transducer (encoder, decoder, joiner), a Whisper (encoder, decoder) or a CTC model (one file), with tokens.txt.

    Raises ValueError: the folder holds none of these.
    """
    kind = import_module("sherpa_onnx").OfflineRecognizer
    files = {part: _file(folder, part) for part in ("encoder", "decoder", "joiner")}
    tokens = next((str(path) for path in sorted(folder.glob("*tokens.txt"))), "")
    alone = sorted(str(path) for path in folder.glob("*.onnx"))
    if not tokens or not alone:
        raise ValueError(f"{folder} holds no model of sherpa-onnx: tokens.txt and .onnx files")
    if all(files.values()):
        model = kind.from_transducer(**files, tokens=tokens)
    elif files["encoder"] and files["decoder"]:
        model = kind.from_whisper(encoder=files["encoder"], decoder=files["decoder"], tokens=tokens, language="")
    else:
        model = kind.from_nemo_ctc(model=alone[0], tokens=tokens)

    def transcribe(sound: Samples, _language: str, _words: tuple[str, ...]) -> dict[str, Any]:
        stream = model.create_stream()
        stream.accept_waveform(RATE, sound.astype(np.float32) / 32_768)
        model.decode_stream(stream)
        result = stream.result
        return of_sherpa(result.text, tuple(result.tokens), tuple(result.timestamps), len(sound) / RATE)

    return transcribe


def whisper(folder: Path) -> Engine:
    """Raises ValueError: the folder holds no model converted for CTranslate2."""
    module = import_module("faster_whisper")
    if not (folder / "model.bin").is_file():
        raise ValueError(f"{folder} holds no model of faster-whisper: model.bin")
    model = module.WhisperModel(str(folder), local_files_only=True, cpu_threads=1)

    def transcribe(sound: Samples, language: str, words: tuple[str, ...]) -> dict[str, Any]:
        wide = resample(sound.astype(np.float32) / np.float32(32_768), source=RATE, target=MODEL_RATE)
        segments, _ = model.transcribe(
            wide, language=language, word_timestamps=True, initial_prompt=", ".join(words) or None, beam_size=5
        )
        return of_whisper(list(segments))

    return transcribe


ENGINES: dict[str, Callable[[Path], Engine]] = {"vosk": vosk, "sherpa": sherpa, "whisper": whisper}


def _file(folder: Path, part: str) -> str:
    return next((str(path) for path in sorted(folder.glob(f"*{part}*.onnx"))), "")
