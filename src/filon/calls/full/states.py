from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.voice.dialogue import findings as said

Choices = list[tuple[str, str | Promise]]


class Field(models.TextChoices):
    """What of a row the switchboard may confirm or correct (A-ST-11). The names are those of ``voice``'s findings."""

    PERSON = "person", _("Prospect")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Téléphone")


VERDICTS: Choices = [
    (said.Verdict.UNTOUCHED.value, _("Non abordé")),
    (said.Verdict.VALIDATED.value, _("Validé")),
    (said.Verdict.MODIFIED.value, _("Modifié")),
    (said.Verdict.INVALIDATED.value, _("Invalidé")),
    (said.Verdict.AMBIGUOUS.value, _("Ambigu")),
]
REASONS: Choices = [
    (said.Reason.LEFT.value, _("N’y travaille pas, ou plus")),
    (said.Reason.OTHER_SERVICE.value, _("Le numéro est celui d’un autre service")),
    (said.Reason.UNKNOWN.value, _("Inconnu du standard")),
    (said.Reason.REFUSED.value, _("Le standard n’en donne pas")),
    (said.Reason.WRONG.value, _("Faux, sans autre proposition")),
]
BARRIERS: Choices = [
    (said.Barrier.HUMAN.value, _("Barrage humain")),
    (said.Barrier.NOT_ALLOWED.value, _("Barrage non habilité")),
]
