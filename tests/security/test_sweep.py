"""Every address × every method, as everybody who should not: no error, no leak, no write, the right status.

The victim has one row in every table (`victim.py`), and every identifier in every address and body is the victim's.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings
from tests.factories import PASSWORD, make_manager, make_workspace
from tests.security import routes, victim
from tests.security.routes import METHODS, Operation, Route
from tests.security.victim import MARKER, NUMBER, VICTIM

from filon.api import limits, rules
from filon.config.permissions import PAGES
from filon.directory.models import Company
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.tenants import operations
from filon.tenants.models import Member, Workspace
from filon.tenants.operations.users import NewUser
from filon.tenants.permissions import Who
from filon.tenants.states import Role

PAGE_ROUTES = routes.pages()
OPERATIONS = routes.operations()

FORM = {
    **{
        name: str(VICTIM)
        for name in ("id", "ids", "company", "company_id", "contact", "contact_id", "mailbox", "campaign")
    },
    **{
        name: str(VICTIM)
        for name in ("mailbox_id", "campaign_id", "sequence", "sequence_id", "version", "import", "target")
    },
    **{
        name: str(VICTIM)
        for name in ("routine", "routine_id", "contacts", "contact_ids", "project", "rule", "note", "park", "key_id")
    },
    **{name: str(NUMBER) for name in ("owner", "owner_id", "user", "user_id", "member", "viewers")},
    **{name: str(NUMBER) for name in ("recipients", "users", "default_for", "person_id")},
    "title": "Attaque",
    "text": "Bonjour",
    "tags": "prospect",
    "tag": "client",
    "categories": "erp",
    "category": "erp",
    "stage": "signed",
    "moments": "all",
    "company_name": "Attaque",
    "software": "Attaque",
    "trade": "erp",
    "stars": "5",
    "sirens": "732829320",
    "name": "Attaque",
    "first_name": "A",
    "last_name": "B",
    "email": "x@attaque.example",
    "role": "manager",
    "q": "a",
    "subject": "Bonjour",
    "body": "Bonjour",
    "step": "1",
    "state": "draft",
    "confirm": "on",
    "action": "delete",
}
"""What an attacker posts everywhere: the victim's identifiers under every likely name."""


@pytest.fixture(autouse=True)
def signed_in_just_now(settings: Settings) -> None:
    """A sweep may take minutes: what asks for a fresh sign-in answers as it would at once."""
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(days=1).total_seconds())


@pytest.fixture
def target(db: None) -> Workspace:
    return victim.make()


@pytest.fixture
def attacker(target: Workspace) -> Member:
    """The manager of another workspace."""
    return make_manager(make_workspace(name="Attaque"), first_name="Eve")


def browser_of(member: Member, *, fresh: bool = False) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    if fresh:
        client.post("/compte/reauthenticate/", {"password": PASSWORD})
    return client


def leaks(answer: Any) -> bool:
    """Whether the victim's marker is anywhere in the answer, in its headers too."""
    body = b"".join(answer.streaming_content) if answer.streaming and not answer.is_async else _content(answer)
    seen = body + repr(list(answer.headers.items())).encode()
    return MARKER.lower().encode() in seen.lower()


def _content(answer: Any) -> bytes:
    return b"" if answer.streaming else answer.content


def written(what: str, before: victim.Fingerprint) -> bool:
    """Whether a request wrote to the victim's rows: what it wrote is there until it is undone, at a second look too."""
    seen = [tables for _look in range(2) if (tables := victim.changed(before))]
    if seen:
        print(f"{what} changed {seen}")  # noqa: T201 names the tables of a failure
    return len(seen) == 2


class Sweep:
    """Sends the requests one by one, each undone afterwards, and notes what must not be."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.faults: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.before = victim.fingerprint()
        self.writes = victim.writes()

    def send(self, method: str, path: str, *, undo: bool = True, **sent: Any) -> Any:
        with transaction.atomic():
            answer = self.client.generic(method.split(maxsplit=1)[0], path, **sent)
            self._judge(f"{method} {path}", answer)
            if undo:
                transaction.set_rollback(True)
        return answer

    def _judge(self, what: str, answer: Any) -> None:
        self.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            self.faults.append(f"{what} → {answer.status_code}")
        if leaks(answer):
            self.faults.append(f"{what} shows the victim's data")
        if self.has_written() and written(what, self.before):
            self.faults.append(f"{what} changed the victim's rows")

    def has_written(self) -> bool:
        """Whether anything was written since this was asked last, to any row at all."""
        before, self.writes = self.writes, victim.writes()
        return self.writes != before

    def expect(self, what: str, answer: Any, allowed: set[int]) -> None:
        if answer.status_code not in allowed:
            self.faults.append(f"{what} → {answer.status_code}, not {sorted(allowed)}")

    def close(self, who: str) -> None:
        told = " ".join(f"{status}×{count}" for status, count in sorted(self.statuses.items()))
        if written("the whole sweep", self.before):
            self.faults.append("the victim's rows changed")
        print(f"\nsweep as {who}: {self.statuses.total()} requests, {told}, {len(self.faults)} faults")  # noqa: T201 for the record
        assert self.faults == []


PART = "GET part"
"""A GET as htmx sends it for a piece of a page."""


def forms(method: str) -> dict[str, Any]:
    if method == "GET":
        return {}
    if method == PART:
        return {"headers": {"HX-Request": "true"}}
    return {"data": urlencode(FORM), "content_type": "application/x-www-form-urlencoded"}


def every_page() -> Iterator[tuple[Route, str]]:
    return ((route, method) for route in PAGE_ROUTES for method in (*METHODS, PART))


def test_every_route_is_in_the_permission_table() -> None:
    assert [route.name for route in PAGE_ROUTES if route.rule is None] == []
    assert len(PAGE_ROUTES) > 60


def test_the_permission_table_lists_no_route_that_is_gone() -> None:
    known = {route.name for route in PAGE_ROUTES}
    optional = {"ui:proof", "mfa_trust", "mfa_signup_webauthn"}
    assert {name for name in PAGES if not name.startswith("api")} - known <= optional


def test_the_victim_has_a_row_in_every_table(target: Workspace) -> None:
    counted = {table: count for table, (count, _digest) in victim.fingerprint().items()}
    assert {table: count for table, count in counted.items() if count != 1} == {}
    print(f"\n{len(counted)} tables of the victim watched")  # noqa: T201 for the record


def test_a_write_is_noticed_before_it_is_undone_and_reading_is_none(target: Workspace) -> None:
    sweep = Sweep(Client())
    with scope(VICTIM):
        assert Company.objects.count() == 1
        assert not sweep.has_written()
        with transaction.atomic():
            Company.objects.update(name="Attaque")
            assert sweep.has_written()
            assert written("this", sweep.before)
            transaction.set_rollback(True)
    assert not written("this, undone", sweep.before)


def test_nobody_gets_nothing(target: Workspace) -> None:
    sweep = Sweep(Client(raise_request_exception=False))
    for route, method in every_page():
        answer = sweep.send(method, route.path, **forms(method))
        if not routes.public(route):
            sweep.expect(f"{method} {route}", answer, {204 if method == PART else 302})
            if "/compte/login/" not in answer.headers.get("Location", answer.headers.get("HX-Redirect", "")):
                sweep.faults.append(f"{method} {route} does not lead to the sign-in page")
    sweep.close("nobody")


def test_the_manager_of_another_workspace_gets_nothing(attacker: Member) -> None:
    sweep = Sweep(browser_of(attacker, fresh=True))
    for route, method in every_page():
        if route.name in {"account_logout", "usersessions_list"} and method == "POST":
            continue  # ends the session of the sweep; proven in tests/tenants
        answer = sweep.send(method, route.path, **forms(method))
        if route.names_a_row:
            sweep.expect(f"{method} {route}", answer, {404, 405})
    sweep.close("another workspace's manager")


def test_nothing_of_another_workspace_can_be_pointed_at(attacker: Member) -> None:
    """What the attacker writes at home is kept: no row of theirs may name a row of the victim."""
    sweep = Sweep(browser_of(attacker, fresh=True))
    for route in PAGE_ROUTES:
        if route.name not in {"account_logout", "usersessions_list"}:
            sweep.send("POST", route.path, undo=False, **forms("POST"))
    for operation in OPERATIONS:
        _call(sweep, operation, secret=_key(attacker, "read", "write"), undo=False)
    assert victim.references_from(attacker.workspace_id) == []
    sweep.close("an attacker who writes")


def test_a_member_cannot_do_what_is_a_managers(target: Workspace) -> None:
    sweep = Sweep(browser_of(_member(), fresh=True))
    sweep.before = victim.fingerprint()
    for route, method in every_page():
        if route.rule is None or route.rule.who is not Who.MANAGER:
            continue
        with transaction.atomic():
            answer = sweep.client.generic(method.split()[0], route.path, **forms(method))
            sweep.statuses[answer.status_code] += 1
            sweep.expect(f"{method} {route}", answer, {403})
            if sweep.has_written() and written(f"{method} {route}", sweep.before):
                sweep.faults.append(f"{method} {route} changed rows")
            transaction.set_rollback(True)
    sweep.close("a member, on managers' pages")


def test_no_page_breaks_for_a_member(target: Workspace) -> None:
    """The member's own workspace holds odd rows (every text the same, every number 1): pages show them all the same."""
    sweep = Sweep(browser_of(_member(), fresh=True))
    for route, method in every_page():
        if route.name in {"account_logout", "usersessions_list", "tenants:photo"}:
            continue
        with transaction.atomic():
            answer = sweep.client.generic(method.split()[0], route.path, **forms(method))
            sweep.statuses[answer.status_code] += 1
            if answer.status_code >= 500:
                sweep.faults.append(f"{method} {route} → {answer.status_code}")
            transaction.set_rollback(True)
    sweep.close("a member, everywhere")


def _member() -> Member:
    user = operations.create_user(NewUser(email="membre@victime.example", password=PASSWORD))
    with scope(VICTIM):
        workspace = Workspace.objects.get(id=VICTIM)
        return operations.add_member(workspace=workspace, user=user, role=Role.MEMBER, at=SystemClock().now())


def _key(member: Member, *scopes: str) -> str:
    with scope(member.workspace_id):
        _made, secret = operations.create_api_key(
            workspace=member.workspace, name="Clé", scopes=list(scopes), by=member.user, at=SystemClock().now()
        )
    return secret


def _call(sweep: Sweep, operation: Operation, *, secret: str, undo: bool = True) -> Any:
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    sent = {} if operation.body is None else {"data": json.dumps(operation.body), "content_type": "application/json"}
    return sweep.send(operation.method, operation.path, undo=undo, headers=headers, **sent)


def test_every_operation_of_the_api_is_in_the_permission_table() -> None:
    offered = {f"{o.method} {o.template.removeprefix('/api/v1')}" for o in OPERATIONS}
    assert offered == set(rules.OPERATIONS)


def test_without_a_key_the_api_gives_nothing(target: Workspace) -> None:
    sweep = Sweep(Client(raise_request_exception=False))
    for operation in OPERATIONS:
        for method in METHODS:
            answer = sweep.send(method, operation.path)
            sweep.expect(f"{method} {operation.template}", answer, {401})
    sweep.close("a program without a key")


def test_the_key_of_another_workspace_gets_nothing(attacker: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CALLS_PER_MINUTE", 100_000)
    secret = _key(attacker, "read", "write")
    sweep = Sweep(Client(raise_request_exception=False))
    for operation in OPERATIONS:
        answer = _call(sweep, operation, secret=secret)
        if operation.names_a_row:
            sweep.expect(str(operation), answer, {404})
        if answer.status_code >= 400 and answer["Content-Type"] != "application/problem+json":
            sweep.faults.append(f"{operation} answers {answer['Content-Type']}")
    offered = {(o.method, o.template) for o in OPERATIONS}
    for operation in OPERATIONS:
        for method in METHODS:
            if (method, operation.template) not in offered:
                answer = sweep.send(method, operation.path, headers={"Authorization": f"Bearer {secret}"})
                sweep.expect(f"{method} {operation.template}", answer, {405})
    sweep.close("another workspace's key")


def test_a_key_does_only_what_its_scopes_name(attacker: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CALLS_PER_MINUTE", 100_000)
    secrets = {"read": _key(attacker, "read"), "write": _key(attacker, "write")}
    sweep = Sweep(Client(raise_request_exception=False))
    for operation in OPERATIONS:
        needed = rules.OPERATIONS[f"{operation.method} {operation.template.removeprefix('/api/v1')}"].value
        other = "write" if needed == "read" else "read"
        sweep.expect(str(operation), _call(sweep, operation, secret=secrets[other]), {403})
    sweep.close("a key of the other scope")


def test_the_sweep_sees_what_it_looks_for(target: Workspace) -> None:
    """The victim itself, at its own page: the sweep must cry out."""
    sweep = Sweep(browser_of(Member.objects.select_related("user").get(pk=NUMBER)))
    sweep.send("GET", "/espace/equipe/")
    sweep.send(
        "POST",
        "/profil/",
        data="language=en&time_zone=UTC&theme=dark",
        content_type="application/x-www-form-urlencoded",
    )
    assert [fault.split(" ", 2)[2] for fault in sweep.faults] == [
        "shows the victim's data",
        "changed the victim's rows",
    ]
