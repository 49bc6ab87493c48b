"""Who may do what with alerts. Rules are everybody's (CO-192); a manager settles the service, its words and keys."""

from __future__ import annotations

from filon.tenants.permissions import MANAGER, MEMBER, READ, WRITE, Operations, Pages

_MEMBERS = (
    "projects count new follow project timeline edit update mute",
    "rules rule_new rule rule_delete notice_read notice_unread",
    "import_template import_new import import_start import_cancel import_errors",
)
_MANAGERS = (
    "delete settings service word_new word word_retire",
    "exchange exchange_key exchange_export exchange_receive trusted_new trusted_delete",
)

PAGES: Pages = {
    **{f"alerts:{name}": MEMBER for names in _MEMBERS for name in names.split()},
    **{f"alerts:{name}": MANAGER for names in _MANAGERS for name in names.split()},
}

API: Operations = {
    "GET /alerts": READ,
    "POST /alerts": WRITE,
    "POST /alerts/import": WRITE,
    "GET /alerts/{project_id}": READ,
    "POST /alerts/{project_id}/updates": WRITE,
}
