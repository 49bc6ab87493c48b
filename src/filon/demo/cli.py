"""`filon sandbox` and `filon demo …`. What needs models is imported once the database is open."""

from __future__ import annotations

import os

import click

from filon.kernel.commands import with_database


@click.command()
@click.option("--smtp-port", type=int, default=None, help="Beside the web port by default.")
@click.option("--imap-port", type=int, default=None, help="Beside the web port by default.")
@with_database
def sandbox(*, smtp_port: int | None, imap_port: int | None) -> None:
    """Serve the local mail servers until Ctrl-C. Nothing that they take over ever leaves this machine."""
    from filon.demo import serving  # noqa: PLC0415 models are behind it

    serving.serve(smtp_port=smtp_port, imap_port=imap_port)


@click.group("demo")
def demo_group() -> None:
    """The sample workspace."""


@demo_group.command()
@with_database
def ensure() -> None:
    """Make the sample workspace when there is none."""
    from filon.demo import serving  # noqa: PLC0415 models are behind it

    serving.ensure()


@demo_group.command()
@click.option("--size", type=click.IntRange(1, 20_000_000), default=None, help="Companies; 99,999 by default.")
@with_database
def directory(*, size: int | None) -> None:
    """Fill the public directory with invented companies, through the importer of SIRENE files."""
    from filon.demo.sirene import sample  # noqa: PLC0415 models are behind it
    from filon.kernel.clock import SystemClock  # noqa: PLC0415 idem

    snapshot = sample.load(size=size or sample.USUAL, clock=SystemClock())
    click.echo(f"{snapshot.count} → {snapshot.folder}")


@demo_group.command()
def reset() -> None:
    """Wipe the sample workspace and make it anew: its people, its mails, its clock."""
    os.environ["FILON_AS_OWNER"] = "1"  # the timeline and the audit log let nobody else delete
    with_database(_reset)()


def _reset() -> None:
    from filon.demo import serving  # noqa: PLC0415 models are behind it

    serving.reset()
