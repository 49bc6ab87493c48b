"""The child of `local`: an utterance in, a transcript out. Arguments: the engine, the folder of its model."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from filon.voice.speech.child import Message, serve
from filon.voice.speech.engines import ENGINES, Engine


def main() -> None:
    """Serve until end of file. The model is loaded by the first question, and a folder without one refuses it."""

    @cache
    def engine() -> Engine:
        return ENGINES[sys.argv[1]](Path(sys.argv[2]))

    def answer(question: dict[str, Any], body: bytes) -> Message:
        return engine()(np.frombuffer(body, np.int16), question["language"], tuple(question["words"])), b""

    serve(answer)


if __name__ == "__main__":
    main()
