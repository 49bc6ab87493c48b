"""A child that says who it is and never answers, as C code may."""

from __future__ import annotations

import os
import sys
import threading
from typing import Any

from filon.voice.speech.child import Message, serve


def answer(_question: dict[str, Any], _body: bytes) -> Message:
    os.write(sys.stderr.fileno(), b"%d\n" % os.getpid())
    threading.Event().wait()
    return {}, b""


if __name__ == "__main__":
    serve(answer)
