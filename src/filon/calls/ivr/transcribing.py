"""What may turn the audio of a menu into words. Filon brings no recogniser; an installation may register one."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Transcriber(Protocol):
    """``name`` is kept beside the text, so that one knows what wrote it."""

    name: str

    def transcribe(self, audio: Path, *, language: str) -> str:
        """The words of a WAV file (8 kHz, one channel), "" where there are none. Raises OSError."""
        ...


_registered: list[Transcriber] = []


def register(transcriber: Transcriber | None) -> None:
    """Use this one from now on; None, the default, leaves menus without text."""
    _registered[:] = [transcriber] if transcriber else []


def current() -> Transcriber | None:
    return _registered[0] if _registered else None
