"""Good lines pass, bad lines are found, each with the owner that should have been asked."""

from __future__ import annotations

import pytest
from tools.check_writes import faults_of

IMPORTS = "from filon.crm.models import Contact\nfrom filon.mail.models import Mailbox\n"

READS = [
    "Contact.objects.filter(email='').count()",
    "for contact in Contact.objects.all(): print(contact.email)",
    "contact = Contact.objects.get(pk=1)\ncontact.company.name",
    "operations.change_contact(contact=Contact.objects.get(pk=1))",
    "seen = {}\nseen.update(a=1)",
    "def f(contact: Contact) -> None:\n    cache.delete(contact.email)",
    "raise Contact.DoesNotExist()",
    "show(Contact(email='a@b.example'))",
]
WRITES = [
    "Contact.objects.create(email='a@b.example')",
    "Contact.objects.filter(pk=1).update(email='')",
    "Contact.objects.filter(pk=1).order_by('pk')[:5].delete()",
    "Contact.objects.bulk_create([])",
    "Contact._default_manager.update_or_create(pk=1)",
    "Contact(email='a@b.example').save()",
    "contact = Contact(email='a@b.example')\ncontact.save()",
    "contact = Contact.objects.get(pk=1)\ncontact.save()",
    "for contact in Contact.objects.all():\n    contact.delete()",
    "def f(contact: Contact | None) -> None:\n    contact.save(update_fields=['email'])",
    "async def f(*, contact: Contact) -> None:\n    await contact.asave()",
]


@pytest.mark.parametrize("line", READS)
def test_reading_another_room_is_free(line: str):
    assert faults_of(IMPORTS + line, path="outreach/operations.py") == []


@pytest.mark.parametrize("line", WRITES)
def test_writing_to_another_room_is_found_wherever_it_is(line: str):
    for path in ("outreach/operations.py", "outreach/web/views.py", "actions/jobs.py"):
        faults = faults_of(IMPORTS + line, path=path)
        assert [(fault.model, fault.owner) for fault in faults] == [("Contact", "crm")]


@pytest.mark.parametrize("line", WRITES)
def test_a_room_writes_its_own_models_in_its_operations(line: str):
    assert faults_of(IMPORTS + line, path="crm/operations/contacts.py") == []
    assert faults_of(IMPORTS + line, path="crm/jobs.py") == []


@pytest.mark.parametrize("line", WRITES)
@pytest.mark.parametrize("path", ["crm/web/views.py", "crm/api.py", "crm/queries.py", "crm/rules.py"])
def test_a_room_does_not_write_where_it_only_shows(path: str, line: str):
    assert "move it to operations" in str(faults_of(IMPORTS + line, path=path)[0])


def test_a_name_means_one_thing_in_each_function():
    source = IMPORTS + (
        "def reads():\n    row = Contact.objects.get(pk=1)\n    return row\ndef saves(row: Draft):\n    row.save()\n"
    )
    assert faults_of(source, path="outreach/operations.py") == []


def test_the_line_is_told():
    source = IMPORTS + "\n\nMailbox.objects.create()\n"
    assert [fault.line for fault in faults_of(source, path="outreach/jobs.py")] == [5]
