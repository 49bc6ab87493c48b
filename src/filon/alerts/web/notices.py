"""Notices of projects, seen from Aujourd'hui."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from filon.alerts import operations
from filon.alerts.models import ProjectNotice
from filon.kernel.ui import web
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

PARTS = ("today", "badge")


@require_POST
def read(request: WorkspaceRequest, notice_id: UUID) -> HttpResponse:
    """Seen; the toast takes it back."""
    notice = _own(request, notice_id)
    operations.mark_read([notice.id], user_id=request.user.pk, now=request.clock.now())
    undo = reverse("alerts:notice_unread", args=[notice.id])
    return web.done(request, toast=_("Avis vu."), undo=undo, refresh=PARTS)


@require_POST
def unread(request: WorkspaceRequest, notice_id: UUID) -> HttpResponse:
    notice = _own(request, notice_id)
    operations.mark_read([notice.id], user_id=request.user.pk, now=None)
    return web.done(request, toast=_("Avis remis à voir."), refresh=PARTS)


def _own(request: WorkspaceRequest, notice_id: UUID) -> ProjectNotice:
    """Each recipient has their own; another's does not exist, for a manager neither."""
    return one(ProjectNotice.objects.filter(user=request.user.pk), id=notice_id)
