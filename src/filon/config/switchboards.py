"""The command `filon switchboards`. It needs no database."""

from __future__ import annotations

from pathlib import Path

import click

from filon.config.env import environment
from filon.config.words import either


@click.command()
@click.option("--port", type=click.IntRange(1, 65_535), default=None, help="UDP port; beside the web port by default.")
@click.option("--check", is_flag=True, help="Only read the scenarios, and say what is wrong with yours.")
def switchboards(*, port: int | None, check: bool) -> None:
    """Answer practice calls on 127.0.0.1 until Ctrl-C, as receptionists, machines and dead numbers do.

    Your own scenarios are the *.yaml files of the folder "switchboards" in the data folder.
    """
    from filon.demo.switchboards.serving import serve

    env = environment()
    own = env.data / "switchboards"
    if check:
        _check(own)
        return
    try:
        serve(port=port or env.switchboards_port, folders=(own,))
    except OSError as error:
        where = port or env.switchboards_port
        raise click.ClickException(
            either(
                fr=f"les standards d’entraînement ne peuvent pas écouter sur 127.0.0.1:{where} ({error.strerror})",
                en=f"the practice switchboards cannot listen on 127.0.0.1:{where} ({error.strerror})",
            )
        ) from None


def _check(own: Path) -> None:
    """What there is, and each fault of the user's files with its place. Ends with 1 where there is one."""
    from filon.demo.switchboards.library import load_library

    library = load_library((own,))
    for fault in library.faults:
        click.echo(fault)
    count = len(library.scenarios)
    click.echo(either(fr=f"{count} scénarios ; les vôtres : {own}", en=f"{count} scenarios; yours: {own}"))
    if library.faults:
        raise SystemExit(1)
