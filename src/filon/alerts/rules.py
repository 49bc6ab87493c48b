"""Who may do what with alerts. Rules are everybody's (CO-192); a manager settles the service, its words and keys."""

from __future__ import annotations

from filon.tenants.permissions import MANAGER, MEMBER, READ, WRITE, Operations, Pages

_MEMBERS = (
    "projects count new follow project timeline edit update mute",
    "rules rule_new rule rule_delete notice_read notice_unread",
)
_MANAGERS = ("delete settings service word_new word word_retire",)

PAGES: Pages = {
    **{f"alerts:{name}": MEMBER for names in _MEMBERS for name in names.split()},
    **{f"alerts:{name}": MANAGER for names in _MANAGERS for name in names.split()},
}

API: Operations = {
    "GET /alerts": READ,
    "POST /alerts": WRITE,
    "GET /alerts/{project_id}": READ,
    "POST /alerts/{project_id}/updates": WRITE,
}
