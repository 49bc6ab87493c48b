from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TrunkKind(models.TextChoices):
    """``practice`` reaches the practice switchboards of this machine and nothing else."""

    SIP = "sip", _("Opérateur SIP")
    PRACTICE = "practice", _("Standards d’entraînement")


class TrunkState(models.TextChoices):
    WORKING = "working", _("En service")
    PAUSED = "paused", _("En pause")


class Scenario(models.TextChoices):
    """ST-15: what answers a number; that, and whether the file says true of the prospect."""

    LIGHT = "light", _("Qualification du standard et performance")
    FULL = "full", _("Qualification du standard et du prospect")


class CampaignState(models.TextChoices):
    """A-ST-17: paused → running → finished; new rows start a finished one again."""

    PAUSED = "paused", _("En pause")
    RUNNING = "running", _("En cours")
    FINISHED = "finished", _("Terminée")


class ProspectState(models.TextChoices):
    """``refused``: the policy keeps Filon from calling, and says why."""

    WAITING = "waiting", _("À appeler")
    CALLING = "calling", _("Appel en cours")
    DONE = "done", _("Terminé")
    REFUSED = "refused", _("Écarté")


class Nature(models.TextChoices):
    """What answered (ST-16, ST-50, ST-78…82, A-ST-9, A-ST-27)."""

    HUMAN = "human", _("Humain")
    IVR = "ivr", _("SVI")
    VOICEMAIL = "voicemail", _("Répondeur")
    SILENCE = "silence", _("Silence")
    NO_ANSWER = "no_answer", _("Non décroché")
    UNASSIGNED = "unassigned", _("Non assigné")
    BUSY = "busy", _("Occupé")
    OTHER = "other", _("Autre")


class Status(models.TextChoices):
    """The last word on a row (§1.7), from ST-59 to ST-82. A Light campaign gives the last five only: natures, never
    anything of a prospect (ST-101). ``EMAIL_VALIDATED`` is an older word for ``PERSON_EMAIL_VALIDATED``: understood and
    shown, never given to a new call (ST-64, ST-100).
    """

    PERSON_VALIDATED = "person_validated", _("Prospect validé")
    PERSON_EMAIL_VALIDATED = "person_email_validated", _("Prospect et mail validé")
    PERSON_VALIDATED_EMAIL_INVALIDATED = "person_validated_email_invalidated", _("Prospect validé et mail invalidé")
    PERSON_VALIDATED_EMAIL_MODIFIED = "person_validated_email_modified", _("Prospect validé et mail modifié")
    EMAIL_VALIDATED = "email_validated", _("Mail validé")
    PERSON_MODIFIED = "person_modified", _("Prospect modifié")
    PERSON_EMAIL_MODIFIED = "person_email_modified", _("Prospect modifié et mail modifié")
    EMAIL_MODIFIED = "email_modified", _("Mail modifié")
    PERSON_INVALIDATED_EMAIL_MODIFIED = "person_invalidated_email_modified", _("Prospect invalidé et mail modifié")
    EMAIL_INVALIDATED = "email_invalidated", _("Mail invalidé")
    PERSON_INVALIDATED = "person_invalidated", _("Prospect invalidé")
    BARRIER_HUMAN = "barrier_human", _("Barrage humain")
    BARRIER_NOT_ALLOWED = "barrier_not_allowed", _("Barrage non habilité")
    NO_ANSWER = "no_answer", _("Non décroché")
    IVR = "ivr", _("SVI")
    VOICEMAIL = "voicemail", _("Répondeur")
    SILENCE = "silence", _("Silence")
    UNASSIGNED = "unassigned", _("Non assigné")


class Level(models.IntegerChoices):
    """The colour of a row (ST-46, A-ST-6): green, orange, red; none while it was not called, grey."""

    FIRST = 1, _("À appeler en priorité")
    LATER = 2, _("À appeler ensuite")
    NEVER = 3, _("À ne pas appeler")


class AttemptState(models.TextChoices):
    """``placing`` is written before the first packet leaves; ``interrupted``: the dialer died meanwhile."""

    PLACING = "placing", _("Numérotation")
    UP = "up", _("En ligne")
    OVER = "over", _("Terminé")
    INTERRUPTED = "interrupted", _("Interrompu")


LIVE = (AttemptState.PLACING, AttemptState.UP)
"""The call may be up at the far end."""
