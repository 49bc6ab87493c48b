"""Who is in a workspace, and as what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from tests import counting
from tests.factories import make_manager, make_workspace

from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import scope
from filon.tenants import operations, queries
from filon.tenants.models import AuditEntry, Member, User, Workspace
from filon.tenants.states import Role

Browser = Callable[[Member], Client]


def roles(workspace: Workspace) -> dict[str, str]:
    return {m.user.first_name: m.role for m in queries.members(workspace)}


def test_a_manager_names_another(manager: Member, member: Member, fresh_client: Browser) -> None:
    answer = fresh_client(manager).post(f"/espace/equipe/{member.pk}/role/", {"role": "manager"})
    assert answer["Location"] == "/espace/equipe/"
    assert roles(manager.workspace) == {"Claire": "manager", "Paul": "manager"}
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.action, entry.target, entry.actor_id) == ("member.role_changed", "Paul Petit", manager.user_id)


def test_a_role_that_does_not_exist_is_refused(manager: Member, member: Member, now: datetime) -> None:
    with pytest.raises(Refused, match="rôle"):
        operations.change_role(member, role="king", by=manager.user, at=now)
    assert roles(manager.workspace)["Paul"] == "member"


def test_a_member_changes_no_role(member: Member, manager: Member, fresh_client: Browser) -> None:
    browser = fresh_client(member)
    assert browser.post(f"/espace/equipe/{member.pk}/role/", {"role": "manager"}).status_code == 403
    assert browser.post(f"/espace/equipe/{manager.pk}/retirer/").status_code == 403
    assert roles(manager.workspace) == {"Claire": "manager", "Paul": "member"}


def test_the_last_manager_stays_one(manager: Member, now: datetime) -> None:
    with pytest.raises(Refused) as refused:
        operations.change_role(manager, role=Role.MEMBER, by=manager.user, at=now)
    assert refused.value.code == "last_manager"
    with pytest.raises(Refused, match="dernier responsable"):
        operations.remove_member(manager, by=manager.user, at=now)
    assert roles(manager.workspace) == {"Claire": "manager"}


def test_a_removed_member_is_out_at_once_and_may_come_back(
    manager: Member, member: Member, client_for: Browser, fresh_client: Browser, now: datetime
) -> None:
    browser = client_for(member)
    assert browser.get("/espace/equipe/").status_code == 200
    fresh_client(manager).post(f"/espace/equipe/{member.pk}/retirer/")
    assert browser.get("/espace/equipe/")["Location"].startswith("/sans-espace/")
    back = operations.add_member(workspace=manager.workspace, user=member.user, role=Role.MANAGER, at=now)
    assert (back.pk, back.left_at, back.role) == (member.pk, None, "manager")


def test_nobody_is_added_twice(member: Member, now: datetime) -> None:
    with pytest.raises(Conflict):
        operations.add_member(workspace=member.workspace, user=member.user, role=Role.MANAGER, at=now)
    assert roles(member.workspace) == {"Paul": "member"}


def test_the_member_of_another_workspace_does_not_exist_here(manager: Member, fresh_client: Browser) -> None:
    stranger = make_manager(make_workspace(), first_name="Ada")
    browser = fresh_client(manager)
    for path in ("role", "retirer", "adresse"):
        assert browser.post(f"/espace/equipe/{stranger.pk}/{path}/", {"role": "member"}).status_code == 404
    with scope(stranger.workspace_id):
        assert roles(stranger.workspace) == {"Ada": "manager"}


@pytest.mark.parametrize("leave", [operations.remove_member, None])
def test_of_two_managers_who_leave_together_one_stays(
    transactional_db: None, workspace: Workspace, now: datetime, leave: object
) -> None:
    both = [make_manager(workspace), make_manager(workspace)]
    together = Barrier(2)
    refusals: list[str] = []

    def go(me: Member, user: User) -> None:
        with scope(workspace.id):
            together.wait()
            try:
                if leave is None:
                    operations.change_role(me, role=Role.MEMBER, by=user, at=now)
                else:
                    operations.remove_member(me, by=user, at=now)
            except Refused as refused:
                refusals.append(refused.code)
        connection.close()

    threads = [Thread(target=go, args=(me, me.user)) for me in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refusals == ["last_manager"]
    assert queries.managers(workspace).count() == 1


@pytest.mark.parametrize("people", [1, 3])
def test_the_team_page_costs_the_same_for_any_team(manager: Member, client_for: Browser, people: int) -> None:
    for _ in range(people - 1):
        make_manager(manager.workspace)
    browser = client_for(manager)
    browser.get("/espace/equipe/")
    assert counting.queries(browser, "/espace/equipe/") == 7
