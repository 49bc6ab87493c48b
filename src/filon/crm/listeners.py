"""What contacts do when something happens below."""

from __future__ import annotations

from collections.abc import Sequence

from filon.consent import tracking
from filon.crm.events import ContactErased, OpportunityTurnedOff
from filon.crm.follow_ups.automating import follow_who_answered
from filon.crm.imports import journal
from filon.crm.models import Contact, ImportProblem, Note, Task
from filon.crm.states import OffReason
from filon.crm.traces import traces_of
from filon.directory.events import CompanyChanged
from filon.directory.forgetting import forget_words
from filon.directory.models import Company
from filon.timeline.events import Published, subscribe


@subscribe(CompanyChanged)
def follow_the_name(batch: Sequence[Published]) -> None:
    """The company's folded name, kept beside each contact for lists, changes with the company."""
    renamed = [
        p.company_id for p in batch if p.company_id and isinstance(p.event, CompanyChanged) and "name" in p.event.fields
    ]
    for company_id, key in Company.objects.filter(id__in=renamed).values_list("id", "name_key"):
        Contact.objects.filter(company_id=company_id).exclude(company_key=key).update(company_key=key)


@subscribe(OpportunityTurnedOff)
def follow_who_answers(batch: Sequence[Published]) -> None:
    """A campaign succeeded with a company: somebody comes back to it, where the workspace chose so (CO-120)."""
    for off in batch:
        if off.company_id and isinstance(off.event, OpportunityTurnedOff) and off.event.reason == OffReason.REPLIED:
            follow_who_answered(off.company_id, contact_id=off.contact_id, now=off.at)


@subscribe(ContactErased)
def forget_in_journals(batch: Sequence[Published]) -> None:
    """Imports keep nothing of somebody who asked to be erased (RGPD, art. 17); their files go after a month anyhow."""
    gone = traces_of(batch)
    for contact_id in gone.contact_ids:
        journal.forget(contact_id)
    refused = ImportProblem.objects.exclude(value="").only("id", "value").iterator()
    ImportProblem.objects.filter(id__in=[each.id for each in refused if gone.are_in(each.value)]).update(value="")


@subscribe(ContactErased)
def forget_call_backs(batch: Sequence[Published]) -> None:
    """Tasks go with their contact; so do those of a number that is theirs alone."""
    Task.objects.filter(phone__in=traces_of(batch).numbers).delete()


@subscribe(ContactErased)
def forget_in_notes(batch: Sequence[Published]) -> None:
    """Notes about the person go with their card; those of the company that hold their address or number go too."""
    gone = traces_of(batch)
    notes = Note.objects.filter(company__in={p.company_id for p in batch if p.company_id}).only("id", "text", "phone")
    Note.objects.filter(id__in=[n.id for n in notes if n.phone in gone.numbers or gone.are_in(n.text)]).delete()


@subscribe(ContactErased)
def forget_on_sheets(batch: Sequence[Published]) -> None:
    """What the team wrote of the person's company keeps neither their address nor their number."""
    forget_words({p.company_id for p in batch if p.company_id}, traces_of(batch).are_in)


@subscribe(ContactErased)
def forget_answers(batch: Sequence[Published]) -> None:
    """What the person said to being counted goes with its proof."""
    tracking.forget(traces_of(batch).emails)
