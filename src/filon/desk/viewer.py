"""Whose day it is: what of the workspace's work is this person's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from filon.calls.models import CallCampaign
from filon.crm.follow_ups.queries import followed, unattended
from filon.crm.models import Import, Task
from filon.crm.tasks.queries import open_tasks
from filon.mail.models import Mailbox, Message
from filon.outreach.access import hidden
from filon.outreach.models import Campaign
from filon.outreach.queries.campaigns import campaigns
from filon.tenants.middleware import WorkspaceRequest


@dataclass(frozen=True)
class Viewer:
    """A manager answers for everything; a user for the campaigns they may see (OL-50) and for their own mailboxes."""

    user_id: int
    is_manager: bool

    @classmethod
    def of(cls, request: WorkspaceRequest) -> Viewer:
        return cls(request.user.pk, request.member.is_manager)

    def campaigns(self) -> QuerySet[Campaign]:
        return campaigns(None if self.is_manager else self.user_id)

    def messages(self) -> QuerySet[Message]:
        return self.theirs(Message.objects.all())

    def theirs(self, messages: QuerySet[Message]) -> QuerySet[Message]:
        """Of these, the mail in a campaign of theirs, or through a mailbox that is theirs or nobody's; nothing of a
        campaign that they may not see."""
        if self.is_manager:
            return messages
        mine = Q(mailbox__owner=self.user_id) | Q(mailbox__owner=None)
        theirs = messages.filter(mine | Q(origin_id__in=self.campaigns().values("id")))
        concealed = hidden(self.user_id)
        return theirs.exclude(origin_id__in=concealed) if concealed else theirs

    def mailboxes(self) -> QuerySet[Mailbox]:
        """Those they may mend: everybody their own, a manager all."""
        return Mailbox.objects.all() if self.is_manager else Mailbox.objects.filter(owner=self.user_id)

    def tasks(self) -> QuerySet[Task]:
        """What is theirs to do; a manager sees everybody's."""
        return open_tasks() if self.is_manager else open_tasks().filter(assignee=self.user_id)

    def follow_ups(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Of these, those that they follow; a manager also those that nobody is there for any more."""
        mine = followed(self.user_id)
        return rows.filter(mine | unattended() if self.is_manager else mine)

    def call_campaigns(self) -> QuerySet[CallCampaign]:
        """Those they answer for: everybody their own, a manager all."""
        return CallCampaign.objects.all() if self.is_manager else CallCampaign.objects.filter(owner=self.user_id)

    def imports(self) -> QuerySet[Import]:
        """The files they dropped; a manager also those that nobody is there for any more."""
        mine = Q(created_by=self.user_id)
        return Import.objects.filter(mine | Q(created_by=None) if self.is_manager else mine)
