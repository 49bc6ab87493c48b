"""`filon market …`. What needs models is imported once the database is open."""

from __future__ import annotations

import click

from filon.kernel.commands import with_database


@click.group("market")
def market_group() -> None:
    """Look into how companies are scored."""


@market_group.command("compare")
@click.option("--size", type=click.IntRange(1_000, 20_000_000), default=500_000, help="Invented companies.")
@with_database
def compare(*, size: int) -> None:
    """Ask DuckDB and PostgreSQL for the same best 50,000 of an invented directory, and say whether they agree."""
    from filon.market.rehearsing import rehearse  # noqa: PLC0415 models are behind it

    agree = True
    for n, found in enumerate(rehearse(size), start=1):
        agree &= found.same
        word = "the same" if found.same else "NOT the same"
        times = f"DuckDB {found.duckdb_s} s, PostgreSQL {found.postgresql_s} s"
        click.echo(f"routine {n}: {found.rows} best of {size}, {word} ({times})")
    if not agree:
        raise click.ClickException("the engines disagree")
