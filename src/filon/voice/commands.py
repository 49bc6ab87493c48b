"""`filon voice corpus`, `filon voice report` and `filon calls classify`."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import click

from filon.voice import cli
from filon.voice.speech.commands import say, transcribe

SEED, SIZE = 21, 2200
"""Of the corpus the shipped listener learned from."""

CORPUS = Path("var/voice/corpus")
SECTION = re.compile(r"(<!-- voice report -->\n).*?(<!-- end of voice report -->)", re.DOTALL)


@click.group("voice")
def voice_group() -> None:
    """Make the clips the listener learns from, and judge it on them; say and write down sentences."""


voice_group.add_command(say)
voice_group.add_command(transcribe)


@voice_group.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=CORPUS, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True)
@click.option("--size", type=click.IntRange(1, 100_000), default=SIZE, show_default=True, help="Clips in all.")
@click.option("--grammar", "only", flag_value="grammar", help="Training clips only, of sentences put together.")
@click.option("--drawn", "only", flag_value="drawn", help="The same of more pieces, by speakers drawn by chance.")
@click.option("--third", "only", flag_value="third", help="Test clips only, of sentences that no other test has.")
@click.option("--wide", "only", flag_value="wide", help="The same of patterns of their own, by more such speakers.")
@click.option("--broad", "only", flag_value="broad", help="The same of other turns of phrase, by others again.")
@click.option("--ample", "only", flag_value="ample", help="The same of what sounds alike until late, by these.")
@click.option("--fourth", "only", flag_value="fourth", help="The same, with sentences and some voices of its own.")
@click.option("--fifth", "only", flag_value="fifth", help="The same again, with others of its own.")
@click.option("--sixth", "only", flag_value="sixth", help="The same once more.")
@click.option("--seventh", "only", flag_value="seventh", help="And once more.")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True)
def corpus(*, folder: Path, seed: int, size: int, only: cli.Sentences | None, processes: int) -> None:
    """Make telephone clips with their truth. Needs espeak-ng and flite."""
    made = cli.build_corpus(folder, seed, size, only=only or "", processes=processes)
    click.echo(f"{len(made)} clips in {folder}")


@voice_group.command()
@click.option("--folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=CORPUS)
@click.option("--into", type=click.Path(path_type=Path, dir_okay=False), default=Path("docs/telephony.md"))
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option("--live", is_flag=True, help="Play the clips over real calls and compare; the page stays as it is.")
@click.option("--concurrent", type=click.IntRange(1, 200), default=60, show_default=True, help="Calls at once.")
@click.option("--loss", type=click.FloatRange(0, 50), default=0.0, show_default=True, help="Per cent of packets lost.")
def report(**options: Any) -> None:
    """Judge the listener on the test half of a corpus and write the table into the documentation."""
    if options["live"]:
        click.echo(cli.live(options["folder"], concurrent=options["concurrent"], loss=options["loss"] / 100))
    else:
        _report(options["folder"], into=options["into"], processes=options["processes"])


def _report(folder: Path, *, into: Path, processes: int) -> None:
    table = cli.as_markdown(cli.report(folder, processes=processes))
    page = into.read_text("utf-8") if into.exists() else "<!-- voice report -->\n<!-- end of voice report -->\n"
    into.write_text(SECTION.sub(lambda found: f"{found[1]}{table}{found[2]}", page), encoding="utf-8")
    click.echo(table)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
def classify(*, files: tuple[Path, ...], as_json: bool) -> None:
    """Say what answered in recordings of calls (WAV)."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    refused = False
    for path in files:
        try:
            line = cli.classify_file(path)
        except cli.NotAWav as refusal:
            click.echo(f"{path}: {refusal}" if str(path) not in str(refusal) else str(refusal), err=True)
            refused = True
            continue
        text = f"{line['file']}: {line['nature']} ({line['confidence']:.0%}, {line['decided_at']:.1f} s)"
        click.echo(json.dumps(line, ensure_ascii=False) if as_json else text)
    if refused:
        sys.exit(1)
