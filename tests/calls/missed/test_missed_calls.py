"""Calls that nobody took: from a provider, from a trunk, from a program; each once, on the right card."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories import (
    make_call_campaign,
    make_company,
    make_contact,
    make_manager,
    make_member,
    make_prospect,
    make_workspace,
)

from filon.calls.missed import reception
from filon.calls.missed.models import CallHook, InboundCall
from filon.calls.missed.operations import Missed, create_hook, record_missed
from filon.calls.missed.reading import LARGEST_BODY, Fields
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.tenants.models import Member, Workspace
from filon.timeline.models import Event
from filon.voice.incoming import MissedCall

PHONE = "+33199000041"
Browser = Callable[[Member], Client]


@pytest.fixture
def token(workspace: Workspace, clock: VirtualClock) -> str:
    return create_hook("Standard", Fields(), now=clock.now(), by=make_manager(workspace).user)[1]


def notify(token: str, **notice: Any) -> int:
    told = {"call_id": "c-1", "from": PHONE, "status": "missed", **notice}
    answer = Client().post(f"/hooks/calls/{token}/", json.dumps(told), content_type="application/json")
    return answer.status_code


def missed(clock: VirtualClock, caller: str = PHONE, key: str = "c-1") -> InboundCall | None:
    return record_missed(Missed(source="api", key=key, caller=caller), now=clock.now())


def told() -> list[Event]:
    return list(Event.objects.filter(kind="crm.call_missed").order_by("at", "id"))


def test_mo_26_a_providers_notice_lands_on_the_card_of_who_called(workspace: Workspace, token: str) -> None:
    contact = make_contact(phone=PHONE)
    assert notify(token, **{"from": "01 99 00 00 41"}) == 204
    (event,) = told()
    assert (event.contact_id, event.company_id) == (contact.id, contact.company_id)
    assert event.data == {"call_id": str(InboundCall.objects.get().id), "withheld": False}


def test_the_same_call_told_twice_is_one_call(workspace: Workspace, token: str) -> None:
    assert [notify(token), notify(token), notify(token, call_id="c-2")] == [204, 204, 204]
    assert InboundCall.objects.count() == len(told()) == 2


def test_a_call_that_was_taken_leaves_nothing(workspace: Workspace, token: str) -> None:
    assert notify(token, status="completed") == 204
    assert InboundCall.objects.count() == 0


def test_a_wrong_token_an_oversized_body_and_nonsense_are_told_apart(workspace: Workspace, token: str) -> None:
    assert notify("x" * 43) == 404
    assert notify(token, padding="x" * LARGEST_BODY) == 413
    assert notify(token, call_id="") == 422
    assert Client().get(f"/hooks/calls/{token}/").status_code == 405
    assert InboundCall.objects.count() == 0


def test_a_notice_lands_in_the_workspace_of_its_token(workspace: Workspace, token: str) -> None:
    with scope(make_workspace().id):
        make_contact(phone=PHONE)
        notify(token)
        assert InboundCall.objects.count() == 0
    assert InboundCall.objects.get().contact_id is None


def test_a_switchboards_number_names_the_company_and_none_of_its_people(
    workspace: Workspace, clock: VirtualClock
) -> None:
    company = make_company(phone=PHONE)
    make_contact(company=company, phone=PHONE)
    row = missed(clock)
    assert row is not None
    assert (row.contact_id, row.company_id) == (None, company.id)


def test_a_number_of_two_colleagues_names_their_company_and_of_two_companies_nobody(
    workspace: Workspace, clock: VirtualClock
) -> None:
    company = make_company()
    make_contact(company=company, mobile=PHONE)
    make_contact(company=company, phone=PHONE)
    first = missed(clock)
    assert first is not None
    assert (first.contact_id, first.company_id) == (None, company.id)
    make_contact(phone=PHONE)
    second = missed(clock, key="c-2")
    assert second is not None
    assert (second.contact_id, second.company_id) == (None, None)


@pytest.mark.parametrize("caller", ["", "anonymous", "<script>", "0892 70 12 34"])
def test_a_withheld_or_meaningless_number_is_kept_as_unknown(
    workspace: Workspace, clock: VirtualClock, caller: str
) -> None:
    row = missed(clock, caller)
    assert row is not None
    assert (row.caller, row.contact_id) == ("", None)
    assert told()[0].data["withheld"] is True


def test_a_mo_13_a_call_refused_on_a_trunk_is_written_down_once(workspace: Workspace) -> None:
    contact, trunk_id = make_contact(mobile=PHONE), uuid7()
    for _ in range(2):
        call = MissedCall(caller="0199000041", called="0199000001", call_id="a84b4c76e66710@peer")
        reception.note(call, workspace_id=workspace.id, trunk_id=trunk_id)
    row = InboundCall.objects.get()
    assert (row.source, row.contact_id, row.caller) == (f"trunk:{trunk_id}", contact.id, PHONE)


def test_the_address_is_shown_once_and_closed_for_ever_when_deleted(
    workspace: Workspace, clock: VirtualClock, client_for: Browser, token: str
) -> None:
    client = client_for(make_manager(workspace))
    page = client.get("/reglages/telephonie/appels-manques/").content.decode()
    assert "Standard" in page
    assert token not in page
    assert client.get("/reglages/telephonie/appels-manques/nouvelle/").status_code == 302
    client.post(f"/reglages/telephonie/appels-manques/{CallHook.objects.get().id}/supprimer/")
    assert notify(token) == 404
    assert client_for(make_member(workspace)).get("/reglages/telephonie/appels-manques/").status_code == 403


def test_the_last_use_of_an_address_is_noted(workspace: Workspace, token: str, clock: VirtualClock) -> None:
    assert CallHook.objects.get().last_used_at is None
    notify(token)
    used = CallHook.objects.get().last_used_at
    assert used is not None
    assert abs(used - InboundCall.objects.get().at) < timedelta(seconds=5)


def test_mo_27_a_switchboard_that_a_campaign_called_is_known_when_it_calls_back(
    workspace: Workspace, clock: VirtualClock
) -> None:
    company = make_company()
    for _again in range(2):
        make_prospect(make_call_campaign(), phone=PHONE, company=company)
    call = missed(clock)
    assert call
    assert (call.contact_id, call.company_id) == (None, company.id)


def test_a_switchboard_that_was_called_for_two_companies_is_neithers(workspace: Workspace, clock: VirtualClock) -> None:
    for _each in range(2):
        make_prospect(make_call_campaign(), phone=PHONE, company=make_company())
    call = missed(clock)
    assert call
    assert call.company_id is None


def test_a_number_that_two_companies_have_is_not_decided_by_who_was_called(
    workspace: Workspace, clock: VirtualClock
) -> None:
    first, _second = make_company(phone=PHONE), make_company(phone=PHONE)
    make_prospect(make_call_campaign(), phone=PHONE, company=first)
    call = missed(clock)
    assert call
    assert call.company_id is None
