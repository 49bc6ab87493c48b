"""Who may do what with contacts. Whatever destroys more than one card at once is a manager's."""

from __future__ import annotations

from filon.tenants.permissions import MANAGER, MEMBER, READ, WRITE, Operations, Pages

PAGES: Pages = {
    "crm:contacts": MEMBER,
    "crm:count": MEMBER,
    "crm:contact": MEMBER,
    "crm:timeline": MEMBER,
    "crm:new": MEMBER,
    "crm:edit": MEMBER,
    "crm:leave": MEMBER,
    "crm:restore": MEMBER,
    "crm:remove_email": MEMBER,
    "crm:opt_out": MEMBER,
    "crm:opt_in": MEMBER,
    **{f"crm:note{name}": MEMBER for name in ("", "_new", "_remove")},
    **{f"crm:{name}": MEMBER for name in ("call_new", "call_number", "unlock")},
    "crm:follow_ups": MEMBER,
    **{f"crm:follow_up{name}": MEMBER for name in ("", "_part", "_reason", "_unfollow")},
    **{f"crm:follow_up_{name}": MEMBER for name in ("move", "prioritise", "handle", "delete", "reopen")},
    "crm:imports": MEMBER,
    "crm:import_count": MEMBER,
    "crm:import_new": MEMBER,
    "crm:import_template": MEMBER,
    "crm:import": MEMBER,
    "crm:import_columns": MEMBER,
    "crm:import_start": MEMBER,
    "crm:import_resume": MEMBER,
    "crm:import_cancel": MEMBER,
    "crm:import_revert": MEMBER,
    "crm:import_errors": MEMBER,
    "crm:oppositions": MEMBER,
    "crm:opposition_add": MEMBER,
    "crm:opposition_remove": MANAGER,
    "crm:follow_up_rule": MANAGER,
    "crm:delete": MANAGER,
    "crm:erase": MANAGER,
}

API: Operations = {
    "GET /contacts": READ,
    "POST /contacts": WRITE,
    "GET /contacts/{contact_id}": READ,
    "PATCH /contacts/{contact_id}": WRITE,
    "DELETE /contacts/{contact_id}": WRITE,
    "GET /imports": READ,
    "POST /imports": WRITE,
    "GET /imports/{import_id}": READ,
    "GET /imports/{import_id}/problems": READ,
    "POST /imports/{import_id}/start": WRITE,
    "GET /oppositions": READ,
    "POST /oppositions": WRITE,
}
