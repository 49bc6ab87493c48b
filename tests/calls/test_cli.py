from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from tests.factories import make_trunk

from filon.calls.cli import dial, talk, trunk_group
from filon.calls.full.speech import speech_for
from filon.calls.states import TrunkKind
from filon.demo.switchboards.board import Switchboard
from filon.demo.switchboards.library import load_library
from filon.voice.answering import Answering
from filon.voice.media.engine import MediaEngine
from filon.voice.probe import Check

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("media")]

NUMBER = "+33199000001"


@contextmanager
def far_end(handler) -> Iterator[int]:
    """A switchboard in a thread of its own; gives its port."""
    ready, stop = threading.Event(), threading.Event()
    found = []

    async def serve() -> None:
        with MediaEngine() as media:
            place = await Answering.open(handler, media=media, port=0)
            found.append(place.port)
            ready.set()
            await asyncio.to_thread(stop.wait)
            place.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    ready.wait(10)
    try:
        yield found[0]
    finally:
        stop.set()
        thread.join(10)


async def busy(call):
    call.ring()
    call.refuse(486, "Busy Here", q850=17)


async def picks_up(call):
    call.answer()
    await asyncio.sleep(8)


def test_one_call_is_told_with_everything_that_happened(workspace):
    with far_end(busy) as port:
        make_trunk(name="Essai", port=port)
        result = CliRunner().invoke(dial, [NUMBER, "--trunk", "Essai", "--json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["phone"], told["nature"], told["code"], told["q850"]) == (NUMBER, "busy", 486, 17)
    assert [event["what"] for event in told["events"]] == ["placed", "ringing", "failed"]


def test_a_premium_number_is_not_called(workspace):
    make_trunk(name="Essai", port=9)
    result = CliRunner().invoke(dial, ["0899 70 00 00", "--trunk", "Essai"])
    assert result.exit_code == 2
    assert "surtaxé" in result.output


def test_a_trunk_that_does_not_exist_is_said(workspace):
    result = CliRunner().invoke(dial, [NUMBER, "--trunk", "Nulle part"])
    assert result.exit_code == 2
    assert "Nulle part" in result.output


WHOM = ["--person", "Paul Martin", "--company", "Axonia", "--email", "paul.martin@axonia.example"]


def test_one_call_that_talks_is_told_with_what_was_said(workspace):
    """The practice receptionist who asks for no more calls, with the recogniser and the voice of practice."""
    with far_end(Switchboard(load_library()).answer) as port:
        make_trunk(name="Essai", port=port)
        result = CliRunner().invoke(talk, ["+33199000080", "--trunk", "Essai", *WHOM])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["nature"], told["objected"], told["status"]) == ("human", True, "barrier_human")
    ours = [turn["text"] for turn in told["turns"] if turn["ours"]]
    assert "automatique" in ours[0]


def test_nobody_is_talked_to_by_who_understands_nothing(workspace, settings):
    settings.FILON_RECOGNISER = ""
    speech_for.cache_clear()
    make_trunk(name="Essai", kind=TrunkKind.SIP)
    result = CliRunner().invoke(talk, [NUMBER, "--trunk", "Essai", *WHOM])
    assert result.exit_code == 2
    assert "FILON_RECOGNISER" in result.output


def test_a_trunk_is_tested_step_by_step(workspace):
    with far_end(picks_up) as port:
        make_trunk(name="Essai", port=port)
        result = CliRunner().invoke(trunk_group, ["test", "Essai", "--number", NUMBER, "--json"])
    steps = [json.loads(line) for line in result.stdout.splitlines()]
    assert [step["check"] for step in steps] == [check.value for check in Check]
    assert steps[-2]["code"] == "unproven"
    assert all(step["ok"] for step in steps)
    assert result.exit_code == 0


def test_a_trunk_is_tested_with_a_number_as_people_write_it_and_never_a_premium_one(workspace):
    with far_end(picks_up) as port:
        make_trunk(name="Essai", port=port)
        spaced = CliRunner().invoke(trunk_group, ["test", "Essai", "--number", "01 99 00 00 01", "--json"])
        premium = CliRunner().invoke(trunk_group, ["test", "Essai", "--number", "0899701122"])
    assert (spaced.exit_code, premium.exit_code) == (0, 2)
    assert "surtaxé" in premium.output


def test_the_step_that_fails_is_named(workspace):
    with far_end(busy) as port:
        make_trunk(name="Essai", port=port)
        result = CliRunner().invoke(trunk_group, ["test", "Essai", "--number", NUMBER])
    assert result.exit_code == 1
    assert "FAILS" in result.output
