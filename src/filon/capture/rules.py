"""Who may do what with what is followed: what is counted of people is for managers to say, answers are anybody's."""

from __future__ import annotations

from filon.tenants.permissions import MANAGER, MEMBER, Pages

PAGES: Pages = {
    "capture:following": MANAGER,
    "capture:answer": MEMBER,
}
