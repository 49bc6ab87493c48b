from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.outreach.texts import StepFields

MEETING_IS_FOR = _(
    "Vous avez une offre claire et vous voulez vingt minutes avec le décideur. Trois e-mails sur dix jours."
)
RIGHT_PERSON_IS_FOR = _(
    "Vous avez une adresse générale ou un nom incertain : demandez simplement à qui parler. Deux e-mails."
)
AFTER_EVENT_IS_FOR = _(
    "Vous avez rencontré ces personnes, ou elles ont laissé leur carte. Trois e-mails sur trois semaines."
)
MISSED_CALL_IS_FOR = _(
    "Un prospect a appelé et n’a eu personne : excusez-vous et proposez de convenir d’un moment. Deux e-mails."
)


@dataclass(frozen=True)
class Sample:
    """``key`` names it in addresses, ``when`` tells the reader what it is good for; its texts are in the language of
    those it is written to."""

    key: str
    name: str
    when: str | Promise
    steps: tuple[StepFields, ...]
