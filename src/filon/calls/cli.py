"""`filon dialer`, `filon calls dial` and `filon trunk test`."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import os
import signal
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from filon.kernel.commands import with_database

if TYPE_CHECKING:
    from filon.calls.models import Trunk
    from filon.calls.report import CallReport
    from filon.voice.dialogue.brief import Brief
    from filon.voice.dialogue.findings import Findings

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Set before NumPy is loaded: its threads would wait for each other."""


@click.command()
@click.option("--calls", "most", type=click.IntRange(1, 500), default=150, show_default=True, help="Calls at most.")
def dialer(*, most: int) -> None:
    """Place the calls of running phone campaigns, until Ctrl-C. Several copies share the work."""
    os.environ.update({**ONE_THREAD, "FILON_POOL_SIZE": "0"})
    with_database(_dial_until_stopped)(most)


def _dial_until_stopped(most: int) -> None:
    from filon.calls.dialer import Dialer  # noqa: PLC0415 models are behind it
    from filon.calls.sounds import Engine  # noqa: PLC0415 NumPy is behind it

    async def run() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await Dialer(engine, most=most).run(stop)

    with Engine() as engine:
        asyncio.run(run())


@click.command()
@click.argument("number")
@click.option("--trunk", "name", required=True, help="Name of the trunk.")
@click.option("--workspace", default="", help="Slug of the workspace, where several have a trunk of this name.")
@click.option("--json", "as_json", is_flag=True, help="Everything that happened, as one JSON object.")
def dial(*, number: str, name: str, workspace: str, as_json: bool) -> None:
    """Call a NUMBER once, listen, hang up and tell. It belongs to no campaign."""
    os.environ.update(ONE_THREAD)
    told = with_database(_dial_once)(number, name, workspace)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for moment in told["events"]:
            click.echo(f"{moment['at']:7.2f} s  {moment['what']}  {moment['detail']}".rstrip())
        click.echo(f"{told['phone']}: {told['nature']}")


def _dial_once(number: str, name: str, workspace: str, brief: Brief | None = None) -> dict[str, Any]:
    from filon.calls.full.speech import speech_for  # noqa: PLC0415 NumPy is behind it
    from filon.calls.line import settings_of  # noqa: PLC0415 models are behind it
    from filon.calls.report import Asked  # noqa: PLC0415 NumPy is behind it
    from filon.calls.sounds import call_once  # noqa: PLC0415 idem
    from filon.calls.states import TrunkKind  # noqa: PLC0415 Django is behind it

    phone = _number(number)
    with _trunk(name, workspace) as trunk:
        settings, practice = settings_of(trunk), trunk.kind == TrunkKind.PRACTICE
    speech = speech_for(practice=practice) if brief else None
    if brief and speech is None:
        raise click.UsageError("Nothing here understands speech: set FILON_RECOGNISER, or call a practice line.")
    asked = Asked(phone, settings.caller, brief=brief, speech=speech)
    return as_told(asyncio.run(call_once(settings, asked)))


def _number(written: str) -> str:
    """As a line dials it: what the pages refuse, premium numbers too, is refused here."""
    from filon.kernel.values import InvalidValue, parse_phone  # noqa: PLC0415 Django is behind it

    try:
        return parse_phone(written).e164
    except InvalidValue as fault:
        raise click.UsageError(str(fault.message)) from None


def as_told(report: CallReport) -> dict[str, Any]:
    """The report as the command line prints it."""
    from filon.calls.outcome import Retries, rule  # noqa: PLC0415 Django is behind it

    verdict = report.verdict
    return {
        "phone": report.phone,
        "nature": str(rule(report.end, attempt=1, retries=Retries(1)).nature),
        "outcome": str(report.end.failed or "answered"),
        "code": report.code,
        "q850": report.q850,
        "cause": report.cause,
        "ringing_s": report.ringing_s,
        "answered_s": report.answered_s,
        "ended_s": report.ended_s,
        "confidence": verdict.confidence if verdict else None,
        "hold_s": verdict.hold_s if verdict else None,
        "decided_at": verdict.decided_at if verdict else None,
        "evidence": [vars(each) for each in verdict.evidence] if verdict else [],
        **_as_found(report.findings),
        "events": [{"at": each.at, "what": each.what, "detail": each.detail} for each in report.moments],
    }


def _as_found(findings: Findings | None) -> dict[str, Any]:
    """What a person who was talked to said; nothing where nobody was."""
    from filon.calls.full.statuses import status_of  # noqa: PLC0415 Django is behind it

    return {"status": str(status_of(findings)), **dataclasses.asdict(findings)} if findings else {}


@click.command()
@click.argument("number")
@click.option("--trunk", "name", required=True, help="Name of the trunk.")
@click.option("--workspace", default="", help="Slug of the workspace, where several have a trunk of this name.")
@click.option("--person", required=True, help="First and last name of whom to ask for.")
@click.option("--company", required=True, help="The company that is called.")
@click.option("--email", default="", help="Address to have confirmed.")
@click.option("--caller", default="Filon", show_default=True, help="In whose name the call is made.")
@click.option("--language", type=click.Choice(["fr", "en", "es"]), default="fr", show_default=True)
def talk(*, name: str, number: str, workspace: str, **said: str) -> None:
    """Call a NUMBER once and ask for a person, as a Full campaign does; prints one JSON object. It belongs to none."""
    from filon.voice.dialogue.brief import Brief, Person  # noqa: PLC0415 slow to load

    os.environ.update(ONE_THREAD)
    first, _, last = said["person"].strip().partition(" ")
    asked = Brief(
        language=said["language"],
        caller=said["caller"],
        person=Person(first_name=first, last_name=last, email=said["email"]),
        company=said["company"],
        domain=said["email"].rpartition("@")[2],
    )
    click.echo(json.dumps(with_database(_dial_once)(number, name, workspace, asked), ensure_ascii=False))


@click.group("trunk")
def trunk_group() -> None:
    """The trunks of an operator."""


@trunk_group.command("test")
@click.argument("name")
@click.option("--number", required=True, help="A number that picks up, best one that echoes.")
@click.option("--workspace", default="", help="Slug of the workspace, where several have a trunk of this name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per step.")
@with_database
def check(*, name: str, number: str, workspace: str, as_json: bool) -> None:
    """Say which step of a trunk fails: name, connection, authentication, caller number, codec, answer, sound."""
    from filon.calls.line import settings_of  # noqa: PLC0415 models are behind it
    from filon.voice.probe import UNPROVEN, Step, try_trunk  # noqa: PLC0415 slow to load

    phone = _number(number)
    with _trunk(name, workspace) as trunk:
        settings = settings_of(trunk)

    def say(step: Step) -> None:
        line = {"check": step.check.value, "ok": step.ok, "code": step.code, "sentence": step.sentence}
        word = "?" if step.code == UNPROVEN else "ok" if step.ok else "FAILS"
        click.echo(json.dumps(line, ensure_ascii=False) if as_json else f"{word:>5}  {step.sentence}")

    steps = asyncio.run(try_trunk(settings, phone, told=say))
    if not steps[-1].ok:
        sys.exit(1)


@contextlib.contextmanager
def _trunk(name: str, workspace: str) -> Iterator[Trunk]:
    """The one trunk of this name, its workspace's scope open."""
    from filon.calls.models import Trunk  # noqa: PLC0415 models
    from filon.kernel.tenancy import scope  # noqa: PLC0415 idem
    from filon.tenants.models import Workspace  # noqa: PLC0415 idem

    found = []
    for each in Workspace.objects.filter(slug=workspace) if workspace else Workspace.objects.all():
        with scope(each.id):
            found += [(each.id, trunk) for trunk in Trunk.objects.filter(name=name)]
    if len(found) != 1:
        many = "Several workspaces have" if found else "No workspace has"
        raise click.UsageError(f"{many} a trunk called “{name}”.")
    with scope(found[0][0]):
        yield found[0][1]
