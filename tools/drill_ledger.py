"""What a switchboard of the dialer drill saw, and what can be told from it. Pure."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

ENDS = frozenset({"refused", "bye", "cancel", "unacknowledged"})


@dataclass
class Ledger:
    """What the switchboard saw."""

    events: list[dict[str, Any]]

    @classmethod
    def read(cls, path: Path) -> Ledger:
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
        return cls([json.loads(line) for line in lines])

    def calls(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for event in self.events:
            found[event["call"]].append(event)
        return found

    def spans(self) -> list[tuple[str, float, float]]:
        """(number, begin, end) of each call; one that was never ended goes on for ever."""
        return [(events[0]["number"], events[0]["at"], _end(events)) for events in self.calls().values()]

    def most_at_once(self, numbers: set[str] | None = None) -> int:
        edges = [
            edge
            for number, begin, end in self.spans()
            if numbers is None or number in numbers
            for edge in ((begin, 1), (end, -1))
        ]
        live = most = 0
        for _, step in sorted(edges):
            live += step
            most = max(most, live)
        return most

    def most_in_a_second(self) -> int:
        starts = sorted(begin for _, begin, _ in self.spans())
        first = most = 0
        for last, start in enumerate(starts):
            while start - starts[first] >= 1.0:
                first += 1
            most = max(most, last - first + 1)
        return most

    def overlapping(self) -> int:
        by_number: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for number, begin, end in self.spans():
            by_number[number].append((begin, end))
        return sum(later[0] < earlier[1] for spans in by_number.values() for earlier, later in pairwise(sorted(spans)))

    def unacknowledged(self) -> int:
        """Answered in the instant in which the caller died: the far end finds out by itself."""
        return sum(event["what"] == "unacknowledged" for event in self.events)

    def left_up(self) -> int:
        return sum(end == float("inf") for _, _, end in self.spans())


def _end(events: list[dict[str, Any]]) -> float:
    return next((e["at"] for e in events if e["what"] in ENDS), float("inf"))
