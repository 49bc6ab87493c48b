"""Open pages hear of what changes the list of Aujourd'hui. Runs in the transaction of what happened."""

from __future__ import annotations

from collections.abc import Sequence

from filon.alerts import events as alerts
from filon.crm.follow_ups import events as follow_ups
from filon.crm.tasks import events as tasks
from filon.kernel import live
from filon.kernel.tenancy import current_workspace
from filon.mail import events as mail
from filon.market import events as market
from filon.outreach import events as outreach
from filon.timeline.events import Published, subscribe
from filon.timeline.webhooks.events import WebhookDisabled

CHANGES = (
    mail.ReplyReceived,
    mail.ChallengeReceived,
    mail.BounceReceived,
    mail.RemovalRequested,
    mail.ComplaintReceived,
    mail.MailUncertain,
    mail.MailResolved,
    mail.MailHandled,
    mail.MailReopened,
    mail.MailboxBroken,
    mail.MailboxMended,
    outreach.CampaignLaunched,
    outreach.CampaignApproved,
    outreach.CampaignStopped,
    outreach.RecipientUnsubscribed,
    tasks.TaskAdded,
    tasks.TaskDone,
    tasks.TaskReopened,
    *follow_ups.CHANGES,
    WebhookDisabled,
    alerts.RuleMatched,
    market.ScoreReached,
)
"""Not each message that leaves: thousands do, and the page looks again by itself."""


@subscribe(*CHANGES)
def tell_open_pages(batch: Sequence[Published]) -> None:
    workspace_id = current_workspace()
    live.notify(workspace_id, "today")
    live.notify(workspace_id, "badge")
