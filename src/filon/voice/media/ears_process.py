"""The child of `hearing`: audio in, verdicts out, until its input ends."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.classify import Verdict
from filon.voice.listen.decision import Limits
from filon.voice.listen.ears import Ears
from filon.voice.listen.model import load
from filon.voice.listen.words import load_words
from filon.voice.media import g711
from filon.voice.media.g711 import Law
from filon.voice.media.hearing import CLOSE, FORGET, KEY, LENGTH, OPEN, PIECE


def main() -> None:
    """Serve until end of file. The one argument is the limits of decision, as JSON."""
    ears: Ears[int] = Ears(Limits(**json.loads(sys.argv[1])))
    for model in ("nature", "texture"):
        load(model)
    load_words()
    gc.freeze()
    for message in _messages(sys.stdin.buffer):
        kind, body = message[:1], message[1:]
        if kind == OPEN:
            ears.open(KEY.unpack(body)[0])
        elif kind == FORGET:
            ears.forget(KEY.unpack(body)[0])
        elif kind == CLOSE:
            key = KEY.unpack(body)[0]
            _tell(key, ears.close(key), final=True)
        else:
            for key, verdict in ears.push(_pieces(body)).items():
                _tell(key, verdict, final=False)


def _messages(source: BinaryIO) -> Iterator[bytes]:
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        yield source.read(LENGTH.unpack(head)[0])


def _pieces(body: bytes) -> dict[int, NDArray[np.int16]]:
    """The samples of each call: the whole message is decoded at once in each law it has, and cut where calls end."""
    decoded: dict[int, NDArray[np.int16]] = {}
    heard, at = {}, 0
    while at < len(body):
        key, law, length = PIECE.unpack_from(body, at)
        at += PIECE.size
        if law not in decoded:
            decoded[law] = g711.decode(body, Law(law))
        heard[key] = decoded[law][at : at + length]
        at += length
    return heard


def _tell(key: int, verdict: Verdict | None, *, final: bool) -> None:
    fields = {**vars(verdict), "evidence": [vars(each) for each in verdict.evidence]} if verdict else None
    sys.stdout.write(json.dumps({"key": key, "verdict": fields, "final": final}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
