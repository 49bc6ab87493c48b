"""A YAML file as plain values, and the line of each: so that a fault can be said with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from filon.demo.switchboards.values import BadScenario

MOST_BYTES = 200_000
MOST_NODES = 20_000
"""An alias stands for all that it names: a small file may mean a huge one."""

DEEPEST = 8
Place = tuple[str | int, ...]
"""Keys and positions that lead to a value."""


@dataclass
class Source:
    """A file's name, and the line on which each of its values begins."""

    file: str
    lines: dict[Place, int] = field(default_factory=dict)

    def at(self, place: Place) -> str:
        """`mine.yaml, line 5, lunch.speaks[2]`: the nearest line that is known."""
        known = next((place[:n] for n in range(len(place), 0, -1) if place[:n] in self.lines), ())
        path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).lstrip(".")
        parts = (self.file, f"line {self.lines[known]}" if known in self.lines else "", path)
        return ", ".join(part for part in parts if part)


def read(path: Path) -> tuple[Mapping[str, Any], Source]:
    """The mapping that the file holds, its scalars as text: what each is, its field says. Raises `BadScenario`, whose
    sentence has the place already.
    """
    source = Source(path.name)
    try:
        root = yaml.compose(_text(path), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        line = f", line {fault.problem_mark.line + 1}" if fault.problem_mark else ""
        raise BadScenario(f"{path.name}{line}: this is not YAML ({fault.problem or fault.context})") from None
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as fault:
        words = "nested too deeply" if isinstance(fault, RecursionError) else str(fault).split("\n")[0]
        raise BadScenario(f"{path.name}: {words}") from None
    try:
        value = _Walk(source).plain(root, ())
    except BadScenario as fault:
        raise BadScenario(f"{source.at(fault.place)}: {fault}") from None
    if value is None or isinstance(value, Mapping):
        return value or {}, source
    raise BadScenario(f"{path.name}, line 1: expected names of scenarios, each with its fields indented below")


def _text(path: Path) -> str:
    data = path.read_bytes()
    if len(data) > MOST_BYTES:
        raise ValueError(f"more than {MOST_BYTES} bytes: split the file")
    return data.decode()


class _Walk:
    def __init__(self, source: Source) -> None:
        self._lines = source.lines
        self._left = MOST_NODES

    def plain(self, node: yaml.Node | None, place: Place) -> Any:
        """The value of a node, its line noted."""
        if node is None:
            return None
        self._left -= 1
        if self._left < 0 or len(place) > DEEPEST:
            raise BadScenario("too much, or nested too deeply: write it without aliases", *place[:2])
        self._lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(each, (*place, n)) for n, each in enumerate(node.value, start=1)]
        return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if not name or name in found:
                self._lines[(*place, name)] = key.start_mark.line + 1
                raise BadScenario("written twice: keep one of them" if name else "a name is a plain word", *place, name)
            self._lines[(*place, name)] = key.start_mark.line + 1
            found[name] = self.plain(value, (*place, name))
        return found
