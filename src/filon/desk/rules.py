"""Who may do what on the pages that compose several rooms. What each of them shows is narrowed by ``viewer``."""

from __future__ import annotations

from filon.tenants.permissions import MANAGER, MEMBER, Pages

PAGES: Pages = {
    "desk:today": MEMBER,
    "desk:sends": MEMBER,
    "desk:results": MEMBER,
    "desk:handle": MEMBER,
    "desk:reopen": MEMBER,
    "desk:retry": MEMBER,
    "desk:task_done": MEMBER,
    "desk:task_reopen": MEMBER,
    "desk:webhook_retry": MANAGER,
    "desk:search": MEMBER,
}
