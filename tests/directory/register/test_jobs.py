"""The question to the register, through a service of this machine."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings
from tests.directory.peer import Asked, Peer, Said
from tests.directory.public.rows import make_unit

from filon.config.worker import run_waiting_jobs
from filon.directory.public.models import Finance, Lookup, Officer, Service
from filon.directory.register import practice
from filon.directory.register.jobs import look_up
from filon.directory.register.operations import ask
from filon.directory.register.pacing import LONGEST_WAIT, Busy, wait_for_turn
from filon.kernel.clock import SystemClock, VirtualClock
from filon.kernel.http import OutboundError

SIREN = "000000018"
ANSWER = json.loads((Path(__file__).parent / "answer.json").read_text())
pytestmark = pytest.mark.usefixtures("workspace")


@pytest.fixture(autouse=True)
def here(settings: Settings, peer: Peer) -> None:
    settings.FILON_REGISTER_URL = peer.url
    peer.answer = lambda _asked: Said(ANSWER)


def asked(clock: VirtualClock, **unit: Any) -> Lookup:
    make_unit(siren=SIREN, **unit)
    ask(SIREN, now=clock.now())
    look_up(siren=SIREN)
    return Lookup.objects.get()


def test_a_co_8_officers_and_finances_come_in_when_somebody_asks(peer: Peer, clock: VirtualClock) -> None:
    row = asked(clock)
    assert (row.state, row.failure) == ("done", "")
    assert [(o.last_name, o.source) for o in Officer.objects.order_by("id")] == [("Le Goff-D'Arc", "rne"), ("", "rne")]
    assert Finance.objects.count() == 2
    (question,) = peer.asked
    assert (question.path, question.query) == ("/search", {"q": SIREN, "per_page": "1"})
    assert question.headers["user-agent"].startswith("Filon/")


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_it(clock: VirtualClock) -> None:
    make_unit(siren=SIREN)
    ask(SIREN, now=clock.now())
    run_waiting_jobs()
    assert (Lookup.objects.get().state, Officer.objects.count()) == ("done", 2)


def test_asked_to_wait_nobody_asks_before(peer: Peer, clock: VirtualClock) -> None:
    peer.answer = lambda _asked: Said(status=429, headers={"Retry-After": "90"})
    row = asked(clock)
    assert row.state == "running"
    free_at = Service.objects.get().free_at
    (again,) = ProcrastinateJob.objects.filter(task_name=look_up.name, scheduled_at__isnull=False)
    assert again.scheduled_at == free_at
    look_up(siren=SIREN)
    assert len(peer.asked) == 1


@pytest.mark.parametrize(
    ("said", "failure"),
    [
        (Said(status=500), "status_500"),
        (Said({"results": []}), "unknown"),
        (Said(status=302, headers={"Location": "http://127.0.0.1:1/"}), "status_302"),
    ],
)
def test_a_failure_is_told_and_changes_nothing(peer: Peer, clock: VirtualClock, said: Said, failure: str) -> None:
    peer.answer = lambda _asked: said
    row = asked(clock)
    assert (row.state, row.failure, Officer.objects.count()) == ("failed", failure, 0)


def test_a_service_that_is_away_is_asked_again_by_the_queue(settings: Settings, clock: VirtualClock) -> None:
    settings.FILON_REGISTER_URL = "http://127.0.0.1:1"
    with pytest.raises(OutboundError):
        asked(clock)
    assert Lookup.objects.get().failure == "connection"


def test_an_inside_address_is_not_asked_unless_the_host_opened_it(
    settings: Settings, peer: Peer, clock: VirtualClock
) -> None:
    settings.FILON_DIRECTORY_NETWORKS = []
    assert (asked(clock).failure, peer.asked) == ("address", [])


def test_no_service_is_asked_about_an_invented_company(
    monkeypatch: pytest.MonkeyPatch, peer: Peer, clock: VirtualClock
) -> None:
    monkeypatch.setattr(practice, "_answers", [lambda _siren: ANSWER])
    assert (asked(clock, sample=True).state, Officer.objects.count(), peer.asked) == ("done", 2, [])


def test_a_unit_masked_meanwhile_is_not_asked_about(peer: Peer, clock: VirtualClock) -> None:
    unit = make_unit(siren=SIREN)
    ask(SIREN, now=clock.now())
    unit.diffusible, unit.name = False, ""
    unit.save()
    look_up(siren=SIREN)
    assert peer.asked == []


@pytest.mark.django_db(transaction=True)
def test_processes_that_ask_together_keep_the_pace_of_the_service() -> None:
    gap, began = timedelta(seconds=1), SystemClock().now()

    def four() -> None:
        try:
            for _ in range(4):
                wait_for_turn("a service", gap=gap, sleep=lambda _seconds: None)
        finally:
            connection.close()

    threads = [Thread(target=four) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Service.objects.get().free_at >= began + 12 * gap


def test_a_turn_that_is_too_far_away_is_not_waited_for() -> None:
    until = SystemClock().now() + LONGEST_WAIT * 2
    Service.objects.create(name="a service", free_at=until)
    with pytest.raises(Busy) as busy:
        wait_for_turn("a service", gap=timedelta(seconds=1))
    assert busy.value.until == until


def test_the_answer_of_another_company_is_not_written(peer: Peer, clock: VirtualClock) -> None:
    def other(_asked: Asked) -> Said:
        return Said({"results": [{**ANSWER["results"][0], "siren": "000000026"}]})

    peer.answer = other
    assert (asked(clock).failure, Officer.objects.count()) == ("unknown", 0)
