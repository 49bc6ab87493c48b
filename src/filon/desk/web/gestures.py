"""What is done from a line of Aujourd'hui. Each is the operation of the room that owns the row."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from filon.desk.viewer import Viewer
from filon.kernel.ui import web
from filon.mail import operations as mailboxes
from filon.mail.inbox import operations as inbox
from filon.mail.models import Message
from filon.mail.states import FOR_A_PERSON, Direction
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

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


def _received(request: WorkspaceRequest, message_id: UUID) -> Message:
    """Mail that this user may deal with, or 404."""
    rows = Viewer.of(request).messages().filter(direction=Direction.IN, kind__in=FOR_A_PERSON)
    return one(rows, id=message_id)
