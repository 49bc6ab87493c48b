"""One row: its calls with what each verdict rests on, and the replay of the seconds that decided."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_safe

from filon.actions.reasons import sentence
from filon.calls import evidence
from filon.calls.facts import opposed_rows
from filon.calls.labels import attempt_words
from filon.calls.models import Attempt, Prospect
from filon.calls.operations.selecting import EXCLUDED
from filon.calls.queries.calls import attempts_of
from filon.calls.recordings import path_of
from filon.calls.states import AttemptState, Nature, ProspectState, Scenario
from filon.calls.web.full import panel as full
from filon.calls.web.full.rows import person_row
from filon.calls.web.ranges import ranged
from filon.calls.web.rows import shown
from filon.kernel.ui import web
from filon.kernel.ui.templatetags.ui import phone
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


@dataclass(frozen=True)
class Told:
    """A call as its row tells it. ``audio`` starts where the verdict was heard."""

    attempt: Attempt
    title: str
    tone: str
    evidence: list[tuple[str, str]]
    audio: str


@require_GET
def prospect(request: WorkspaceRequest, prospect_id: UUID) -> HttpResponse:
    """A row in full: a dialog over the results, or a page of its own."""
    row = person_row(prospect_id)
    attempts = list(attempts_of(row.id))
    context = {
        "prospect": row,
        "campaign": row.campaign,
        "row": shown(row, now=request.clock.now(), attempt_id=None),
        "reasons": [("warn", f"{sentence(reason)}.", None) for reason in row.last_reasons],
        "attempts": [told(attempt) for attempt in attempts],
        "put_aside": row.state == ProspectState.REFUSED and any(r["code"] == EXCLUDED for r in row.last_reasons),
        "may_call": bool(row.phone) and row.nature != Nature.UNASSIGNED and not opposed_rows([row]),
        "note_url": _note_url(row),
        "heading": phone(row.phone),
    }
    if row.campaign.scenario == Scenario.FULL:
        context |= full.context_of(row)
    return web.show(request, "calls/prospect.html", context, part="calls/prospect_dialog.html")


def _note_url(row: Prospect) -> str:
    """Where a call to the row's company is noted, when the row is its switchboard."""
    if not (row.company and row.phone and row.company.phone == row.phone):
        return ""
    return reverse("crm:call_new", args=[row.company.id]) + "?to=standard"


@require_safe
def recording(request: WorkspaceRequest, attempt_id: UUID) -> HttpResponseBase:
    """The audio of a call, to the members of its workspace only, by ranges so that a player can seek (RFC 9110)."""
    row = one(Attempt.objects.exclude(audio=""), id=attempt_id)
    path = path_of(row)
    if not path.is_file():
        raise Http404
    return ranged(path, asked=request.headers.get("Range", ""), content_type="audio/wav")


def told(attempt: Attempt) -> Told:
    tone = {Nature.HUMAN: "ok", Nature.UNASSIGNED: "bad"}.get(Nature(attempt.nature), "") if attempt.nature else ""
    return Told(
        attempt=attempt,
        title=attempt_words(attempt),
        tone="warn" if attempt.state == AttemptState.INTERRUPTED else tone,
        evidence=[(evidence.moment(fact), evidence.sentence(fact)) for fact in attempt.evidence],
        audio=audio_url(attempt),
    )


def audio_url(attempt: Attempt) -> str:
    """Where the recording is heard, from the decisive seconds on; "" without one (media fragments, W3C)."""
    if not attempt.audio:
        return ""
    url = reverse("calls:recording", args=[attempt.id])
    if attempt.heard_from is None:
        return url
    return f"{url}#t={attempt.heard_from:.1f}" + (f",{attempt.heard_to:.1f}" if attempt.heard_to is not None else "")
