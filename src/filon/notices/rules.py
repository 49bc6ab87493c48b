"""Who may do what with notices: everybody has their own; a manager names the sender."""

from __future__ import annotations

from filon.tenants.permissions import MANAGER, MEMBER, Pages

PAGES: Pages = {
    **{
        f"notices:{name}": MEMBER
        for name in ("list", "count", "toast", "open", "go_there", "handle", "handle_all", "reopen")
    },
    "notices:settings": MEMBER,
    "notices:sender": MANAGER,
}
