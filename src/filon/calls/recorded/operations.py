"""Recordings kept, taken away, copied and read."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO, Protocol
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.calls.models import CallCampaign
from filon.calls.operations.campaigns import locked
from filon.calls.recorded.models import RecordedSentence
from filon.kernel.errors import Refused
from filon.kernel.turns import NoPlace, Places
from filon.voice.converting import RATE, NotASound, Reason, Samples, converted
from filon.voice.media import g711
from filon.voice.media.g711 import Law

LARGEST_BYTES = 8 * 1024 * 1024
"""Ten seconds of the best stereo that a studio writes."""

PLACES = Places(2)
WAIT_S = 20.0
"""As long as one conversion may take."""

WRONG: dict[Reason, str | Promise] = {
    "format": gettext_lazy("Ce fichier n’est pas un son que Filon sait lire : envoyez un WAV, MP3, OGG, FLAC ou AIFF."),
    "long": gettext_lazy("L’enregistrement dure plus de 10 secondes : raccourcissez-le."),
    "short": gettext_lazy("L’enregistrement dure moins d’une demi-seconde : enregistrez une phrase entière."),
    "silent": gettext_lazy("On n’entend rien dans ce fichier : enregistrez-le de nouveau, plus près du micro."),
    "slow": gettext_lazy("Ce fichier prend trop de temps à lire : envoyez-le en WAV."),
}


class Upload(Protocol):
    """A file as Django hands it over."""

    name: str | None
    size: int | None
    file: BinaryIO

    def read(self) -> bytes: ...


def keep(campaign_id: UUID, file: Upload, *, now: datetime, by: int | None = None) -> RecordedSentence:
    """Say this from the next call on, instead of what was said before. Raises Refused with what is wrong with it.

    Of two who send one at once the last wins.
    """
    if (file.size or 0) > LARGEST_BYTES:
        raise Refused(_("Ce fichier est trop lourd : 8 Mo au plus."), field="recording", code="too_large")
    sound = _converted(file.read())
    with transaction.atomic():
        locked(campaign_id)
        RecordedSentence.objects.filter(campaign_id=campaign_id).delete()
        return RecordedSentence.objects.create(
            campaign_id=campaign_id,
            name=PurePath(file.name or "").name[:120],
            content=g711.encode(sound, Law.A),
            seconds=round(len(sound) / RATE, 1),
            created_by_id=by,
            created_at=now,
        )


def _converted(data: bytes) -> Samples:
    """A process of 1 GB at most for each: so few of them at once."""
    try:
        with PLACES.turn(wait_s=WAIT_S):
            return converted(data)
    except NotASound as fault:
        raise Refused(str(WRONG[fault.reason]), field="recording", code=fault.reason) from None
    except NoPlace:
        said = _("Trop d’enregistrements sont envoyés en même temps : réessayez dans une minute.")
        raise Refused(said, field="recording", code="busy") from None


def remove(campaign_id: UUID) -> None:
    """Say what the campaign has in words, or nothing, from the next call on."""
    RecordedSentence.objects.filter(campaign_id=campaign_id).delete()


def copy(source: CallCampaign, target: CallCampaign) -> None:
    """A rehearsal says what its campaign says."""
    kept = RecordedSentence.objects.filter(campaign=source).first()
    if kept:
        RecordedSentence.objects.create(
            campaign=target,
            name=kept.name,
            content=kept.content,
            seconds=kept.seconds,
            created_by_id=kept.created_by_id,
            created_at=kept.created_at,
        )


def samples_of(sentence: RecordedSentence) -> Samples:
    """At 8 kHz."""
    return g711.decode(bytes(sentence.content), Law.A)
