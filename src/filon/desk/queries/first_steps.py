"""What a new workspace does once: a mailbox, people, a sequence, a campaign."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists

from filon.crm.models import Contact
from filon.kernel.tenancy import current_workspace
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.outreach.models import Campaign, Sequence
from filon.tenants.models import Workspace


@dataclass(frozen=True)
class FirstSteps:
    """Which of them are done."""

    mailbox: bool
    people: bool
    sequence: bool
    campaign: bool

    @property
    def done(self) -> int:
        return sum((self.mailbox, self.people, self.sequence, self.campaign))

    @property
    def complete(self) -> bool:
        return self.done == 4


def first_steps() -> FirstSteps:
    """Looked up in one query. A mailbox counts once its connection was tried, a campaign once it was launched."""
    row = (
        Workspace.objects.filter(id=current_workspace())
        .annotate(
            mailbox=Exists(Mailbox.objects.exclude(state=MailboxState.NEW)),
            people=Exists(Contact.objects.all()),
            sequence=Exists(Sequence.objects.filter(archived_at=None)),
            campaign=Exists(Campaign.objects.exclude(launched_at=None)),
        )
        .values_list("mailbox", "people", "sequence", "campaign")
        .get()
    )
    return FirstSteps(*row)
