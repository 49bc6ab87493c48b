"""Who may do what in this room: webhooks send the whole workspace's events elsewhere, hence managers only."""

from __future__ import annotations

from filon.tenants.permissions import MANAGER, READ, WRITE, Operations, Pages, fresh

PAGES: Pages = {
    "timeline:webhooks": MANAGER,
    "timeline:webhook": MANAGER,
    "timeline:webhook_new": fresh(MANAGER),
    "timeline:webhook_change": fresh(MANAGER),
    "timeline:webhook_rotate": fresh(MANAGER),
    "timeline:webhook_test": MANAGER,
    "timeline:webhook_stop": MANAGER,
    "timeline:webhook_start": MANAGER,
    "timeline:webhook_delete": MANAGER,
    "timeline:delivery": MANAGER,
    "timeline:delivery_replay": MANAGER,
}
API: Operations = {
    "GET /events": READ,
    "GET /webhooks": READ,
    "GET /webhooks/{endpoint_id}/deliveries": READ,
    "POST /webhooks": WRITE,
    "DELETE /webhooks/{endpoint_id}": WRITE,
}
