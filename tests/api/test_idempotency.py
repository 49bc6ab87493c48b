"""A write that is repeated happens once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from tests.api.conftest import Call, caller
from tests.factories import make_company

from filon.api import idempotency
from filon.api.idempotency import REMEMBERED, forget
from filon.api.loops import forget_answers
from filon.api.models import StoredAnswer
from filon.directory.models import Company
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.tenants.models import ApiKey

NEW = {"name": "Fonderie du Val"}


def companies() -> list[str]:
    return sorted(Company.objects.values_list("name", flat=True))


def test_the_same_request_is_done_once_and_answered_the_same(call: Call) -> None:
    first = call("POST", "/companies", NEW, Idempotency_Key="abc")
    again = call("POST", "/companies", NEW, Idempotency_Key="abc")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert (first.headers.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert companies() == ["Fonderie du Val"]


def test_another_request_under_the_same_key_is_a_mistake(call: Call) -> None:
    call("POST", "/companies", NEW, Idempotency_Key="abc")
    other = call("POST", "/companies", {"name": "Autre"}, Idempotency_Key="abc")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert companies() == ["Fonderie du Val"]


def test_another_key_is_another_request(call: Call) -> None:
    call("POST", "/companies", {"name": "Fonderie du Val"}, Idempotency_Key="abc")
    call("POST", "/companies", {"name": "Fonderie du Mont"}, Idempotency_Key="abd")
    assert companies() == ["Fonderie du Mont", "Fonderie du Val"]


def test_two_programs_may_use_the_same_word(make_key: Callable[..., tuple[ApiKey, str]]) -> None:
    mine, other = (caller(make_key()[1]) for _ in range(2))
    mine("POST", "/companies", {"name": "Fonderie du Val"}, Idempotency_Key="abc")
    other("POST", "/companies", {"name": "Fonderie du Mont"}, Idempotency_Key="abc")
    assert companies() == ["Fonderie du Mont", "Fonderie du Val"]


def test_a_refusal_is_remembered_too(call: Call) -> None:
    first = call("POST", "/companies", {"name": ""}, Idempotency_Key="abc")
    again = call("POST", "/companies", {"name": ""}, Idempotency_Key="abc")
    assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (422, 422, "true")


@pytest.mark.parametrize("token", ["", "x" * 256, "é", "a b"])
def test_a_key_that_cannot_be_read_is_refused(call: Call, token: str) -> None:
    answer = call("POST", "/companies", NEW, Idempotency_Key=token)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_invalid")
    assert companies() == []


def test_a_read_ignores_the_key(call: Call) -> None:
    assert "Idempotency-Replayed" not in call("GET", "/me", Idempotency_Key="abc")
    assert "Idempotency-Replayed" not in call("GET", "/me", Idempotency_Key="abc")


def test_answers_are_forgotten_after_a_day(call: Call) -> None:
    call("POST", "/companies", NEW, Idempotency_Key="abc")
    now = SystemClock().now()
    assert forget(now=now + REMEMBERED - timedelta(minutes=1)) == 0
    StoredAnswer.objects.update(created_at=now - REMEMBERED - timedelta(minutes=1))
    assert forget_answers() == 1
    assert not StoredAnswer.objects.exists()


def answered(status: int) -> Callable[[], HttpResponse]:
    """A run that writes and answers with this status."""

    def run() -> HttpResponse:
        make_company(name="Fonderie")
        return HttpResponse(b"{}", status=status, content_type="application/json")

    return run


@pytest.mark.parametrize(("status", "kept"), [(201, 1), (422, 1), (409, 0), (429, 0), (500, 0), (503, 0)])
def test_what_another_try_may_change_is_not_remembered(
    make_key: Callable[..., tuple[ApiKey, str]], rf: Any, status: int, kept: int
) -> None:
    key, _secret = make_key()
    request: HttpRequest = rf.post("/api/v1/companies", b"{}", "application/json", headers={"Idempotency-Key": "abc"})
    answer = idempotency.once(request, key=key, now=SystemClock().now(), run=answered(status))
    assert (answer.status_code, StoredAnswer.objects.count()) == (status, kept)
    assert companies() == (["Fonderie"] if status == 201 else [])


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Event, Event]]:
    """Writes wait: (started, go on)."""
    started, go_on = Event(), Event()
    whole = idempotency.whole

    def waiting(run: idempotency.Run) -> HttpResponse:
        started.set()
        go_on.wait(5)
        return whole(run)

    monkeypatch.setattr(idempotency, "whole", waiting)
    yield started, go_on
    go_on.set()


@pytest.mark.django_db(transaction=True)
def test_a_twin_that_arrives_meanwhile_is_told_to_wait(
    make_key: Callable[..., tuple[ApiKey, str]], slow: tuple[Event, Event]
) -> None:
    key, secret = make_key()
    started, go_on = slow
    answers: list[Any] = []

    def first() -> None:
        answers.append(caller(secret)("POST", "/companies", NEW, Idempotency_Key="abc"))
        connection.close()

    thread = Thread(target=first)
    thread.start()
    assert started.wait(5)
    twin = caller(secret)("POST", "/companies", NEW, Idempotency_Key="abc")
    go_on.set()
    thread.join()
    assert (twin.status_code, twin.json()["code"]) == (409, "idempotency_in_progress")
    assert answers[0].status_code == 201
    later = caller(secret)("POST", "/companies", NEW, Idempotency_Key="abc")
    assert later.content == answers[0].content
    with scope(key.workspace_id):
        assert companies() == ["Fonderie du Val"]


@pytest.mark.django_db(transaction=True)
def test_of_many_twins_one_writes(make_key: Callable[..., tuple[ApiKey, str]]) -> None:
    key, secret = make_key()
    together = Barrier(6)
    statuses: list[int] = []

    def send() -> None:
        together.wait()
        statuses.append(caller(secret)("POST", "/companies", NEW, Idempotency_Key="abc").status_code)
        connection.close()

    threads = [Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 201 in statuses
    assert set(statuses) <= {201, 409}
    with scope(key.workspace_id):
        assert companies() == ["Fonderie du Val"]
