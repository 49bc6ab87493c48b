"""Writes to newsletters, their issues and who receives them. Every one tells what happened in its own transaction."""

from __future__ import annotations

from filon.outreach.newsletters.operations.sending import activate, cancel_issue, deactivate, plan_issue, settle
from filon.outreach.newsletters.operations.subscribing import (
    Subscribed,
    change_sender,
    end,
    reopen,
    subscribe,
    subscribe_again,
    unsubscribe,
)
from filon.outreach.newsletters.operations.writing import (
    IssueFields,
    NewsletterFields,
    change_issue,
    change_newsletter,
    copy_issue,
    create_newsletter,
    delete_issue,
    delete_newsletter,
    set_hours,
    write_issue,
)

__all__ = [
    "IssueFields",
    "NewsletterFields",
    "Subscribed",
    "activate",
    "cancel_issue",
    "change_issue",
    "change_newsletter",
    "change_sender",
    "copy_issue",
    "create_newsletter",
    "deactivate",
    "delete_issue",
    "delete_newsletter",
    "end",
    "plan_issue",
    "reopen",
    "set_hours",
    "settle",
    "subscribe",
    "subscribe_again",
    "unsubscribe",
    "write_issue",
]
