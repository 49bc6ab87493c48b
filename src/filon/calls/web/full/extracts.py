"""The extracts of a row: what justified each modification, to be heard (ST-53, ST-54, ST-97)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_safe

from filon.calls.full.labels import Told, person_of, told
from filon.calls.full.models import Extract
from filon.calls.full.states import Field
from filon.calls.models import Prospect
from filon.calls.recordings import path_of
from filon.calls.web.full.rows import person_row, said_of
from filon.calls.web.ranges import ranged
from filon.kernel.ui import web
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


@dataclass(frozen=True)
class Heard:
    """An extract as pages show it. ``audio`` plays the words alone; "" without a sound."""

    label: str
    change: Told | None
    quote: str
    audio: str
    erased_at: datetime | None


@require_GET
def extracts(request: WorkspaceRequest, prospect_id: UUID) -> HttpResponse:
    """[🎵]: the extracts of a row, played one after another."""
    row = person_row(prospect_id)
    context = {
        "prospect": row,
        "person": person_of(row.first_name, row.last_name),
        "extracts": heard(row),
    }
    return web.show(request, "calls/full/extracts.html", context)


@require_safe
def audio(request: WorkspaceRequest, extract_id: UUID) -> HttpResponseBase:
    """The sound of an extract, to the members of its workspace only, by ranges as players ask (RFC 9110)."""
    path = path_of(one(Extract.objects.exclude(audio=""), id=extract_id))
    if not path.is_file():
        raise Http404
    return ranged(path, asked=request.headers.get("Range", ""), content_type="audio/wav")


def heard(row: Prospect) -> list[Heard]:
    """The extracts of a row, in the order of the fields that they change."""
    said = said_of(row)
    changes = {each.code: each for each in told(row, said)} if said else {}
    return [_heard(each, changes) for each in _in_order(row.extracts.all())]


def _in_order(found: Iterable[Extract]) -> list[Extract]:
    places = {name: n for n, name in enumerate(Field.values)}
    return sorted(found, key=lambda each: places[each.field])


def _heard(extract: Extract, changes: dict[str, Told]) -> Heard:
    return Heard(
        label=str(Field(extract.field).label),
        change=changes.get(extract.field),
        quote=extract.quote,
        audio=audio_url(extract),
        erased_at=extract.erased_at,
    )


def audio_url(extract: Extract) -> str:
    """Where the words are heard, from the first to the last (media fragments, W3C)."""
    if not extract.audio:
        return ""
    url = reverse("calls:extract", args=[extract.id])
    return f"{url}#t={extract.start:.1f},{extract.end:.1f}"
