"""The results of a campaign as a CSV that spreadsheets open and that imports again (ST-57, ST-99)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from filon.calls.columns import RESULTS
from filon.calls.imports.template import LABELS, Field
from filon.calls.labels import COLOURS
from filon.calls.models import CallCampaign, Prospect
from filon.calls.queries.calls import heard
from filon.calls.queries.results import prospects
from filon.calls.states import Level, Nature, ProspectState, Status
from filon.kernel.tables.delimited import MARK, line
from filon.kernel.ui.templatetags.ui import phone

AT_ONCE = 1_000
TEMPLATE: Mapping[Field, Callable[[Prospect], str]] = {
    Field.PHONE: lambda row: phone(row.phone),
    Field.COMPANY: lambda row: row.company.name if row.company else str(row.columns.get("company", "")),
    Field.LABEL: lambda row: row.label,
    Field.REFERENCE: lambda row: str(row.columns.get("reference", "")),
}


def export_csv(campaign: CallCampaign, *, ids: Collection[UUID] | None = None) -> Iterator[bytes]:
    """One line for each row: the columns of the model, then the results. No cell can run as a formula (CWE-1236).

    ``ids`` are the rows that were chosen, all of them otherwise.
    """
    zone = ZoneInfo(campaign.time_zone)
    yield MARK + line([*map(str, LABELS.values()), *map(str, RESULTS.values())])
    wanted = prospects(campaign.id) if ids is None else prospects(campaign.id).filter(id__in=ids)
    rows = list(wanted.order_by("position", "id"))
    for start in range(0, len(rows), AT_ONCE):
        batch = rows[start : start + AT_ONCE]
        extracts = heard([row.id for row in batch])
        for row in batch:
            results = _results(row, extract=extracts.get(row.id), zone=zone)
            yield line([*(read(row) for read in TEMPLATE.values()), *(results[name] for name in RESULTS)])


def _results(row: Prospect, *, extract: UUID | None, zone: ZoneInfo) -> dict[str, str]:
    points = {part["code"]: _number(part["points"]) for part in row.parts}
    return {
        "state": str(ProspectState(row.state).label),
        "nature": str(Nature(row.nature).label) if row.nature else "",
        "status": str(Status(row.status).label) if row.status else "",
        "level": str(Level(row.level).label) if row.level else "",
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
    if row.level == Level.NEVER:
        return _("Personne au standard : préférez l’e-mail ou un autre canal.")
    return ""


def _number(value: float | None) -> str:
    """As a French spreadsheet reads it; "" for none."""
    return "" if value is None else f"{value:.1f}".removesuffix(".0").replace(".", ",")


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else ""
