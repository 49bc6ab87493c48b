"""Endpoints: made, changed, stopped, tried, and given a new secret; deliveries replayed by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.kernel.clock import SystemClock
from filon.kernel.errors import Conflict, Refused
from filon.kernel.text import squash
from filon.tenants import audit
from filon.tenants.models import User
from filon.timeline.events import KINDS, Published, publish
from filon.timeline.webhooks import addresses, signing
from filon.timeline.webhooks.events import WebhookTested
from filon.timeline.webhooks.models import WebhookDelivery, WebhookEndpoint
from filon.timeline.webhooks.states import DeliveryState, EndpointState

MOST_ENDPOINTS = 20
ROTATION = timedelta(hours=24)
"""How long the former secret goes on signing: time to change it at the receiver."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a person or a program asks for. No ``kinds``: all of them."""

    url: str
    label: str = ""
    kinds: Collection[str] = ()


def create(wanted: Wanted, *, at: datetime, by: User | None) -> WebhookEndpoint:
    """A new endpoint with a secret of its own; from now on it gets what it wants."""
    url, kinds = addresses.checked(wanted.url), known_kinds(wanted.kinds)
    with transaction.atomic():
        if WebhookEndpoint.objects.filter(origin_id=None).count() >= MOST_ENDPOINTS:
            raise Refused(_("Cet espace a déjà autant de webhooks que possible : supprimez-en un."), code="too_many")
        made = WebhookEndpoint.objects.create(
            label=squash(wanted.label)[:120],
            url=url,
            kinds=kinds,
            secret=signing.new_secret(),
            created_by=by,
            created_at=at,
        )
        audit.record("webhook.created", addresses.host(url), at=at, actor=by, endpoint=str(made.id))
    return made


def change(endpoint: WebhookEndpoint, wanted: Wanted, *, at: datetime, by: User | None) -> None:
    """Another address, other events, another name; the secret stays. What waits goes to the new address."""
    url, kinds = addresses.checked(wanted.url), known_kinds(wanted.kinds)
    with transaction.atomic():
        WebhookEndpoint.objects.filter(id=endpoint.id).update(
            url=url, kinds=kinds, label=squash(wanted.label)[:120], rests_until=None
        )
        audit.record("webhook.changed", addresses.host(url), at=at, actor=by, endpoint=str(endpoint.id))


def keep_for_origin(origin_id: UUID, *, url: str, kinds: Collection[str], at: datetime) -> WebhookEndpoint:
    """The endpoint of a campaign (ST-25), made when it is missing and kept at this address.

    Raises Refused for an address that nothing can be sent to. Joins the caller's transaction.
    """
    checked = addresses.checked(url)
    made, _new = WebhookEndpoint.objects.get_or_create(
        origin_id=origin_id,
        defaults={"url": checked, "kinds": sorted(kinds), "secret": signing.new_secret(), "created_at": at},
    )
    if made.url != checked:
        WebhookEndpoint.objects.filter(id=made.id).update(url=checked, state=EndpointState.ACTIVE, failing_since=None)
        made.refresh_from_db()
    return made


def enqueue(endpoint: WebhookEndpoint, events: Iterable[Published]) -> None:
    """Also deliver these, published before the endpoint was there; one that it has already is left as it is."""
    due = SystemClock().now()
    WebhookDelivery.objects.bulk_create(
        [
            WebhookDelivery(
                endpoint=endpoint,
                event_id=told.id,
                event_at=told.at,
                kind=told.event.kind,
                next_at=due,
                created_at=due,
            )
            for told in events
            if told.id
        ],
        ignore_conflicts=True,
    )


def forget_origin(origin_id: UUID) -> None:
    """The campaign has no address any more: nothing goes out, and what waited is gone."""
    WebhookEndpoint.objects.filter(origin_id=origin_id).delete()


def rotate(endpoint: WebhookEndpoint, *, at: datetime, now: datetime, by: User) -> str:
    """A new secret; the former one signs too for a day. ``at`` is the workspace's time, ``now`` the machine's."""
    secret = signing.new_secret()
    with transaction.atomic():
        held = WebhookEndpoint.objects.select_for_update().get(id=endpoint.id)
        held.former_secret, held.former_until, held.secret = held.secret, now + ROTATION, secret
        held.save(update_fields=["former_secret", "former_until", "secret"])
        audit.record("webhook.rotated", addresses.host(held.url), at=at, actor=by, endpoint=str(held.id))
    return secret


def stop(endpoint: WebhookEndpoint, *, at: datetime, by: User) -> None:
    """Nothing is sent or kept for it until it is started again; what was waiting goes on waiting."""
    _switch(endpoint, to=EndpointState.STOPPED, at=at, by=by)


def start(endpoint: WebhookEndpoint, *, at: datetime, by: User) -> None:
    """Send to it again, whoever had stopped it, as if it had never failed; what waited goes at once."""
    with transaction.atomic():
        _switch(endpoint, to=EndpointState.ACTIVE, at=at, by=by)
        waiting = WebhookDelivery.objects.filter(endpoint=endpoint, state=DeliveryState.WAITING)
        waiting.update(next_at=SystemClock().now())


def delete(endpoint: WebhookEndpoint, *, at: datetime, by: User | None) -> None:
    with transaction.atomic():
        audit.record("webhook.deleted", addresses.host(endpoint.url), at=at, actor=by, endpoint=str(endpoint.id))
        WebhookEndpoint.objects.filter(id=endpoint.id).delete()


def test(endpoint: WebhookEndpoint, *, at: datetime, by: User) -> None:
    """Send it a trial event, which travels as any other. Refused while the endpoint is not active."""
    if endpoint.state != EndpointState.ACTIVE:
        raise Refused(_("Ce webhook n’est pas actif : relancez-le d’abord."), code="not_active")
    with transaction.atomic():
        _wake(endpoint.id)
        publish(WebhookTested(endpoint_id=endpoint.id), at=at, origin_id=endpoint.id, actor_id=by.pk)


def replay(delivery: WebhookDelivery, *, now: datetime) -> None:
    """Send it once more, with the same ``webhook-id`` and the whole schedule before it again (machine time)."""
    if delivery.endpoint.state != EndpointState.ACTIVE:
        raise Refused(_("Ce webhook n’est pas actif : relancez-le d’abord."), code="not_active")
    changed = (
        WebhookDelivery.objects.filter(id=delivery.id)
        .exclude(state=DeliveryState.WAITING)
        .update(state=DeliveryState.WAITING, next_at=now, attempts_made=0)
    )
    _wake(delivery.endpoint_id)
    if not changed:
        raise Conflict(_("Cette livraison est déjà en attente d’envoi."), code="already_waiting")


def _wake(endpoint_id: UUID) -> None:
    """Somebody looks at it now: what the endpoint was left alone for is over."""
    WebhookEndpoint.objects.filter(id=endpoint_id).update(rests_until=None)


def forget_old(*, before: datetime) -> int:
    """Delete settled deliveries of before this moment with their attempts; answers how many rows that were."""
    settled = WebhookDelivery.objects.filter(created_at__lt=before).exclude(state=DeliveryState.WAITING)
    return settled.delete()[0]


def known_kinds(kinds: Collection[str]) -> list[str]:
    """The same, sorted and once each; refuses what no event is called."""
    if unknown := set(kinds) - KINDS.keys():
        raise Refused(
            _("Événements inconnus : %(names)s.") % {"names": ", ".join(sorted(unknown))},
            field="kinds",
            code="kinds_unknown",
        )
    return sorted(set(kinds))


def _switch(endpoint: WebhookEndpoint, *, to: EndpointState, at: datetime, by: User) -> None:
    action = "webhook.started" if to is EndpointState.ACTIVE else "webhook.stopped"
    with transaction.atomic():
        changed = WebhookEndpoint.objects.filter(id=endpoint.id).exclude(state=to)
        if not changed.update(state=to, failing_since=None, rests_until=None):
            raise Conflict(_("C’était déjà fait."), code="already_done")
        audit.record(action, addresses.host(endpoint.url), at=at, actor=by, endpoint=str(endpoint.id))
