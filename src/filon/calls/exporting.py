"""The results of a campaign as a CSV that spreadsheets open and that imports again (ST-57, ST-99)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from filon.calls.columns import FULL_RESULTS, RESULTS
from filon.calls.full.telling import said_of
from filon.calls.imports.template import MODELS, Field, Person
from filon.calls.labels import COLOURS, level_badge
from filon.calls.models import CallCampaign, Prospect
from filon.calls.queries.calls import heard
from filon.calls.queries.full import with_said
from filon.calls.queries.results import prospects
from filon.calls.states import Level, Nature, ProspectState, Scenario, Status
from filon.kernel.tables.delimited import MARK, line
from filon.kernel.ui.templatetags.ui import phone

AT_ONCE = 1_000
Cells = Mapping[str, Callable[[Prospect], str]]
TEMPLATE: Cells = {
    Field.PHONE: lambda row: phone(row.phone),
    Field.COMPANY: lambda row: row.company.name if row.company else str(row.columns.get("company", "")),
    Field.LABEL: lambda row: row.label,
    Field.REFERENCE: lambda row: str(row.columns.get("reference", "")),
}
PERSON_TEMPLATE: Cells = {
    Person.PHONE: TEMPLATE[Field.PHONE],
    Person.COMPANY: TEMPLATE[Field.COMPANY],
    Person.FIRST_NAME: lambda row: row.first_name,
    Person.LAST_NAME: lambda row: row.last_name,
    Person.JOB_TITLE: lambda row: row.job_title,
    Person.EMAIL: lambda row: row.email,
    Person.EXTERNAL_ID: lambda row: row.external_id,
    Person.SIRET: lambda row: row.siret,
}
TEMPLATES: Mapping[str, Cells] = {Scenario.LIGHT: TEMPLATE, Scenario.FULL: PERSON_TEMPLATE}
COLUMNS = {Scenario.LIGHT: RESULTS, Scenario.FULL: FULL_RESULTS}


def export_csv(campaign: CallCampaign, *, ids: Collection[UUID] | None = None) -> Iterator[bytes]:
    """One line for each row: the columns of its model, then the results. No cell can run as a formula (CWE-1236).

    ``ids`` are the rows that were chosen, all of them otherwise.
    """
    scenario = Scenario(campaign.scenario)
    zone = ZoneInfo(campaign.time_zone)
    template, columns = TEMPLATES[scenario], COLUMNS[scenario]
    yield MARK + line([*map(str, MODELS[scenario].labels.values()), *map(str, columns.values())])
    wanted = prospects(campaign.id) if ids is None else prospects(campaign.id).filter(id__in=ids)
    talks = scenario == Scenario.FULL
    rows = list((with_said(wanted) if talks else wanted).order_by("position", "id"))
    for start in range(0, len(rows), AT_ONCE):
        batch = rows[start : start + AT_ONCE]
        extracts = {} if talks else heard([row.id for row in batch])
        for row in batch:
            results = _results(row, extract=extracts.get(row.id), zone=zone) | (said_of(row) if talks else {})
            yield line([*(read(row) for read in template.values()), *(results[name] for name in columns)])


def _results(row: Prospect, *, extract: UUID | None, zone: ZoneInfo) -> dict[str, str]:
    points = {part["code"]: _number(part["points"]) for part in row.parts}
    return {
        "state": str(ProspectState(row.state).label),
        "nature": str(Nature(row.nature).label) if row.nature else "",
        "status": str(Status(row.status).label) if row.status else "",
        "level": level_badge(row).label,
        "colour": str(COLOURS[row.level]),
        "score": _number(row.score),
        "score_attempts": points.get("attempts", ""),
        "score_hold": points.get("hold", ""),
        "score_nature": points.get("nature", ""),
        "attempts": str(row.attempts_made),
        "ring": _number(row.ring_s),
        "hold": _number(row.hold_s),
        "last_called": _moment(row.last_called_at, zone),
        "next_call": _moment(row.next_at if row.state == ProspectState.WAITING else None, zone),
        "comment": comment(row),
        "new_values": "",
        "extract": str(extract or ""),
    }


def comment(row: Prospect) -> str:
    """The advice of a row in a sentence (ST-21)."""
    if row.level == Level.FIRST:
        return _("Une personne décroche vite : à appeler en premier.")
    if row.level == Level.LATER:
        return _("Une personne décroche, après une attente ou plusieurs essais.")
    if row.nature == Nature.UNASSIGNED:
        return _("Ce numéro n’est pas attribué.")
    if row.level == Level.NEVER:
        return _("Personne au standard : préférez l’e-mail ou un autre canal.")
    return ""


def _number(value: float | None) -> str:
    """As a French spreadsheet reads it; "" for none."""
    return "" if value is None else f"{value:.1f}".removesuffix(".0").replace(".", ",")


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else ""
