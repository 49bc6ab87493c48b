"""Turns a batch of text files into messages; the form of each is taken in turn, so every form meets every kind.

One line is one message. `|` ends a line of the message, `subject » body` gives a subject of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..build import Case, case
from . import automatic, people, servers

HERE = Path(__file__).parent


def batch(name: str) -> Iterator[Case]:
    """The cases of one batch."""
    for kind in ("unsubscribe", "human"):
        for number, line in enumerate(_lines(name, kind)):
            yield case(f"{name}_{kind}_{number + 1}", people.dressed(line, turn=number), kind)
    for number, line in enumerate(_lines(name, "auto_reply")):
        day, style, text = line.split(" ", 2)
        raw = automatic.dressed(text, style=style, turn=number)
        yield case(f"{name}_auto_reply_{number + 1}", raw, "auto_reply", return_on=None if day == "-" else day)
    for number, line in enumerate(_lines(name, "bounces")):
        kind, status, form, text = line.split(" ", 3)
        raw, expect = servers.dressed(text, kind=kind, status=status, form=form)
        yield case(f"{name}_{kind}_{number + 1}", raw, kind, **expect)
    for number, line in enumerate(_lines(name, "others")):
        kind, _, text = line.split(" ", 2)
        yield case(f"{name}_{kind}_{number + 1}", servers.other(text), kind)


def _lines(name: str, kind: str) -> list[str]:
    path = HERE / name / f"{kind}.txt"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
