"""What is done from a line of Aujourd'hui. Each is the operation of the room that owns the row."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from filon.crm.models import Task
from filon.crm.tasks import operations as tasks
from filon.desk.viewer import Viewer
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.mail import operations as mailboxes
from filon.mail.inbox import operations as inbox
from filon.mail.models import Message
from filon.mail.states import FOR_A_PERSON, Direction
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.timeline.webhooks import operations as webhooks
from filon.timeline.webhooks.models import WebhookEndpoint

PARTS = ("today", "badge", "contact")
"""What the page looks at again after a gesture."""


@require_POST
def handle(request: WorkspaceRequest, message_id: UUID) -> HttpResponse:
    """An answer or a challenge is dealt with; the toast takes it back."""
    message = _received(request, message_id)
    count = inbox.handle(message.id, now=request.clock.now(), by=request.user.pk)
    if not count:
        return web.done(request, toast=_("Quelqu’un s’en est déjà occupé."), tone="info", refresh=PARTS)
    said = ngettext("C’est traité.", "C’est traité : %(n)s messages.", count) % {"n": count}
    return web.done(request, toast=said, undo=reverse("desk:reopen", args=[message.id]), refresh=PARTS)


@require_POST
def reopen(request: WorkspaceRequest, message_id: UUID) -> HttpResponse:
    message = _received(request, message_id)
    inbox.reopen(message.id, now=request.clock.now(), by=request.user.pk)
    return web.done(request, toast=_("Remis à traiter."), refresh=PARTS)


@require_POST
def retry(request: WorkspaceRequest, mailbox_id: UUID) -> HttpResponse:
    """Try a broken mailbox again and say what came of it."""
    mailbox = one(Viewer.of(request).mailboxes(), id=mailbox_id)
    failed = mailboxes.check_mailbox(mailbox.id, now=request.clock.now()).failed
    if failed is None:
        return web.done(request, toast=_("%(email)s fonctionne de nouveau.") % {"email": mailbox.email}, refresh=PARTS)
    return web.done(request, toast=str(failed.sentence), tone="bad", refresh=PARTS)


@require_POST
def task_done(request: WorkspaceRequest, task_id: UUID) -> HttpResponse:
    """Whoever called was called back; the toast takes it back."""
    task = one(theirs(request), id=task_id)
    if not tasks.finish_task(task.id, now=request.clock.now(), by=request.user.pk):
        return web.done(request, toast=_("Quelqu’un s’en est déjà occupé."), tone="info", refresh=PARTS)
    return web.done(
        request, toast=_("C’est noté : rappelé."), undo=reverse("desk:task_reopen", args=[task.id]), refresh=PARTS
    )


@require_POST
def task_reopen(request: WorkspaceRequest, task_id: UUID) -> HttpResponse:
    task = one(theirs(request), id=task_id)
    if not tasks.reopen_task(task.id, now=request.clock.now(), by=request.user.pk):
        said = _("Rien à remettre : ce numéro est déjà à rappeler.")
        return web.done(request, toast=said, tone="info", refresh=PARTS)
    return web.done(request, toast=_("Remis à rappeler."), refresh=PARTS)


@require_POST
def webhook_retry(request: WorkspaceRequest, endpoint_id: UUID) -> HttpResponse:
    """Send to a disabled endpoint again; what waited for it goes out at once."""
    endpoint = one(WebhookEndpoint, id=endpoint_id)
    try:
        webhooks.start(endpoint, at=request.clock.now(), by=request.user)
    except Refused as no:
        return refused(request, no)
    said = _("Webhook relancé : ce qui attendait part maintenant.")
    return web.done(request, toast=said, refresh=PARTS)


def theirs(request: WorkspaceRequest) -> QuerySet[Task]:
    """The tasks, done ones too, that this user may deal with: a manager all, others their own."""
    viewer = Viewer.of(request)
    return Task.objects.all() if viewer.is_manager else Task.objects.filter(assignee=viewer.user_id)


def _received(request: WorkspaceRequest, message_id: UUID) -> Message:
    """Mail that this user may deal with, or 404."""
    rows = Viewer.of(request).messages().filter(direction=Direction.IN, kind__in=FOR_A_PERSON)
    return one(rows, id=message_id)
