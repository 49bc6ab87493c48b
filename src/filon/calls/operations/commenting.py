"""A salesperson's own words instead of Filon's comment (ST-55)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.calls.full.comments import composed
from filon.calls.full.models import Qualification
from filon.kernel.errors import Refused
from filon.kernel.text import storable

LONGEST_COMMENT = 2_000


def write_comment(row_id: UUID, text: str, *, version: int, now: datetime, by: int | None = None) -> Qualification:
    """Keep what a user wrote of a row; nothing, or Filon's own words, brings Filon's comment back.

    ``version`` is that of the comment they had before their eyes. Raises Refused when somebody was quicker (code
    ``changed``), or where nobody was spoken to.
    """
    wanted = storable(text).strip()
    if len(wanted) > LONGEST_COMMENT:
        sentence = _("Un commentaire a %(most)s signes au plus.") % {"most": LONGEST_COMMENT}
        raise Refused(sentence, field="comment", code="comment_too_long")
    with transaction.atomic():
        said = locked(row_id)
        check_version(said, version)
        said.comment = "" if wanted == composed(said.row, said) else wanted
        said.version, said.changed_at, said.changed_by_id = version + 1, now, by
        said.save(update_fields=["comment", "version", "changed_at", "changed_by"])
    return said


def locked(row_id: UUID) -> Qualification:
    """What was said of the row, for this transaction alone to change. Raises Refused."""
    rows = Qualification.objects.select_for_update(of=("self",)).select_related("row__campaign", "row__company")
    said = rows.filter(row_id=row_id).first()
    if said is None:
        raise Refused(_("Personne n’a encore répondu pour cette ligne."), code="nobody_spoken_to")
    return said


def check_version(said: Qualification, version: int) -> None:
    """Raises Refused when somebody changed it since the user saw it."""
    if said.version != version:
        raise Refused(_("Cette ligne vient d’être modifiée par quelqu’un : relisez-la d’abord."), code="changed")
