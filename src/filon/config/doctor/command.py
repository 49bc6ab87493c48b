"""The command `filon doctor`."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict

import click

from filon.config.doctor.dns import look_at_domain
from filon.config.doctor.exposure import look_at_sample
from filon.config.doctor.findings import Finding, Level, bad
from filon.config.doctor.machine import look_at_clock, look_at_disk, look_at_keys
from filon.config.doctor.mailboxes import look_at_mailboxes, sending_domains
from filon.config.doctor.speech import look_at_speech
from filon.config.doctor.stores import look_at_database
from filon.config.env import Environment, environment
from filon.config.run.cluster import clear_refusal
from filon.config.run.layout import CannotRun, locate
from filon.config.words import either, speaks_french

Look = Callable[[Environment], Iterator[Finding]]

LOOKS: dict[str, Look] = {
    "disk": look_at_disk,
    "clock": look_at_clock,
    "keys": look_at_keys,
    "speech": look_at_speech,
    "database": look_at_database,
    "sample": look_at_sample,
    "mailboxes": look_at_mailboxes,
}
"""In order: what comes later needs what comes before."""

NEED_DJANGO = {"sample", "mailboxes"}
MARKS = {Level.GOOD: "✓", Level.FAIR: "!", Level.BAD: "✗"}
COLOURS = {Level.GOOD: "green", Level.FAIR: "yellow", Level.BAD: "red"}


@click.command()
@click.option("--domain", "domains", multiple=True, help="Look at this sending domain, too.")
@click.option("--selector", "selectors", multiple=True, help="Name of the DKIM key to look for.")
@click.option("--no-dns", is_flag=True, help="Do not look at the DNS of the mailboxes' domains.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON per finding.")
def doctor(*, domains: tuple[str, ...], selectors: tuple[str, ...], no_dns: bool, as_json: bool) -> None:
    """Say what is wrong with this installation and what to do. Exits with 1 when something does not work."""
    worst = Level.GOOD
    for finding in examine(environment(), domains=domains, selectors=selectors, with_dns=not no_dns):
        click.echo(json.dumps(asdict(finding), ensure_ascii=False) if as_json else _shown(finding))
        worst = finding.level if finding.level is Level.BAD else worst
    if worst is Level.BAD:
        raise SystemExit(1)


def examine(
    env: Environment, *, domains: tuple[str, ...] = (), selectors: tuple[str, ...] = (), with_dns: bool = True
) -> Iterator[Finding]:
    """Everything that can be found; a part that cannot be looked at is itself a finding."""
    with contextlib.ExitStack() as held:
        try:
            _open(env, held)
        except CannotRun as refusal:
            yield bad(either(fr="base de données", en="database"), *_split(str(refusal)))
        broken = False
        for name, look in LOOKS.items():
            if broken and name in NEED_DJANGO:
                continue
            for finding in look(env):
                broken |= name == "database" and finding.level is Level.BAD
                yield finding
        if with_dns:
            known = [] if broken else sending_domains()
            for domain in dict.fromkeys([*domains, *known]):
                yield from look_at_domain(domain, selectors=selectors)


def _open(env: Environment, held: contextlib.ExitStack) -> None:
    """Have the database up, if it is ours, and Django ready; nothing is migrated."""
    with clear_refusal(env.data):
        env.make_data_folder()
    if env.embedded:
        from filon.config.run.postgres import ensure_database, running

        ensure_database(held.enter_context(running(locate(env.data / "postgres"))))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filon.config.settings")
    os.environ["FILON_POOL_SIZE"] = "0"
    import django
    from django.utils import translation

    django.setup()
    translation.activate("fr" if speaks_french() else "en")


def _split(sentence: str) -> tuple[str, str]:
    first, _, rest = sentence.partition("\n")
    return first, rest


def _shown(finding: Finding) -> str:
    mark = click.style(MARKS[finding.level], fg=COLOURS[finding.level])
    line = f"{mark} {finding.subject} : {finding.found}"
    return f"{line}\n    → {finding.mend}" if finding.mend else line
