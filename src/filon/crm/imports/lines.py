"""The physical lines of a text file, one at a time, with the way back that broken quotes need."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TextIO

from django.utils.translation import gettext as _

from filon.crm.imports.limits import MAX_LINE_CHARS
from filon.kernel.errors import Refused


class Lines(Iterator[str]):
    """Lines with their ends. ``taken`` holds those handed out since the last ``keep``; ``give_back`` undoes them."""

    def __init__(self, stream: TextIO, *, limit: int) -> None:
        self._stream = stream
        self._waiting: deque[str] = deque()
        self.taken: list[str] = []
        self.limit = limit

    def __next__(self) -> str:
        if len(self.taken) >= self.limit:
            raise TooManyLines
        line = self._waiting.popleft() if self._waiting else self._read()
        self.taken.append(line)
        return line

    def keep(self) -> None:
        """What was handed out so far is settled."""
        self.taken.clear()

    def give_back(self, *, after: int) -> None:
        """Hand out again, later, what came after the first ``after`` lines."""
        self._waiting.extendleft(reversed(self.taken[after:]))
        self.taken.clear()

    def _read(self) -> str:
        line = self._stream.readline(MAX_LINE_CHARS)
        if not line:
            raise StopIteration
        if len(line) == MAX_LINE_CHARS:
            raise Refused(
                _("Une ligne de ce fichier est démesurée : ce n’est pas un tableau de prospects."), field="file"
            )
        return line.replace("\0", "") if "\0" in line else line


class TooManyLines(Exception):
    """One cell would hold more lines than a cell may: its quote was never closed."""
