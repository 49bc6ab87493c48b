"""What users choose about their notices (CO-176), and the workspace about the name they come from."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from filon.kernel.errors import Refused
from filon.notices.kinds import KINDS, Channels
from filon.notices.models import NoticeDelay, NoticePreference, NoticeSender

LONGEST_DELAY = 24 * 30
"""A month, in hours: whatever is older is history."""


def choose(choices: Mapping[str, Channels], *, user_id: int, hours: int) -> None:
    """Keep the channels of each kind, and the delay; what is technical is not chosen (CO-182). Raises Refused."""
    set_delay(hours, user_id=user_id)
    rows = [
        NoticePreference(
            user_id=user_id, kind=kind, in_app=channels.in_app, by_mail=channels.by_mail, always=channels.always
        )
        for kind, channels in choices.items()
        if kind in KINDS and not KINDS[kind].technical
    ]
    NoticePreference.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["workspace", "user", "kind"],
        update_fields=["in_app", "by_mail", "always"],
    )


def set_delay(hours: int, *, user_id: int) -> None:
    """After how many hours a notice counts as dealt with (CO-186). Raises Refused."""
    if not 1 <= hours <= LONGEST_DELAY:
        raise Refused(
            _("Choisissez un délai de 1 à %(most)s heures.") % {"most": LONGEST_DELAY}, field="hours", code="delay"
        )
    NoticeDelay.objects.update_or_create(user_id=user_id, defaults={"hours": hours})


def name_sender(name: str) -> None:
    """The name that the workspace's notices come from (A-CO-33); "" is Filon's own. Raises Refused."""
    bare = " ".join(name.split())
    if not bare.isprintable() or "@" in bare:
        raise Refused(_("Un nom, sans adresse ni caractère invisible."), field="sender", code="sender_name")
    with transaction.atomic():
        if bare:
            NoticeSender.objects.update_or_create(defaults={"name": bare[:60]})
        else:
            NoticeSender.objects.all().delete()
