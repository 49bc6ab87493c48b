"""``filon drill …``: messages to lose, and the count of those that were not. What needs models is imported late."""

from __future__ import annotations

import json

import click

from filon.kernel.commands import with_database


def _server(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, int]:
    """``host:port`` read."""
    host, colon, port = value.rpartition(":")
    if not colon or not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise click.BadParameter("write it as 127.0.0.1:14525")
    return host, int(port)


@click.group("drill")
def drill_group() -> None:
    """Prepare and count the delivery drill: messages that must be sent exactly once, whatever is killed."""


@drill_group.command("seed-mail")
@click.option("--messages", type=click.IntRange(1, 1_000_000), required=True, help="How many are due at once.")
@click.option("--smtp", metavar="HOST:PORT", callback=_server, required=True, help="On loopback, no TLS, no password.")
@click.option("--mailboxes", type=click.IntRange(1, 100), default=4, show_default=True, help="That share the work.")
@with_database
def seed_mail(*, messages: int, smtp: tuple[str, int], mailboxes: int) -> None:
    """Make a scratch workspace with so many due messages and no limits; print its short name."""
    from filon.outreach.scratch import Wanted, make  # noqa: PLC0415 models are behind it

    host, port = smtp
    click.echo(make(Wanted(messages=messages, host=host, port=port, mailboxes=mailboxes)).slug)


@drill_group.command()
@click.option("--workspace", default="", help="The newest scratch workspace by default.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.option("--ids", is_flag=True, help="Also the Message-IDs of each state.")
@with_database
def status(*, workspace: str, as_json: bool, ids: bool) -> None:
    """Count the messages of a scratch workspace by state."""
    from filon.outreach.drilling import counts, message_ids  # noqa: PLC0415 models are behind it

    found: dict[str, object] = {**counts(workspace)}
    if ids:
        found["ids"] = message_ids(workspace)
    if as_json:
        click.echo(json.dumps(found))
        return
    for state, amount in found.items():
        click.echo(f"{state:>12} {amount}")
