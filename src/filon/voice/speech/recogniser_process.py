"""The child of `practice`: an utterance and phrases in, a transcript out."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import asdict
from typing import Any

import numpy as np

from filon.voice.speech.child import Message, serve
from filon.voice.speech.closed import SETS_KEPT, Closed
from filon.voice.speech.espeak import Espeak


class Sets:
    """The recognisers of the sets of phrases asked for last."""

    def __init__(self) -> None:
        self._espeak = Espeak()
        self._kept: OrderedDict[tuple[str, ...], Closed] = OrderedDict()

    def of(self, phrases: tuple[str, ...], *, language: str) -> Closed:
        key = (language, *phrases)
        if key not in self._kept:
            self._kept[key] = Closed(phrases, language=language, espeak=self._espeak)
        self._kept.move_to_end(key)
        if len(self._kept) > SETS_KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]


def main() -> None:
    """Serve until end of file."""
    sets = Sets()

    def answer(question: dict[str, Any], body: bytes) -> Message:
        closed = sets.of(tuple(question["phrases"]), language=question["language"])
        return asdict(closed.transcribe(np.frombuffer(body, np.int16))), b""

    serve(answer)


if __name__ == "__main__":
    main()
