"""What mail adds to the page of a company: the filter of its timeline that shows e-mails (CO-22)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from filon.directory.web.extensions import Filter, add_timeline_filter
from filon.mail import events

KINDS = (
    events.MailSent.kind,
    events.MailUncertain.kind,
    events.MailFailed.kind,
    events.BounceReceived.kind,
    events.MailOpened.kind,
    events.MailClicked.kind,
    events.ReplyReceived.kind,
    events.AutoReplyReceived.kind,
    events.ChallengeReceived.kind,
    events.ComplaintReceived.kind,
    events.RemovalRequested.kind,
)
MAIL = Filter("mails", _("E-mails"), "mail", 20, KINDS, _("Aucun e-mail envoyé ni reçu avec cette société."))


def register() -> None:
    add_timeline_filter(MAIL)
