"""Whether this installation can hold a conversation on a line."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from filon.calls.models import CallCampaign, Trunk
from filon.calls.states import Scenario, TrunkKind
from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace
from filon.tenants import queries as tenants
from filon.voice.speech.recognisers import BadRecogniser, recogniser_from, understands
from filon.voice.speech.voices import BadVoice, voice_from


def check_speech(campaign: CallCampaign, trunk: Trunk) -> None:
    """Raises Refused where a campaign that talks could not understand who answers, or could not speak: what understands
    the practice switchboards understands nobody else, so an operator's line needs a recogniser of the host's choice."""
    if campaign.scenario != Scenario.FULL:
        return
    try:
        voice_from(settings.FILON_VOICE)
    except BadVoice as fault:
        raise _no("no_voice", _voice() % {"fault": fault}) from None
    if trunk.kind == TrunkKind.PRACTICE:
        return
    try:
        recogniser = recogniser_from(settings.FILON_RECOGNISER)
    except BadRecogniser as fault:
        raise _no("no_recogniser", _recogniser() % {"fault": fault}) from None
    if recogniser is None or recogniser.closed:
        raise _no("no_recogniser", _missing())
    language = tenants.workspace(current_workspace()).language
    if not understands(recogniser, language):
        raise _no("no_recogniser", _language() % {"language": language})


def _missing() -> str:
    return _(
        "Filon ne peut pas encore comprendre vos interlocuteurs : demandez à qui héberge Filon d’indiquer une "
        "reconnaissance vocale (FILON_RECOGNISER), ou choisissez les standards d’entraînement."
    )


def _recogniser() -> str:
    return _("La reconnaissance vocale ne peut pas servir : demandez à qui héberge Filon de la corriger (%(fault)s).")


def _language() -> str:
    return _(
        "La reconnaissance vocale ne comprend pas la langue de votre espace (%(language)s) : demandez à qui héberge "
        "Filon de l’ajouter à FILON_RECOGNISER."
    )


def _voice() -> str:
    return _("La voix de Filon ne peut pas servir : demandez à qui héberge Filon de la corriger (%(fault)s).")


def _no(code: str, sentence: str) -> Refused:
    return Refused(sentence, field="trunk", code=code)
