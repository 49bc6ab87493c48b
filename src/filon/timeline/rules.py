"""Who may read the stream."""

from __future__ import annotations

from filon.tenants.permissions import READ, Operations, Pages

PAGES: Pages = {}
API: Operations = {"GET /events": READ}
