"""Who may do what with routines. Managers write them (CO-139); who may see which one is in ``access``."""

from __future__ import annotations

from filon.tenants.permissions import MANAGER, MEMBER, Pages

PAGES: Pages = {
    **{f"market:{name}": MEMBER for name in ("suspects", "routine", "count", "open", "next", "tag", "notice_read")},
    **{
        f"market:{name}": MANAGER
        for name in ("routines", "new", "preview", "edit", "archive", "restore", "customers", "backtest")
    },
}
