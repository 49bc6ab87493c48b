"""The page that every message leads out by.

GET shows and changes nothing, for link scanners follow links. POST acts at once, without cookie or redirection, as
RFC 8058 asks of the one-click button of mail programs.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from filon.kernel.tenancy import scope
from filon.mail.models import Message
from filon.outreach.leaving import Link, is_of_many, read, refuse_counting
from filon.outreach.leaving import unsubscribe as leave
from filon.outreach.models import Newsletter
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace
from filon.tenants.states import CountedClicks


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Two ways out for the recipient: this campaign (OL-81, also what one click means), or everything (OL-82). A third
    leaves the messages and has nothing counted, where something is."""
    link = read(token)
    workspace = Workspace.objects.filter(id=link.workspace_id).first() if link else None
    if link is None or workspace is None:
        raise Http404
    with scope(workspace.id):
        message = Message.objects.filter(action_id=link.action_id).select_related("contact", "mailbox").first()
        with translation.override(_language(message, workspace)):
            return _answer(request, link, workspace=workspace, message=message)


def _answer(request: HttpRequest, link: Link, *, workspace: Workspace, message: Message | None) -> HttpResponse:
    wish = request.POST.get("portee")
    if request.method == "POST":
        now = clock_for(workspace).now()
        if wish == "suivi":
            refuse_counting(link, now=now)
        else:
            leave(link, everywhere=wish == "tout", now=now)
    origin_id = message.origin_id if message else None
    narrow = message is None or is_of_many(message)
    context = {
        "workspace": workspace,
        "sender": message.mailbox.from_name or message.mailbox.email if message else workspace.name,
        "newsletter": Newsletter.objects.filter(id=origin_id).first() if origin_id else None,
        "done": request.method == "POST",
        "everywhere": wish == "tout" or not narrow,
        "narrow": narrow,
        "uncounted": wish == "suivi",
        "counts": workspace.counts_opens or workspace.counts_clicks != CountedClicks.NOBODY,
    }
    return render(request, "outreach/unsubscribe.html", context)


def _language(message: Message | None, workspace: Workspace) -> str:
    """The recipient's when the card tells it, else that in which the message was written."""
    contact = message.contact if message else None
    return (contact.language if contact else "") or workspace.language
