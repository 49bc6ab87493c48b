"""`filon plan`: what the host allows a workspace."""

from __future__ import annotations

import click

from filon.kernel.commands import with_database


@click.command()
@click.argument("workspace")
@click.option("--name", default=None, help="The plan's name, as its members read it; empty for “self-hosted”.")
@click.option("--seats", type=click.IntRange(min=1), default=None, help="How many members it may have.")
@click.option("--no-limit", is_flag=True, help="As many members as it likes.")
@with_database
def plan(*, workspace: str, name: str | None, seats: int | None, no_limit: bool) -> None:
    """Show the plan of a WORKSPACE (its slug), or change it."""
    from filon.kernel.clock import SystemClock  # noqa: PLC0415 models are behind it
    from filon.tenants.models import Workspace  # noqa: PLC0415 idem
    from filon.tenants.operations.plans import set_plan  # noqa: PLC0415 idem

    if seats and no_limit:
        raise click.UsageError("--seats and --no-limit exclude each other.")
    held = Workspace.objects.filter(slug=workspace).first()
    if held is None:
        raise click.UsageError(f"There is no workspace “{workspace}”.")
    if name is not None or seats or no_limit:
        held = set_plan(
            held,
            name=held.plan_name if name is None else name,
            seats=None if no_limit else seats or held.seats,
            at=SystemClock().now(),
        )
    limit = "no limit" if held.seats is None else f"{held.seats} seats"
    click.echo(f"{held.slug}: {held.plan} ({limit})")
