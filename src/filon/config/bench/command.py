"""The command `filon bench`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from filon.config.bench.folder import own
from filon.config.bench.table import BENCHES
from filon.config.env import CHECKOUT

ALL = "all"
OWN_DATA = CHECKOUT / "var" / "bench"
"""Benches have a durable database of their own, so that they neither fill nor are slowed by anybody's. It is made for
each and deleted after it."""


@click.command()
@click.argument("name", type=click.Choice([*BENCHES, ALL]))
@click.option("--size", type=click.IntRange(min=1), default=None, help="How much work; each bench has its own default.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.option("--write", "target", type=click.Path(path_type=Path, exists=True), help="Put the table into this file.")
def bench(*, name: str, size: int | None, as_json: bool, target: Path | None) -> None:
    """Measure, with the physical limit of this machine beside each figure."""
    if name == ALL:
        results = [_in_a_process_of_its_own(each, size=None) for each in BENCHES]
    else:
        os.environ["FILON_DATA"] = str(OWN_DATA)
        for outside in ("DATABASE_URL", "FILON_DATABASE_URL", "FILON_OWNER_DATABASE_URL"):
            os.environ.pop(outside, None)
        with own(OWN_DATA):
            results = [_measure(name, size)]
    from filon.config.bench import report

    if as_json:
        for result in results:
            click.echo(json.dumps(result, ensure_ascii=False))
    else:
        click.echo(report.table(results))
    if target:
        report.write(target, results)


def _measure(name: str, size: int | None) -> dict[str, Any]:
    from filon.config.bench.measuring import measure
    from filon.config.opening import django

    with django():
        return measure(name, size=size)


def _in_a_process_of_its_own(name: str, *, size: int | None) -> dict[str, Any]:
    """Peak memory is a process's, and one bench must not warm the next."""
    command = [
        sys.executable,
        "-m",
        "filon.config.cli",
        "bench",
        name,
        "--json",
        *(["--size", str(size)] if size else []),
    ]
    click.echo(f"{name}…", err=True)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 our own command
    if done.returncode:
        raise click.ClickException(f"bench {name} failed; the reason is above")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result
