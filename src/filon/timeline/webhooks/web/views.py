"""Settings › Webhooks: the endpoints of the workspace, what went to them, and what can be done about it."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.kernel import listing
from filon.kernel.clock import SystemClock
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.tenants.web.actions import attempt
from filon.timeline.models import Event
from filon.timeline.webhooks import operations, queries
from filon.timeline.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from filon.timeline.webhooks.payload import bodies
from filon.timeline.webhooks.states import EndpointState
from filon.timeline.webhooks.web import labels
from filon.timeline.webhooks.web.forms import EndpointForm


@require_GET
def endpoints(request: WorkspaceRequest) -> HttpResponse:
    rows = [labels.endpoint_line(row) for row in queries.counted()]
    return web.show(request, "timeline/webhooks/list.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
def create(request: WorkspaceRequest) -> HttpResponse:
    """A new endpoint; its secret is in this one answer and on no page afterwards."""
    form = EndpointForm(request.POST or None)
    context = {"form": form, "secret": ""}
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.create(form.wanted(), at=request.clock.now(), by=request.user)
        except Refused as refused:
            form.refuse(refused)
        else:
            context |= {"endpoint": made, "secret": made.secret}
    return web.show(request, "timeline/webhooks/new.html", context, status=422 if form.errors else 200)


@require_GET
def endpoint(request: WorkspaceRequest, endpoint_id: UUID) -> HttpResponse:
    """One endpoint and its deliveries, newest first."""
    found = one(WebhookEndpoint, id=endpoint_id)
    page = listing.page(queries.deliveries(found), queries.NEWEST, request.GET)
    rows = [labels.delivery_line(row) for row in page.rows]
    context = {"line": labels.endpoint_line(found), "endpoint": found, "page": page, "rows": rows}
    context |= {"kinds": labels.kinds_of(found), "refusal": _refusal(found)}
    return web.show(request, "timeline/webhooks/one.html", context, part="timeline/webhooks/_deliveries.html")


@require_http_methods(["GET", "POST"])
def change(request: WorkspaceRequest, endpoint_id: UUID) -> HttpResponse:
    found = one(queries.endpoints(), id=endpoint_id)
    form = EndpointForm(request.POST) if request.method == "POST" else EndpointForm.of(found)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change(found, form.wanted(), at=request.clock.now(), by=request.user)
        except Refused as refused:
            form.refuse(refused)
        else:
            return web.done(request, toast=_("Webhook modifié."), redirect=_page(found))
    context = {"form": form, "endpoint": found}
    return web.show(request, "timeline/webhooks/change.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def rotate(request: WorkspaceRequest, endpoint_id: UUID) -> HttpResponse:
    """A new secret, shown in this one answer."""
    found = one(WebhookEndpoint, id=endpoint_id)
    secret = operations.rotate(found, at=request.clock.now(), now=SystemClock().now(), by=request.user)
    return web.show(request, "timeline/webhooks/new.html", {"endpoint": found, "secret": secret, "rotated": True})


@require_POST
def test(request: WorkspaceRequest, endpoint_id: UUID) -> HttpResponse:
    found = one(WebhookEndpoint, id=endpoint_id)
    return attempt(
        request,
        do=lambda: operations.test(found, at=request.clock.now(), by=request.user),
        said=_("Essai en route : rechargez la page pour voir la réponse."),
        then=_page(found),
    )


@require_POST
def stop(request: WorkspaceRequest, endpoint_id: UUID) -> HttpResponse:
    found = one(WebhookEndpoint, id=endpoint_id)
    return attempt(
        request,
        do=lambda: operations.stop(found, at=request.clock.now(), by=request.user),
        said=_("Webhook en pause : ce qui se passe d’ici la reprise ne sera pas envoyé."),
        then=_page(found),
    )


@require_POST
def start(request: WorkspaceRequest, endpoint_id: UUID) -> HttpResponse:
    found = one(WebhookEndpoint, id=endpoint_id)
    return attempt(
        request,
        do=lambda: operations.start(found, at=request.clock.now(), by=request.user),
        said=_("Webhook relancé."),
        then=_page(found),
    )


@require_POST
def delete(request: WorkspaceRequest, endpoint_id: UUID) -> HttpResponse:
    found = one(queries.endpoints(), id=endpoint_id)
    return attempt(
        request,
        do=lambda: operations.delete(found, at=request.clock.now(), by=request.user),
        said=_("Webhook supprimé."),
        then=reverse("timeline:webhooks"),
    )


@require_GET
def delivery(request: WorkspaceRequest, delivery_id: UUID) -> HttpResponse:
    """What was sent, and what each attempt brought back."""
    found = one(WebhookDelivery.objects.select_related("endpoint"), id=delivery_id)
    events = list(Event.objects.filter(id=found.event_id, at=found.event_at))
    sent = [json.dumps(json.loads(body), indent=2, ensure_ascii=False) for body in bodies(events).values()]
    context = {"line": labels.delivery_line(found), "delivery": found, "body": "\n".join(sent)}
    context["attempts"] = labels.attempts_of(found)
    return web.show(request, "timeline/webhooks/delivery.html", context)


@require_POST
def replay(request: WorkspaceRequest, delivery_id: UUID) -> HttpResponse:
    found = one(WebhookDelivery.objects.select_related("endpoint"), id=delivery_id)
    return attempt(
        request,
        do=lambda: operations.replay(found, now=SystemClock().now()),
        said=_("Livraison remise en route."),
        then=reverse("timeline:delivery", args=[found.id]),
    )


def _refusal(found: WebhookEndpoint) -> tuple[WebhookAttempt, str] | None:
    """The last attempt that a disabled endpoint refused, and its answer in words."""
    if found.state != EndpointState.DISABLED:
        return None
    ((_same, attempt),) = queries.with_last_answer([found])
    return (attempt, labels.answer_of(attempt.code, attempt.error)) if attempt else None


def _page(found: WebhookEndpoint) -> str:
    return reverse("timeline:webhook", args=[found.id])
