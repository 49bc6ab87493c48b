"""Who may do what with companies."""

from __future__ import annotations

from filon.tenants.permissions import MANAGER, MEMBER, READ, WRITE, Operations, Pages

PAGES: Pages = {
    "directory:companies": MEMBER,
    "directory:count": MEMBER,
    "directory:suggest": MEMBER,
    "directory:company": MEMBER,
    "directory:timeline": MEMBER,
    "directory:establishment": MEMBER,
    "directory:establishments": MEMBER,
    **{f"directory:{name}": MEMBER for name in ("public", "public_count", "adopt")},
    **{f"directory:{name}": MEMBER for name in ("abroad", "abroad_count", "adopt_abroad")},
    "directory:new": MEMBER,
    "directory:edit": MEMBER,
    **{f"directory:{name}": MEMBER for name in ("ask", "look", "visited", "news_new", "news_remove", "mistake_new")},
    **{f"directory:park{name}": MEMBER for name in ("", "_new", "_review", "_remove")},
    **{f"directory:mistake{name}": MANAGER for name in ("s", "_count", "")},
}

API: Operations = {
    "GET /companies": READ,
    "POST /companies": WRITE,
    "GET /companies/{company_id}": READ,
    "PATCH /companies/{company_id}": WRITE,
}
