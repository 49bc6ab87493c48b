"""The addresses that stand in our mail: one leads on to a page, the other is of the picture that tells of an open."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from filon.kernel.tenancy import scope
from filon.mail.links import address
from filon.mail.links.operations import Visit, follow, opened
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace


@never_cache
@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Lead to the page that was signed when the mail was written; 404 for any other (no open redirection).

    It leads there when the person, the message or the workspace is gone, too.
    """
    followed = address.read(token, request.GET.get("u", ""))
    if followed is None:
        raise Http404
    target = followed.target
    workspace = Workspace.objects.filter(id=followed.workspace_id).first()
    if workspace is not None:
        with scope(workspace.id):
            visit = Visit(method=request.method or "", headers=request.headers)
            target = follow(followed, visit, workspace=workspace, now=clock_for(workspace).now())
    answer = HttpResponseRedirect(target)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@never_cache
@require_safe
def pixel(request: HttpRequest, token: str) -> HttpResponse:
    """The picture at the end of a mail to somebody who agreed that opens are counted; 404 for a made-up address."""
    named = address.read_pixel(token)
    if named is None:
        raise Http404
    workspace = Workspace.objects.filter(id=named[0]).first()
    if workspace is not None:
        with scope(workspace.id):
            visit = Visit(method=request.method or "", headers=request.headers)
            opened(named[1], visit, workspace=workspace, now=clock_for(workspace).now())
    return HttpResponse(TRANSPARENT, content_type="image/gif")


TRANSPARENT = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
"""A picture of one pixel that shows nothing (GIF89a)."""
