"""The child of `practice`: an utterance and phrases in, a transcript out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from filon.voice.speech.child import Message, serve
from filon.voice.speech.closed import Closed


def main() -> None:
    """Serve until end of file."""
    closed = Closed()

    def answer(question: dict[str, Any], body: bytes) -> Message:
        if not body:
            return {"kept": closed.learn(**question)}, b""
        return asdict(closed.transcribe(np.frombuffer(body, np.int16), **question)), b""

    serve(answer)


if __name__ == "__main__":
    main()
