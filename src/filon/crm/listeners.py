"""What contacts do when something happens below."""

from __future__ import annotations

from collections.abc import Sequence

from filon.crm.events import CallMissed, ContactErased
from filon.crm.imports import journal
from filon.crm.models import Contact
from filon.crm.tasks.operations import call_back
from filon.directory.events import CompanyChanged
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


@subscribe(ContactErased)
def forget_in_journals(batch: Sequence[Published]) -> None:
    """The journals of imports keep nothing of somebody who asked to be erased (RGPD, art. 17)."""
    for published in batch:
        if published.contact_id:
            journal.forget(published.contact_id)


@subscribe(CallMissed)
def have_them_called_back(batch: Sequence[Published]) -> None:
    """Whoever called and reached nobody is called back by a person (MO-27)."""
    for missed in batch:
        if isinstance(missed.event, CallMissed):
            call_back(missed.event.phone, now=missed.at, contact_id=missed.contact_id, company_id=missed.company_id)
