"""Only a room's own operations write its models: `python tools/check_writes.py`.

Reading downwards is free; writing goes through the owner. This finds, in the source, writes to models of another room,
and writes to a room's own models from where it only shows or decides (`web/`, `api`, `queries`, `rules`).
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1] / "src" / "filon"
WRITES_OF_MANAGERS = {
    *("create", "acreate", "bulk_create", "abulk_create", "get_or_create", "aget_or_create"),
    *("update_or_create", "aupdate_or_create", "bulk_update", "abulk_update", "update", "aupdate", "delete", "adelete"),
}
WRITES_OF_ROWS = {"save", "asave", "delete", "adelete"}
READ_ONLY_PARTS = {"web", "api", "queries", "rules", "sentences"}


@dataclass(frozen=True)
class Fault:
    """One line that writes what it must not."""

    path: str
    line: int
    model: str
    owner: str
    room: str

    def __str__(self) -> str:
        if self.owner == self.room:
            return f"{self.path}:{self.line}: writes {self.model} where the room only reads; move it to operations"
        return f"{self.path}:{self.line}: writes {self.model} of {self.owner}; call filon.{self.owner}.operations"


def faults_of(source: str, *, path: str) -> list[Fault]:
    """The faults of one module; `path` is relative to the package, as in `crm/web/views.py`."""
    parts = Path(path).with_suffix("").parts
    room, read_only = parts[0], bool(READ_ONLY_PARTS & set(parts[1:]))
    tree = ast.parse(source)
    owners = dict(_models_imported(tree, package=parts[:-1]))
    watched = {name: owner for name, owner in owners.items() if owner != room or read_only}
    found = [
        Fault(path, line, model, watched[model], room)
        for scope in _scopes(tree)
        for model, line in _writes(scope, watched)
    ]
    return sorted(set(found), key=lambda fault: fault.line)


def _models_imported(tree: ast.Module, *, package: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(name in this module, room that owns it) of every class imported from a `models` module of a room."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not node.module or node.level:
            continue
        steps = node.module.split(".")
        if steps[0] == "filon" and "models" in steps[2:]:
            yield from ((alias.asname or alias.name, steps[1]) for alias in node.names if alias.name[0].isupper())


def _scopes(tree: ast.Module) -> Iterator[list[ast.AST]]:
    """The nodes of each function, and those outside functions: a name means one thing in each."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    yield [node for node in ast.walk(tree) if id(node) not in inside]
    for function in functions:
        yield list(ast.walk(function))


def _writes(nodes: list[ast.AST], watched: dict[str, str]) -> Iterator[tuple[str, int]]:
    rows = _rows(nodes, watched)
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute):
            root, through_manager = _root(node.func.value)
            if through_manager and root in watched and node.func.attr in WRITES_OF_MANAGERS:
                yield root, node.lineno
            elif not through_manager and node.func.attr in WRITES_OF_ROWS and root in {**rows, **watched}:
                yield rows.get(root, root), node.lineno


def _rows(nodes: list[ast.AST], watched: dict[str, str]) -> dict[str, str]:
    """Variables that hold a row of a watched model: annotated so, looked up, or looped over."""
    rows: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.arg) and node.annotation and (model := _named(node.annotation, watched)):
            rows[node.arg] = model
        elif isinstance(node, ast.Assign) and (model := _looked_up(node.value, watched)):
            rows.update({target.id: model for target in node.targets if isinstance(target, ast.Name)})
        elif (
            isinstance(node, ast.For)
            and isinstance(node.target, ast.Name)
            and (model := _looked_up(node.iter, watched))
        ):
            rows[node.target.id] = model
    return rows


def _named(annotation: ast.expr, watched: dict[str, str]) -> str:
    names = [node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)]
    return next((name for name in names if name in watched), "")


def _looked_up(value: ast.expr, watched: dict[str, str]) -> str:
    """The model of which this expression gives a row, asked of its manager or made anew."""
    root, through_manager = _root(value)
    made = isinstance(value, ast.Call) and isinstance(value.func, ast.Name)
    return root if (through_manager or made) and root in watched else ""


def _root(node: ast.expr) -> tuple[str, bool]:
    """The name that a chain of calls, attributes and items starts from, and whether it passes through a manager."""
    through_manager = False
    while True:
        if isinstance(node, ast.Attribute):
            through_manager |= node.attr in {"objects", "_default_manager"}
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return (node.id if isinstance(node, ast.Name) else ""), through_manager


def main() -> int:
    faults = [
        fault
        for path in sorted(SOURCES.rglob("*.py"))
        if "migrations" not in path.parts
        for fault in faults_of(path.read_text(), path=path.relative_to(SOURCES).as_posix())
    ]
    for fault in faults:
        print(f"src/filon/{fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
