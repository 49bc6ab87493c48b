"""What the commands of this room do once the database is open."""

from __future__ import annotations

import asyncio
import logging
import signal

import click
from django.conf import settings

from filon.demo.logins import LOGINS
from filon.demo.operations import ensure_sample, wipe_sample
from filon.demo.operations.prospecting import add_routine
from filon.demo.servers.database import DatabaseStore
from filon.demo.servers.running import HOST, Ports, servers
from filon.demo.sirene import sample
from filon.directory import columnar
from filon.kernel.clock import SystemClock
from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.tenants.clock import clock_for


def serve(*, smtp_port: int | None, imap_port: int | None) -> None:
    """Both servers, until SIGINT or SIGTERM."""
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of its own old names
    ports = Ports(smtp_port or settings.FILON_SANDBOX_SMTP_PORT, imap_port or settings.FILON_SANDBOX_IMAP_PORT)
    try:
        asyncio.run(_serve(ports))
    except OSError as error:
        raise click.ClickException(f"the sandbox cannot listen on {ports.smtp} and {ports.imap}: {error}") from None


def ensure() -> None:
    """The sample workspace, and how to sign in."""
    workspace = ensure_sample()
    sample.ensure(clock=SystemClock())
    snapshot = columnar.current()
    if snapshot is not None:
        with scope(workspace.id):
            add_routine(workspace, codes=snapshot.codes, now=clock_for(workspace).now())
    click.echo(f"{workspace.name}: " + ", ".join(f"{login.email} / {login.password}" for login in LOGINS))


def reset() -> None:
    """The sample workspace, anew."""
    try:
        wipe_sample()
    except Refused as refusal:
        raise click.ClickException(refusal.message) from None
    ensure()


async def _serve(ports: Ports) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(signum, stop.set)
    async with servers(DatabaseStore(), ports) as real:
        click.echo(f"SMTP {HOST}:{real.smtp}, IMAP {HOST}:{real.imap}")
        await stop.wait()
