"""Menus kept as calls hear them."""

from __future__ import annotations

from collections.abc import Sequence

from filon.calls.events import CallAttempted, ProspectQualified
from filon.calls.ivr import transcribing
from filon.calls.ivr.jobs import transcribe_menu
from filon.calls.ivr.models import HeardMenu
from filon.calls.models import Attempt
from filon.calls.states import Nature
from filon.kernel.tenancy import current_workspace
from filon.tenants.models import Workspace
from filon.timeline.events import Published, subscribe


@subscribe(CallAttempted, ProspectQualified)
def keep_menus(batch: Sequence[Published]) -> None:
    """Every call that met a menu, and was recorded, leaves what it heard with its number. Rehearsals teach nothing."""
    met = {
        event.prospect_id
        for published in batch
        if isinstance(event := published.event, CallAttempted | ProspectQualified) and event.nature == Nature.IVR
    }
    if not met:
        return
    calls = Attempt.objects.filter(prospect_id__in=met, nature=Nature.IVR, campaign__practice=False).exclude(audio="")
    known = set(HeardMenu.objects.filter(attempt__in=calls).values_list("attempt_id", flat=True))
    language = Workspace.objects.values_list("language", flat=True).get(id=current_workspace())
    new = [_menu(call, language=language) for call in calls.defer("dialog") if call.id not in known]
    HeardMenu.objects.bulk_create(new, ignore_conflicts=True)
    if transcribing.current():
        transcribe_menu.defer_many([{"attempt_id": menu.attempt_id} for menu in new])


def _menu(call: Attempt, *, language: str) -> HeardMenu:
    return HeardMenu(
        phone=call.phone,
        company_id=call.company_id,
        attempt=call,
        language=language,
        heard_at=call.ended_at or call.placed_at,
    )
