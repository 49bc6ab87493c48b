"""Where telephone providers tell of calls: `POST /hooks/calls/<token>/`."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from filon.calls.missed import operations, reading
from filon.calls.missed.models import CallHook
from filon.calls.missed.operations import Missed
from filon.kernel.tenancy import scope
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace


@csrf_exempt
@require_POST
def receive(request: HttpRequest, token: str) -> HttpResponse:
    """204 for a notice that was understood, known or not; 404 for a wrong token, 413 or 422 with what to mend."""
    address = operations.address_of(token)
    if address is None:
        raise Http404
    body = request.read(reading.LARGEST_BODY + 1)
    if len(body) > reading.LARGEST_BODY:
        return JsonResponse({"detail": f"at most {reading.LARGEST_BODY} bytes"}, status=413)
    now = clock_for(Workspace.objects.get(id=address.workspace_id)).now()
    with scope(address.workspace_id):
        hook = CallHook.objects.get(id=address.hook_id)
        try:
            notice = reading.read(body, content_type=request.content_type or "", fields=reading.Fields.of(hook.fields))
        except reading.Unreadable as fault:
            return JsonResponse({"detail": str(fault)}, status=422)
        operations.note_use(hook, now=now)
        if notice.missed:
            told = Missed(source=f"hook:{hook.id}", key=notice.id, caller=notice.caller, called=notice.called)
            operations.record_missed(told, now=now)
    return HttpResponse(status=204)
