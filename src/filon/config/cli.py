"""The command `filon`. Each subcommand is imported only when it is asked for, so that every one of them starts fast."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from filon.config.run.layout import CannotRun
from filon.config.run.lifeline import follow_parent
from filon.config.words import InvalidEnvironment
from filon.kernel.commands import opened_by

COMMANDS = {
    "run": "filon.config.run.command:run",
    "web": "filon.config.commands:web",
    "worker": "filon.config.commands:worker",
    "dialer": "filon.calls.cli:dialer",
    "migrate": "filon.config.commands:migrate",
    "shell": "filon.config.commands:shell",
    "keys": "filon.config.commands:keys",
    "plan": "filon.tenants.cli:plan",
    "backup": "filon.config.backup:backup",
    "restore": "filon.config.backup:restore",
    "doctor": "filon.config.doctor:doctor",
    "bench": "filon.config.bench:bench",
    "demo": "filon.demo.cli:demo_group",
    "sandbox": "filon.demo.cli:sandbox",
    "switchboards": "filon.config.switchboards:switchboards",
    "directory": "filon.directory.cli:directory_group",
    "market": "filon.market.cli:market_group",
    "import": "filon.config.commands:import_group",
    "mail": "filon.config.commands:mail_group",
    "calls": "filon.config.commands:calls_group",
    "trunk": "filon.calls.cli:trunk_group",
    "voice": "filon.voice.commands:voice_group",
    "drill": "filon.outreach.drill:drill_group",
}
"""Name → where the click command is. `import`, `mail` and `calls` only group the commands of the rooms."""

SUMMARIES = {
    "run": "Start everything on this machine: database, web, worker, dialer, mail sandbox, practice switchboards.",
    "web": "Serve the pages and the API.",
    "worker": "Run the jobs, the schedulers, mail delivery and mail reading.",
    "dialer": "Place the calls of phone campaigns.",
    "migrate": "Bring the database up to date.",
    "shell": "Open a Python shell inside a workspace.",
    "keys": "Rotate the keys that encrypt stored secrets.",
    "plan": "Show or change the plan of a workspace.",
    "backup": "Write database and files into one archive.",
    "restore": "Put an archive in the place of what is here.",
    "doctor": "Say what is wrong with this installation and what to do.",
    "bench": "Measure, with the promised limit beside each figure.",
    "demo": "Make the sample workspace anew.",
    "sandbox": "Serve the local mail servers.",
    "switchboards": "Answer practice calls on this machine, as companies do.",
    "directory": "Import the public directory of companies.",
    "market": "Compare the engines that score companies.",
    "import": "Import files from the command line.",
    "mail": "Look into mail files.",
    "calls": "Place one call; hear what answered in recorded ones.",
    "trunk": "Test the trunk of an operator, step by step.",
    "voice": "Make and judge what the listener learns from.",
    "drill": "Prepare and count the delivery drill.",
}


class LazyGroup(click.Group):
    """A group whose commands are found by name in a table and imported when used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        where = COMMANDS.get(cmd_name)
        if where is None:
            return None
        module, _, attribute = where.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="filon")
def filon() -> None:
    """Filon finds the companies of a market, reaches the right person, and says what to do next and why."""


def main() -> None:
    """Entry point: what stops a command from running is a sentence on standard error, never a traceback."""
    follow_parent()
    opened_by(lambda: import_module("filon.config.opening").django())
    try:
        filon(prog_name="filon")
    except (CannotRun, InvalidEnvironment) as refusal:
        print(refusal, file=sys.stderr)  # noqa: T201 the terminal is the interface
        sys.exit(1)


if __name__ == "__main__":
    main()
