"""Lines about companies to come back to."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from filon.crm.follow_ups.states import MEANINGS, Priority
from filon.crm.notes.models import Note
from filon.desk.deadlines import end_of
from filon.desk.lines.line import Gesture, Line
from filon.desk.lines.mail import Scene
from filon.desk.points import Kind, Point, points
from filon.timeline.names import Name

PER_DEGREE = 4
"""Points of a degree of priority: more than any delay gives, so that high comes before normal and low (CO-166)."""


def follow_up_line(row: Any, *, note: Note | None, scene: Scene) -> Line:
    """A follow-up whose day has come (CO-175); ``row.engaged`` tells a company with an opportunity.

    ``note`` is the last one about the company (CO-90).
    """
    zone = scene.days.zone
    page = reverse("directory:company", args=[row.company_id])
    late = max(0, (scene.now.astimezone(zone).date() - row.due_on).days)
    kind = Kind.OPPORTUNITY if row.engaged else Kind.FOLLOW_UP
    priority = Priority(row.priority)
    return Line(
        kind=kind,
        id=row.id,
        title=_("Relancer %(name)s") % {"name": row.company.name},
        url=page,
        context=(Name(row.company.city, ""),) if row.company.city else (),
        why=_("Priorité %(priority)s : %(meaning)s.")
        % {"priority": str(priority.label).lower(), "meaning": MEANINGS[priority]},
        said=_("Dernière note : %(text)s") % {"text": note.text} if note else "",
        since=row.set_at,
        until=end_of(row.due_on, zone=zone),
        late=late > 0,
        points=(*points(kind, units=late), *_of_priority(priority)),
        done=Gesture(label=_("Traitée"), icon="check", url=reverse("crm:follow_up_handle", args=[row.id]), post=True),
        more=(Gesture(label=_("Ouvrir"), icon="arrow-right", url=page),),
    )


def _of_priority(priority: Priority) -> tuple[Point, ...]:
    value = (Priority.LOW - priority) * PER_DEGREE
    said = _("Priorité %(priority)s") % {"priority": str(priority.label).lower()}
    return (Point(value, said),) if value else ()
