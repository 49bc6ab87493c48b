"""The short subcommands of `filon`."""

from __future__ import annotations

import importlib
import os

import click

from filon.config.env import environment
from filon.config.opening import database, with_django
from filon.config.run.layout import CannotRun, locate
from filon.config.words import either

OPEN_REQUESTS = 1024
"""Open event streams count as requests: a small number would let a few idle tabs block everybody."""

STREAMS_END_AFTER_S = 2


@click.command()
def web() -> None:
    """Serve the pages and the API."""
    env = environment()
    with database():
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels

        # Not a thread of this process: Granian starts workers that read the settings themselves.
        Granian(
            "filon.config.asgi:application",
            address=env.host,
            port=env.port,
            interface=Interfaces.ASGINL,
            workers=env.web_workers,
            websockets=False,
            backpressure=OPEN_REQUESTS,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=STREAMS_END_AFTER_S,
        ).serve()


@click.command()
@click.option("--until-idle", is_flag=True, help="Stop when no loop and no job finds anything to do.")
@click.option(
    "--concurrency", type=click.IntRange(1, 64), default=None, help="Jobs at a time (FILON_WORKER_CONCURRENCY)."
)
def worker(*, until_idle: bool, concurrency: int | None) -> None:
    """Run the jobs, the schedulers, mail delivery and mail reading."""
    os.environ["FILON_POOL_SIZE"] = "0"  # threads that live as long as the process keep a connection each
    with_django(_work)(until_idle=until_idle, concurrency=concurrency or environment().worker_concurrency)


def _work(*, until_idle: bool, concurrency: int) -> None:
    from filon.config import worker as machinery

    if until_idle:
        click.echo(str(machinery.work_until_idle()))
    else:
        machinery.work(concurrency=concurrency)


@click.command()
@click.option("--verbosity", type=click.IntRange(0, 3), default=1)
def migrate(*, verbosity: int) -> None:
    """Bring the database up to date, as the role that owns its tables."""
    os.environ["FILON_AS_OWNER"] = "1"
    env = environment()
    from filon.config.schema import migrate as bring_up_to_date

    if not env.embedded:
        bring_up_to_date(verbosity=verbosity)
        return
    from filon.config.run.postgres import ensure_database, running

    with running(locate(env.data / "postgres")) as cluster:
        ensure_database(cluster)
        bring_up_to_date(verbosity=verbosity)


@click.command()
@click.option("--workspace", default="", help="Slug of the workspace whose scope is opened.")
@with_django
def shell(*, workspace: str) -> None:
    """Open a Python shell, inside a workspace if one is named."""
    import code
    import contextlib

    from filon.kernel.tenancy import scope
    from filon.tenants.models import Workspace

    found = Workspace.objects.filter(slug=workspace).first() if workspace else None
    if workspace and found is None:
        raise CannotRun(either(fr=f"Aucun espace « {workspace} ».", en=f"No workspace “{workspace}”."))
    with scope(found.id) if found else contextlib.nullcontext():
        code.interact(banner=f"Filon {workspace}".strip(), local={"workspace": found})


@click.group()
def keys() -> None:
    """The keys that encrypt stored secrets."""


@keys.command()
@with_django
def rotate() -> None:
    """Encrypt every stored secret with a new key, then forget the old ones. Nothing needs a restart."""
    from filon.config.rotation import rotate as rotate_keys

    changed, forgotten = rotate_keys()
    click.echo(
        either(
            fr=f"{changed} secrets chiffrés avec la nouvelle clé, {forgotten} anciennes clés oubliées.",
            en=f"{changed} secrets encrypted with the new key, {forgotten} old keys forgotten.",
        )
    )


class _Elsewhere(click.Group):
    """A group whose commands are parts of rooms: name → "module:attribute"."""

    def __init__(self, name: str, commands: dict[str, str], help_text: str) -> None:
        super().__init__(name, help=help_text)
        self.elsewhere = commands

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.elsewhere)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        where = self.elsewhere.get(cmd_name)
        if where is None:
            return None
        module, _, attribute = where.partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


import_group = _Elsewhere("import", {"contacts": "filon.crm.imports.cli:import_contacts"}, "Import files.")
mail_group = _Elsewhere("mail", {"classify": "filon.mail.classify.cli:mail_classify"}, "Look into mail files.")
calls_group = _Elsewhere(
    "calls",
    {"classify": "filon.voice.commands:classify", "dial": "filon.calls.cli:dial", "talk": "filon.calls.cli:talk"},
    "Place one call, hear what answered.",
)
