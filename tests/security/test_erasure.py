"""A person who asked to be erased is in no row of any table any more (A-CO-22; RGPD, art. 17)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from tests.factories import make_call_campaign, make_company, make_contact, make_prospect
from tests.security import victim

from filon.calls.erasing import forget_calls
from filon.calls.missed.operations import Missed, record_missed
from filon.calls.models import Attempt, Prospect
from filon.calls.states import AttemptState, ProspectState
from filon.crm.models import Contact
from filon.crm.operations import erase_contact
from filon.crm.tasks.models import Task
from filon.kernel.clock import VirtualClock
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace

EMAIL = "zoe.zzpersonne@victime.example"
NUMBER = "+33199000777"
PERSON = f"Zoé Zzpersonne {EMAIL} {NUMBER}"
SIGNS = ("zzpersonne", "199000777")

STAYS = {
    "mail_message.message_id": "what tells a message apart, made by mail programs; without it one is read twice",
    "mail_message.in_reply_to": "as above",
    "mail_message.worker": "the name of a process",
    "outreach_enrolment.last_message_id": "goes with the place in the campaign",
    "calls_inboundcall.source": "the line or the address of a provider that told of the call",
    "calls_inboundcall.called": "a number of the workspace's own",
    "calls_attempt.holder": "the name of a process",
    "calls_attempt.caller": "the number shown: the workspace's own",
    "calls_attempt.cause": "a word of the engine",
    "calls_attempt.outcome": "a word of the engine",
    "calls_prospect.kind": "of numbers: a landline or another",
    "calls_prospect.zone": "a time zone",
    "calls_prospect.country": "two letters",
    "calls_prospect.region": "a region of holidays",
    "calls_prospect.parts": "points of a score",
}
"""Columns that no erasure empties, though their row is about a person, and why nothing personal gets into them."""


def hanging() -> set[type[models.Model]]:
    """Contacts, and every model whose rows lead to one, however far."""
    found: set[type[models.Model]] = {Contact}
    while True:
        more = {m for m in apps.get_models() if any(f.related_model in found for f in m._meta.concrete_fields)}
        if more <= found:
            return found
        found |= more


def texts(model: type[models.Model]) -> Iterable[models.Field[Any, Any]]:
    """Where words can be: texts without fixed choices, and JSON."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices:
            yield field


def written(field: models.Field[Any, Any]) -> Any:
    """The person, in whatever the column holds."""
    if isinstance(field, models.JSONField):
        return [{"said": PERSON}] if field.default is list else {"said": PERSON}
    if "mail" in field.name or field.name in {"sender", "recipient"}:
        return EMAIL
    if field.name in {"phone", "mobile", "caller", "call_key"} or (field.max_length or 99) < len(PERSON):
        return NUMBER[: field.max_length]
    return PERSON


def found() -> set[str]:
    """Every column of the database that names the person still."""
    columns = "select c.relname, a.attname from pg_class c join pg_namespace n on n.oid = c.relnamespace "
    columns += "join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped "
    columns += "where n.nspname = 'public' and c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'select') "
    columns += "and a.atttypid::regtype::text = any(%s)"
    with connection.cursor() as cursor:
        cursor.execute(columns, [["text", "character varying", "jsonb", "character varying[]", "text[]", "tsvector"]])
        asked = cursor.fetchall()
        seen = set()
        for table, column in asked:
            cursor.execute(
                f'select exists (select from "{table}" where "{column}"::text ilike any (%s))',
                [[f"%{sign}%" for sign in SIGNS]],
            )
            if cursor.fetchone() == (True,):
                seen.add(f"{table}.{column}")
    return seen


@pytest.fixture
def about_the_person(db: None) -> Workspace:
    """The victim's workspace, where every text of every row that leads to the contact is about that person."""
    workspace = victim.make()
    with scope(workspace.id):
        for model in hanging():
            about = {field.attname: written(field) for field in texts(model) if not isinstance(field, ArrayField)}
            if about:
                model._base_manager.filter(pk=victim.VICTIM).update(**about)
        Attempt.objects.update(state=AttemptState.OVER, hung_up=True)
    return workspace


def test_a_co_22_nothing_of_an_erased_person_is_left_in_any_table(about_the_person: Workspace) -> None:
    with scope(about_the_person.id):
        assert {"crm_contact.email", "calls_prospect.phone", "mail_message.text"} <= found()
        erase_contact(victim.VICTIM, now=victim.AT)
        assert found() - set(STAYS) == set()


def test_a_co_22_the_number_of_a_missed_call_is_nowhere_once_its_person_is_erased(
    workspace: Workspace, clock: VirtualClock
) -> None:
    contact = make_contact(last_name="Zzpersonne", email=EMAIL, mobile=NUMBER)
    record_missed(Missed(source="api", key=f"c-1/{NUMBER}", caller=NUMBER), now=clock.now())
    make_prospect(make_call_campaign(), contact=contact, phone=NUMBER, label="Ligne de Zoé Zzpersonne")
    assert {"calls_inboundcall.caller", "crm_task.phone", "calls_prospect.phone"} <= found()
    erase_contact(contact.id, now=clock.now())
    assert found() == set()


def test_a_call_that_is_up_is_wiped_once_it_is_over(about_the_person: Workspace) -> None:
    with scope(about_the_person.id):
        Attempt.objects.update(state=AttemptState.UP)
        erase_contact(victim.VICTIM, now=victim.AT)
        row = Prospect.objects.get()
        assert (row.phone, row.label, row.columns, row.state) == ("", "", {}, ProspectState.REFUSED)
        assert Attempt.objects.get().dialog is not None
        Attempt.objects.update(state=AttemptState.OVER)
        assert forget_calls() == 1
        assert found() - set(STAYS) == set()


def test_the_number_of_a_colleague_and_of_the_company_stays(workspace: Workspace, clock: VirtualClock) -> None:
    company = make_company(phone=NUMBER)
    contact = make_contact(company=company, phone=NUMBER)
    record_missed(Missed(source="api", key="c-1", caller=NUMBER), now=clock.now())
    erase_contact(contact.id, now=clock.now())
    assert Task.objects.get().phone == company.phone
