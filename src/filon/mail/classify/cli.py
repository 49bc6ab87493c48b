"""`filon mail classify`: what each mail of a file, a folder or an mbox is. Loads no framework, so it starts at once."""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Iterator
from pathlib import Path

import click

from .decide import classify
from .mime import MAX_BYTES
from .verdict import Verdict

_FROM_LINE = re.compile(rb"(?m)^From [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n(?=[!-9;-~]+:)")
_ESCAPED_FROM = re.compile(rb"(?m)^>(>*From )")
_MAILBOXES = frozenset({".mbox", ".mbx"})
_SHOWN = 80  # characters of text a table line shows


@click.command("classify")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
def mail_classify(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Say what each mail is: an answer, an absence, a bounce…

    FILES are messages, folders of messages or .mbox files.
    """
    for name, raw in _messages(files):
        verdict = classify(raw)
        line = json.dumps(as_dict(name, verdict), ensure_ascii=False) if as_json else _line(name, verdict)
        click.echo(line.encode("utf-8", "replace"))


def as_dict(name: str, verdict: Verdict) -> dict[str, str | None]:
    """The keys that scripts rely on; `return_on` is an ISO date or null."""
    return {
        "file": name,
        "kind": verdict.kind,
        "reason": verdict.reason,
        "status": verdict.status,
        "recipient": verdict.recipient,
        "return_on": verdict.return_on.isoformat() if verdict.return_on else None,
        "text": verdict.text,
    }


def _line(name: str, verdict: Verdict) -> str:
    said = " ".join(verdict.text.split())[:_SHOWN]
    facts = " ".join(
        filter(None, (verdict.status, verdict.recipient, verdict.return_on.isoformat() if verdict.return_on else ""))
    )
    return f"{verdict.kind:<12} {verdict.reason:<22} {facts:<40} {name}  {said}".rstrip()


def _messages(files: tuple[Path, ...]) -> Iterator[tuple[str, bytes]]:
    for path in files:
        for one in _inside(path) if path.is_dir() else [path]:
            if one.suffix.lower() in _MAILBOXES:
                yield from _in_mbox(one)
            else:
                with one.open("rb") as file:
                    yield str(one), file.read(MAX_BYTES)


def _inside(folder: Path) -> list[Path]:
    """The files of a folder and of those in it, by name, without hidden ones."""
    return sorted(one for one in folder.rglob("*") if one.is_file() and not one.name.startswith("."))


def _in_mbox(path: Path) -> Iterator[tuple[str, bytes]]:
    """The messages of an mbox, named `file#1`, `file#2`…; quoted `>From ` lines are given back their form."""
    if not path.stat().st_size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        starts = [match.span() for match in _FROM_LINE.finditer(data)]
        ends = [start for start, _ in starts[1:]] + [len(data)]
        for number, ((_, begin), end) in enumerate(zip(starts, ends, strict=False), start=1):
            yield f"{path}#{number}", _ESCAPED_FROM.sub(rb"\1", data[begin : min(end, begin + MAX_BYTES)])
