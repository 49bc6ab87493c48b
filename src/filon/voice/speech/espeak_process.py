"""The child of `voices`: text in, samples out.

Each sentence is said by a child of its own, so that the same one sounds the same whatever was said before.
"""

from __future__ import annotations

import os
from typing import Any

from filon.voice.speech.child import REFUSED, Message, read, serve, write
from filon.voice.speech.espeak import Espeak


def main() -> None:
    """Serve until end of file."""
    espeak = Espeak()

    def answer(question: dict[str, Any], _body: bytes) -> Message:
        return aside(espeak, question)

    serve(answer)


def aside(espeak: Espeak, question: dict[str, Any]) -> Message:
    """One sentence, said in a fork of this process. Raises ValueError where it cannot be said."""
    source, sink = os.pipe()
    child = os.fork()
    if not child:
        with os.fdopen(sink, "wb") as out:
            try:
                sound, rate, _ = espeak.say(**question)
                write(out, {"rate": rate}, sound.tobytes())
            except ValueError as refusal:
                write(out, {REFUSED: str(refusal)}, b"")
        os._exit(0)
    os.close(sink)
    with os.fdopen(source, "rb") as told:
        answer = read(told)
    os.waitpid(child, 0)
    if answer is None:
        raise ValueError("the voice ended in the middle of a sentence")
    return answer


if __name__ == "__main__":
    main()
