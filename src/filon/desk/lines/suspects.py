"""Lines about companies that came to the score of a routine."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filon.desk.lines.line import Gesture, Line
from filon.desk.points import Kind, points, whole_days
from filon.market.models import SuspectNotice
from filon.timeline.names import Name


def suspects_line(notice: SuspectNotice, *, best: str, now: datetime) -> Line:
    """Suspects that somebody is told of (CO-149); ``best`` is the name of the best one, "" when it may not be shown."""
    page = reverse("market:routine", args=[notice.routine_id])
    title = ngettext(
        "%(n)s suspect a atteint %(score)s points", "%(n)s suspects ont atteint %(score)s points", notice.count
    ) % {"n": notice.count, "score": notice.threshold}
    why = _("Le mieux noté : %(name)s.") % {"name": best} if best else _("Les mieux notés sont en haut de la liste.")
    return Line(
        kind=Kind.SUSPECTS,
        id=notice.id,
        title=title,
        url=page,
        context=(Name(notice.routine.title, page),),
        why=why,
        since=notice.at,
        points=points(Kind.SUSPECTS, units=whole_days(notice.at, now)),
        done=Gesture(label=_("Vu"), icon="check", url=reverse("market:notice_read", args=[notice.id]), post=True),
        more=(Gesture(label=_("Ouvrir"), icon="arrow-right", url=page),),
    )
