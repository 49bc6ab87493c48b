"""Who may do what with mailboxes: everybody has their own, a manager may mend them all."""

from __future__ import annotations

from filon.tenants.permissions import MEMBER, TOKEN, Pages, fresh

PAGES: Pages = {
    "mail:link": TOKEN,
    "mail:pixel": TOKEN,
    "mail:mailboxes": MEMBER,
    "mail:mailbox_new": fresh(MEMBER),
    "mail:mailbox": fresh(MEMBER),
    "mail:mailbox_check": MEMBER,
    "mail:mailbox_pause": MEMBER,
    "mail:mailbox_resume": MEMBER,
    "mail:mailbox_delete": fresh(MEMBER),
}
