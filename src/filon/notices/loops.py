"""What the worker does again and again about notices."""

from __future__ import annotations

from filon.kernel.loops import loop
from filon.notices.operations.keeping import forget_old_notices, mail_again
from filon.tenants.clock import every_workspace

HOUR_S = 3600.0


@loop("old notices", every=HOUR_S)
def old_notices() -> int:
    """Notices are kept for so long and no longer."""
    return sum(forget_old_notices(now=clock.now()) for clock in every_workspace())


@loop("late notices", every=HOUR_S)
def late_notices() -> int:
    """E-mails that no job sent, because the server was away for longer than jobs try, are tried again."""
    return sum(mail_again(now=clock.now()) for clock in every_workspace())
