"""Lines about what goes on outside Filon: people who called, and tools that refuse what they are told."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filon.crm.models import Task
from filon.crm.notes.models import Note
from filon.desk.deadlines import reply_by
from filon.desk.lines.line import Gesture, Line
from filon.desk.lines.mail import Scene
from filon.desk.points import Kind, points, whole_days
from filon.directory.models import Company
from filon.kernel.ui.templatetags.ui import phone
from filon.timeline.names import Name
from filon.timeline.webhooks import addresses
from filon.timeline.webhooks.queries import DisabledEndpoint
from filon.timeline.webhooks.web.labels import answer_of


def call_back_line(task: Task, *, note: Note | None = None, scene: Scene) -> Line:
    """Somebody called and reached nobody (MO-27): their number, who they are, when, and whose it is to call back.

    ``note`` is the last one about their company (CO-90).
    """
    until = reply_by(task.since, days=scene.days)
    owner = [Name(_("confié à %(name)s") % {"name": task.assignee.name}, "")] if task.assignee else []
    company = company_of(task)
    place = [Name(company.name, reverse("directory:company", args=[company.id]))] if company and task.contact else []
    return Line(
        kind=Kind.CALL_BACK,
        id=task.id,
        title=_("Rappeler %(name)s") % {"name": _caller(task)},
        url=_card(task),
        context=(*place, *owner),
        why=ngettext("%(phone)s, %(n)s appel sans réponse.", "%(phone)s, %(n)s appels sans réponse.", task.calls)
        % {"phone": phone(task.phone), "n": task.calls},
        said=_("Dernière note : %(text)s") % {"text": note.text} if note else "",
        since=task.since,
        until=until,
        late=scene.now > until,
        points=points(Kind.CALL_BACK, units=whole_days(task.since, scene.now)),
        done=Gesture(label=_("Rappelé"), icon="check", url=reverse("desk:task_done", args=[task.id]), post=True),
        more=(Gesture(label=_("Appeler"), icon="phone-call", url=f"tel:{task.phone}"),),
    )


def company_of(task: Task) -> Company | None:
    """Whose people the caller is one of, as far as the number tells."""
    return task.company or (task.contact.company if task.contact else None)


def webhook_line(found: DisabledEndpoint, *, scene: Scene) -> Line:
    """An address that Filon gave up: what it answered last, and a button that tries again."""
    endpoint = found.endpoint
    since = endpoint.failing_since or endpoint.created_at
    page = reverse("timeline:webhook", args=[endpoint.id])
    host = addresses.host(endpoint.url)
    if found.answer is None:
        why = _("%(host)s n’acceptait plus rien : Filon n’y envoie plus rien.") % {"host": host}
    else:
        answer = {"host": host, "answer": answer_of(found.answer.code, found.answer.error)}
        why = _("Filon n’envoie plus rien à %(host)s. Dernière réponse : %(answer)s.") % answer
    retry = reverse("desk:webhook_retry", args=[endpoint.id])
    return Line(
        kind=Kind.WEBHOOK,
        id=endpoint.id,
        title=_("Relancer le webhook %(name)s") % {"name": endpoint.label or host},
        url=page,
        context=(),
        why=why,
        since=since,
        points=points(Kind.WEBHOOK, units=whole_days(since, scene.now)),
        done=Gesture(label=_("Réessayer"), icon="refresh-cw", url=retry, post=True),
        more=(Gesture(label=_("Régler"), icon="settings", url=page),),
    )


def _caller(task: Task) -> str:
    if task.contact and task.contact.name:
        return task.contact.name
    return task.company.name if task.company else phone(task.phone)


def _card(task: Task) -> str:
    if task.contact_id:
        return reverse("crm:contact", args=[task.contact_id])
    return reverse("directory:company", args=[task.company_id]) if task.company_id else ""
