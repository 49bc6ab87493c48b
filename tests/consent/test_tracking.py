from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filon.consent import tracking
from filon.consent.models import TrackingAnswer
from filon.consent.states import Answer
from filon.consent.tracking import Measure, Reply, may_count
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.tenants.models import Workspace
from filon.tenants.states import CountedClicks
from filon.timeline.models import Event

EVERYTHING = Workspace(counts_clicks=CountedClicks.NOT_OPPOSED, counts_opens=True)
EMAIL = "jeanne@atelier.example"


def test_nothing_is_counted_until_a_manager_says_so() -> None:
    for measure in Measure:
        assert not may_count(measure, workspace=Workspace(), answer=Answer.GRANTED)


def test_opens_are_counted_of_those_who_agreed_and_of_nobody_else() -> None:
    """CNIL 2026-042: consent, between companies too."""
    said = [may_count(Measure.OPEN, workspace=EVERYTHING, answer=answer) for answer in (None, *Answer.values)]
    assert said == [False, True, False]


@pytest.mark.parametrize(
    ("clicks", "silent", "granted"),
    [
        (CountedClicks.NOBODY, False, False),
        (CountedClicks.WILLING, False, True),
        (CountedClicks.NOT_OPPOSED, True, True),
    ],
)
def test_clicks_are_counted_as_the_workspace_says_and_never_of_who_refused(
    clicks: CountedClicks, silent: bool, granted: bool
) -> None:
    space = Workspace(counts_clicks=clicks)
    assert may_count(Measure.CLICK, workspace=space, answer=None) is silent
    assert may_count(Measure.CLICK, workspace=space, answer=Answer.GRANTED) is granted
    assert may_count(Measure.CLICK, workspace=space, answer=Answer.DENIED) is False


def test_in_italy_a_click_needs_an_agreement_too() -> None:
    assert not may_count(Measure.CLICK, workspace=EVERYTHING, answer=None, country="IT")
    assert may_count(Measure.CLICK, workspace=EVERYTHING, answer=Answer.GRANTED, country="IT")


def test_an_answer_is_kept_with_its_proof_and_without_the_address(workspace: Workspace, clock: VirtualClock) -> None:
    contact_id = uuid7()
    reply = Reply(email=EMAIL, granted=True, wording="J’accepte que mes clics soient comptés.", source="salon")
    assert tracking.answer(reply, now=clock.now(), contact_id=contact_id)
    kept = TrackingAnswer.objects.values().get()
    assert (kept["answer"], kept["wording"], kept["source"], kept["answered_at"]) == (
        "granted",
        reply.wording,
        "salon",
        clock.now(),
    )
    event = Event.objects.get(kind="consent.tracking_answered")
    assert (event.contact_id, event.data) == (contact_id, {"granted": True})
    assert EMAIL not in str(kept) + str(event.data)


def test_the_last_answer_counts_and_the_same_one_twice_changes_nothing(
    workspace: Workspace, clock: VirtualClock
) -> None:
    for granted, changes in ((True, True), (True, False), (False, True), (False, False)):
        reply = Reply(email=EMAIL.upper(), granted=granted, source=str(granted))
        assert tracking.answer(reply, now=clock.now()) is changes
    assert tracking.answers([EMAIL]) == {EMAIL: Answer.DENIED}
    assert Event.objects.filter(kind="consent.tracking_answered").count() == 2


def test_any_number_of_answers_takes_one_query(workspace: Workspace, clock: VirtualClock) -> None:
    tracking.answer(Reply(email=EMAIL, granted=True), now=clock.now())
    with CaptureQueriesContext(connection) as caught:
        found = tracking.answers([EMAIL, "", *(f"p{n}@a.example" for n in range(50))])
    assert (found, len(caught)) == ({EMAIL: Answer.GRANTED}, 1)


def test_a_forgotten_answer_is_gone(workspace: Workspace, clock: VirtualClock) -> None:
    tracking.answer(Reply(email=EMAIL, granted=True), now=clock.now())
    assert tracking.forget([EMAIL]) == 1
    assert tracking.answer_of(EMAIL) is None
