"""Who may do what on the pages that compose several rooms."""

from __future__ import annotations

from filon.tenants.permissions import MEMBER, Pages

PAGES: Pages = {
    "desk:today": MEMBER,
}
