"""Lines about projects that rules of alerts tell of."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from filon.alerts.models import ProjectNotice
from filon.alerts.states import Moment
from filon.desk.lines.line import Gesture, Line
from filon.desk.points import Kind, points, whole_days
from filon.timeline.names import Name


def project_line(notice: ProjectNotice, *, now: datetime) -> Line:
    """A project that somebody is told of, under the titles of the rules that say so (CO-196)."""
    project = notice.project
    page = reverse("alerts:project", args=[project.id])
    text = _("Projet mis à jour : %(title)s") if notice.moment == Moment.UPDATED else _("Nouveau projet : %(title)s")
    rules = ", ".join(_("« %(title)s »") % {"title": title} for title in notice.titles)
    return Line(
        kind=Kind.PROJECT,
        id=notice.id,
        title=text % {"title": project.title},
        url=page,
        context=(Name(project.company.name, reverse("directory:company", args=[project.company_id])),),
        why=_("Règle d’alerte %(rules)s.") % {"rules": rules},
        said=notice.update.text if notice.update else "",
        since=notice.at,
        points=points(Kind.PROJECT, units=whole_days(notice.at, now)),
        done=Gesture(label=_("Vu"), icon="check", url=reverse("alerts:notice_read", args=[notice.id]), post=True),
        more=(Gesture(label=_("Ouvrir"), icon="arrow-right", url=page),),
    )
