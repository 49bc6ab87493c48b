"""What a user does with a file of numbers: drop it, let it in, forget it (ST-35…39)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.files.base import File

from filon.calls.imports import jobs
from filon.calls.imports.checking import check
from filon.calls.imports.limits import MAX_LINES
from filon.calls.imports.models import ProspectImport
from filon.calls.imports.screening import screened
from filon.calls.imports.template import MODELS, Field
from filon.calls.models import CallCampaign
from filon.calls.operations.prospects import known_keys
from filon.crm.imports.reading import Table
from filon.crm.imports.strict import operations as strict
from filon.kernel.tenancy import current_workspace
from filon.tenants import queries as tenants


def upload(campaign: CallCampaign, content: File[bytes], *, now: datetime, by: int | None = None) -> ProspectImport:
    """Read and check a file; what it holds waits for a yes. A file without any fault is let in at once (ST-37).

    Raises Refused, field ``file``, for a file that cannot be read or does not follow the model; nothing is kept.
    """
    import_ = ProspectImport(campaign=campaign, name=strict.name_of(content), created_at=now, created_by_id=by)
    with strict.opened(content) as table:
        _fill(import_, table)
    return import_


def start(import_id: UUID, *, ignore_errors: bool) -> ProspectImport:
    """[Importer], or [Ignorer et importer]: rows in error are not called (ST-38, ST-39). Raises Refused."""
    return strict.start(ProspectImport, import_id, ignore_errors=ignore_errors, begin=_begin)


def cancel(import_id: UUID) -> None:
    """Forget a file that was not let in."""
    strict.cancel(ProspectImport, import_id)


def _begin(import_id: UUID) -> None:
    jobs.run.defer(import_id=import_id)


def _fill(import_: ProspectImport, table: Table) -> None:
    """What becomes of every row, counted and kept."""
    model = MODELS[import_.campaign.scenario]
    fields = model.fields_of(table.layout.columns)
    region = tenants.workspace(current_workspace()).country
    outcomes = check(table.rows(), fields=fields, names=table.columns, region=region, mandatory=model.mandatory)
    lines, refused = strict.sort_out(import_, outcomes, limit=MAX_LINES)
    lines, opposed = screened(lines, column=table.columns[fields.index(Field.PHONE)])
    here = known_keys(import_.campaign_id, {line.phone for line in lines})
    new = [line for line in lines if line.key not in here]
    import_.columns = table.columns
    import_.known = len(lines) - len(new)
    strict.keep(import_, new, [*refused, *opposed], begin=_begin)
