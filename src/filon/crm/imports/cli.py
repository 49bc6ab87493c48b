"""`filon import contacts`: a file of prospects into a workspace, or what would become of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from filon.kernel.commands import with_database

if TYPE_CHECKING:
    from filon.crm.imports.report import Summary

REFUSED_SHOWN = 20


@click.command("contacts")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--workspace", required=True, help="Slug of the workspace.")
@click.option("--dry-run", is_flag=True, help="Say what would become of each row; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@with_database
def import_contacts(*, file: Path, workspace: str, dry_run: bool, as_json: bool) -> None:
    """Import a CSV or Excel file as it is; rows in error stay out and are listed.

    With --json: rows, created, updated, duplicates, refused, and refused_rows (row of the spreadsheet → reason).
    """
    from filon.kernel.errors import Refused  # noqa: PLC0415 Django is set up when the function runs, not before
    from filon.kernel.tenancy import scope  # noqa: PLC0415 idem
    from filon.tenants.models import Workspace  # noqa: PLC0415 idem

    found = Workspace.objects.filter(slug=workspace).first()
    if found is None:
        raise click.ClickException(f"no workspace has the slug {workspace!r}")
    try:
        with scope(found.id):
            summary = _imported(file, dry_run=dry_run)
    except Refused as refusal:
        raise click.ClickException(refusal.message) from None
    click.echo(json.dumps(summary.as_json(), ensure_ascii=False) if as_json else _told(summary))


def _imported(file: Path, *, dry_run: bool) -> Summary:
    """The counts that the database gave, or would give."""
    from django.core.files.base import File  # noqa: PLC0415 Django is set up when the function runs, not before

    from filon.crm.imports import operations, running  # noqa: PLC0415 idem
    from filon.crm.imports.preview import preview  # noqa: PLC0415 idem
    from filon.kernel.errors import Refused  # noqa: PLC0415 idem

    summary = preview(file)
    if dry_run or summary.created + summary.updated == 0:
        return summary
    with file.open("rb") as content:
        import_ = operations.upload(File(content, name=file.name), name=file.name, now=running.moment())
    running.check_file(import_.id)
    operations.start(import_.id, ignore_errors=True)
    running.write_file(import_.id)
    import_.refresh_from_db()
    if import_.failure:
        raise Refused(import_.failure)
    summary.created, summary.updated = import_.created, import_.updated
    return summary


def _told(summary: Summary) -> str:
    counts = summary.as_json()
    refused = counts.pop("refused_rows")
    lines = [f"{name:<12}{count:>9}" for name, count in counts.items()]
    lines += [f"  row {row}: {reason}" for row, reason in list(refused.items())[:REFUSED_SHOWN]]
    if len(refused) > REFUSED_SHOWN:
        lines.append(f"  … and {len(refused) - REFUSED_SHOWN} more; --json lists them all")
    return "\n".join(lines)
