"""Who may do what with companies."""

from __future__ import annotations

from filon.tenants.permissions import MEMBER, READ, WRITE, Operations, Pages

PAGES: Pages = {
    "directory:companies": MEMBER,
    "directory:count": MEMBER,
    "directory:suggest": MEMBER,
    "directory:company": MEMBER,
    "directory:timeline": MEMBER,
    "directory:new": MEMBER,
    "directory:edit": MEMBER,
}

API: Operations = {
    "GET /companies": READ,
    "POST /companies": WRITE,
    "GET /companies/{company_id}": READ,
    "PATCH /companies/{company_id}": WRITE,
}
