"""Who may do what with what is followed: what is counted of people is for managers to say, answers are anybody's."""

from __future__ import annotations

from filon.tenants.permissions import ANYONE, MANAGER, MEMBER, TOKEN, Pages

PAGES: Pages = {
    "capture:script": ANYONE,
    "capture:visit": TOKEN,
    "capture:following": MANAGER,
    **{f"capture:{name}": MANAGER for name in ("sites", "site_new", "site_check", "site_remove")},
    "capture:answer": MEMBER,
}
