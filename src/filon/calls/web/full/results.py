"""What the screen of a campaign that talks shows beside its rows: their filters, and the two charts."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from filon.calls.full.states import Field
from filon.calls.full.statuses import LEGACY, LEVEL_NAMES
from filon.calls.labels import NOT_CALLED, TO_CALL_AGAIN
from filon.calls.models import CallCampaign, Prospect
from filon.calls.queries.full import ANY, APPLIED, DOUBT, TO_APPLY, has_legacy
from filon.calls.queries.results import AGAIN, NOT_YET
from filon.calls.states import Status
from filon.calls.web.full.rows import shown_people
from filon.kernel.listing import Page

Choices = list[tuple[str | int, str | Promise]]


def context_of(campaign: CallCampaign, page: Page[Prospect]) -> dict[str, Any]:
    """What the template of the results prints."""
    return {
        "rows": shown_people(page.rows),
        "statuses": statuses(legacy=page.params.get("status") in LEGACY or has_legacy(campaign.id)),
        "levels": [*LEVEL_NAMES.items(), (AGAIN, TO_CALL_AGAIN), (NOT_YET, NOT_CALLED)],
        "changes": changes(),
        "by_first": page.sort == page.spec.default_sort and page.desc,
    }


def statuses(*, legacy: bool) -> Choices:
    """ST-59…82; what no new call gets is offered only where there is some of it (A-ST-5)."""
    return [(one.value, one.label) for one in Status if legacy or one not in LEGACY]


def changes() -> Choices:
    """What can be asked of the modifications."""
    fields = {
        Field.PERSON: _("Prospect modifié"),
        Field.EMAIL: _("E-mail modifié"),
        Field.PHONE: _("Téléphone modifié"),
    }
    return [
        (ANY, _("Toutes les modifications")),
        *[(field.value, name) for field, name in fields.items()],
        (DOUBT, _("À confirmer")),
        (TO_APPLY, _("Pas encore dans la fiche")),
        (APPLIED, _("Déjà dans la fiche")),
    ]
