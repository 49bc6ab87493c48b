"""[Gérer mon abonnement]: what the host allows, what is used of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from tests.factories import make_company, make_contact, make_mailbox, make_sent, make_user, make_workspace

from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.tenants import operations, usage
from filon.tenants.cli import plan as plan_command
from filon.tenants.models import AuditEntry, Member, Workspace
from filon.tenants.states import Role

Browser = Callable[[Member], Client]


def test_st_102_the_plan_opens_for_managers_who_proved_who_they_are(
    manager: Member, member: Member, client_for: Browser, fresh_client: Browser
) -> None:
    assert client_for(manager).get("/espace/abonnement/")["Location"].startswith("/compte/reauthenticate/")
    assert fresh_client(member).get("/espace/abonnement/").status_code == 403
    page = fresh_client(manager).get("/espace/abonnement/").content.decode()
    assert "Auto-hébergé, sans limite" in page
    assert "€" not in page


def test_the_page_counts_what_is_used(manager: Member, member: Member, now: datetime) -> None:
    with scope(manager.workspace_id):
        make_contact(company=make_company())
        make_contact(company=None)
        amounts = {line.label: line.amount for line in usage.used(manager.workspace, now=now)}
    assert (amounts["Membres"], amounts["Contacts"], amounts["Sociétés"]) == (2, 2, 1)


def test_mails_are_counted_from_the_first_of_the_month_where_the_workspace_is(workspace: Workspace) -> None:
    workspace.time_zone = "Europe/Paris"
    box, person = make_mailbox(), make_contact()
    for at in (datetime(2026, 10, 31, 22, 59, tzinfo=UTC), datetime(2026, 10, 31, 23, 1, tzinfo=UTC)):
        make_sent(person, mailbox=box, at=at)
    used = usage.used(workspace, now=datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert [line.amount for line in used if line.monthly] == [1]


def test_another_workspace_counts_for_nothing(manager: Member, now: datetime) -> None:
    other = make_workspace()
    with scope(other.id):
        make_contact()
    with scope(manager.workspace_id):
        assert {line.amount for line in usage.used(manager.workspace, now=now)[1:]} == {0}


def test_the_host_changes_the_plan_and_the_log_says_so(manager: Member, now: datetime) -> None:
    held = operations.set_plan(manager.workspace, name="Équipe", seats=5, at=now)
    assert (held.plan, held.seats) == ("Équipe", 5)
    assert AuditEntry.objects.get(action="plan.changed").data["after"] == {"name": "Équipe", "seats": 5}
    operations.set_plan(held, name="Équipe", seats=5, at=now)
    assert AuditEntry.objects.filter(action="plan.changed").count() == 1
    with pytest.raises(Refused):
        operations.set_plan(held, name="", seats=0, at=now)


def test_the_command_shows_and_changes_the_plan(workspace: Workspace) -> None:
    def said(*arguments: str) -> str:
        return CliRunner().invoke(plan_command, [workspace.slug, *arguments]).output

    assert "(no limit)" in said()
    assert "Agence (3 seats)" in said("--name", "Agence", "--seats", "3")
    assert "Agence (no limit)" in said("--no-limit")
    assert "no workspace" in CliRunner().invoke(plan_command, ["nowhere"]).output


def test_nobody_comes_in_without_a_seat(manager: Member, member: Member, now: datetime) -> None:
    held = operations.set_plan(manager.workspace, name="", seats=3, at=now)
    operations.invite(workspace=held, email="a@neuf.example", role=Role.MEMBER, by=manager.user, at=now)
    with pytest.raises(Refused) as refused:
        operations.invite(workspace=held, email="b@neuf.example", role=Role.MEMBER, by=manager.user, at=now)
    assert refused.value.code == "no_seat_left"
    operations.set_plan(held, name="", seats=2, at=now)
    with pytest.raises(Refused):
        operations.add_member(workspace=held, user=make_user(), role=Role.MEMBER, at=now)


@pytest.mark.django_db(transaction=True)
def test_two_people_do_not_take_the_last_seat(workspace: Workspace, now: datetime) -> None:
    operations.set_plan(workspace, name="", seats=1, at=now)
    together, outcomes = threading.Barrier(2), []
    people = [make_user(), make_user()]

    def come(number: int) -> None:
        together.wait()
        try:
            operations.add_member(workspace=workspace, user=people[number], role=Role.MANAGER, at=now)
            outcomes.append("in")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["in", "no_seat_left"]
