"""Whether this installation can hold a conversation on a line."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from filon.calls.models import CallCampaign, Trunk
from filon.calls.states import Scenario, TrunkKind
from filon.kernel.errors import Refused


def check_speech(campaign: CallCampaign, trunk: Trunk) -> None:
    """Raises Refused where a campaign that talks could not understand who answers: what understands the practice
    switchboards understands nobody else, so an operator's line needs a recogniser of the host's choice."""
    if campaign.scenario != Scenario.FULL or trunk.kind == TrunkKind.PRACTICE:
        return
    if not str(getattr(settings, "FILON_RECOGNISER", "")).strip():
        sentence = _(
            "Filon ne peut pas encore comprendre vos interlocuteurs : demandez à qui héberge Filon d’indiquer une "
            "reconnaissance vocale (FILON_RECOGNISER), ou choisissez les standards d’entraînement."
        )
        raise Refused(sentence, field="trunk", code="no_recogniser")
