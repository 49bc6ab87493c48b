"""The command `filon switchboards`. It needs no database."""

from __future__ import annotations

import click

from filon.config.env import environment
from filon.config.words import either


@click.command()
@click.option("--port", type=click.IntRange(1, 65_535), default=None, help="UDP port; beside the web port by default.")
def switchboards(*, port: int | None) -> None:
    """Answer practice calls on 127.0.0.1 until Ctrl-C, as receptionists, machines and dead numbers do."""
    from filon.demo.switchboards.serving import serve

    env = environment()
    own = env.data / "switchboards"
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
