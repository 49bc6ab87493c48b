"""How endpoints, deliveries and attempts are told."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.timeline import words
from filon.timeline.webhooks import addresses
from filon.timeline.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from filon.timeline.webhooks.states import DeliveryState, EndpointState

TONES = {
    EndpointState.ACTIVE: "ok",
    EndpointState.STOPPED: "warn",
    EndpointState.DISABLED: "bad",
    DeliveryState.WAITING: "info",
    DeliveryState.DELIVERED: "ok",
    DeliveryState.FAILED: "bad",
}
ERRORS: dict[str, str | Promise] = {
    "resolution": _("nom introuvable"),
    "address": _("adresse interne refusée"),
    "connection": _("connexion impossible"),
    "timeout": _("pas de réponse à temps"),
    "protocol": _("réponse illisible"),
    "event_gone": _("événement disparu"),
}
"""By the codes of ``kernel.http``; the others keep their code."""


class Line(NamedTuple):
    row: WebhookEndpoint | WebhookDelivery
    name: str
    tone: str
    state: str
    answer: str = ""


def endpoint_line(row: WebhookEndpoint) -> Line:
    return Line(row, row.label or addresses.host(row.url), TONES[EndpointState(row.state)], row.get_state_display())


def delivery_line(row: WebhookDelivery) -> Line:
    answer = answer_of(row.last_code, row.last_error)
    return Line(row, words.called(row.kind), TONES[DeliveryState(row.state)], row.get_state_display(), answer)


def kinds_of(row: WebhookEndpoint) -> list[tuple[str, str]]:
    """(what it is called, the name that programs know) of the events that it wants."""
    return [(words.called(kind), kind) for kind in row.kinds]


def attempts_of(delivery: WebhookDelivery) -> list[tuple[WebhookAttempt, str, str]]:
    """(attempt, what came back, tone), the last one first."""
    rows = WebhookAttempt.objects.filter(delivery=delivery).order_by("-at")
    return [(row, answer_of(row.code, row.error), "ok" if row.code and row.code < 300 else "bad") for row in rows]


def answer_of(code: int | None, error: str) -> str:
    if code is not None:
        return str(code)
    return str(ERRORS.get(error, error))
