from __future__ import annotations

from itertools import product

import pytest

from filon.calls.full.statuses import NATURES
from filon.calls.outcome import HEARD, End, Follow, Retries, rule
from filon.calls.states import Nature, Status
from filon.voice.causes import Outcome as Cause

WORDS = ("", "unheard of", *HEARD)
ENDS = [End(*each) for each in product(WORDS, (None, *Cause), (False, True))]
CASES = [
    (end, attempt, Retries(attempts, voicemail, ivr))
    for end, attempt, attempts, voicemail, ivr in product(ENDS, (1, 2, 3), (1, 2, 3), (False, True), (False, True))
]


def test_st_87_no_combination_gives_an_attempt_beyond_the_last():
    again = [(end, n, retries) for end, n, retries in CASES if rule(end, attempt=n, retries=retries).follow == "retry"]
    assert again
    assert all(attempt < retries.attempts for _end, attempt, retries in again)


def test_st_88_every_combination_has_one_consequence():
    for end, attempt, retries in CASES:
        ruling = rule(end, attempt=attempt, retries=retries)
        assert ruling.counted is (ruling.follow is not Follow.AGAIN)
        assert (ruling.status is not None) <= (ruling.follow is Follow.FINAL)
        if ruling.follow is Follow.FINAL:
            assert (ruling.status is None) == (ruling.nature is Nature.HUMAN)


def test_a_st_13_a_human_and_a_number_that_does_not_exist_are_never_called_again():
    for heard, failed in (("human", None), ("unassigned", None), ("", Cause.UNASSIGNED), ("unassigned", Cause.BUSY)):
        for attempts in (1, 2, 3):
            assert rule(End(heard, failed), attempt=1, retries=Retries(attempts)).follow is Follow.FINAL


@pytest.mark.parametrize("heard", ["voicemail", "ivr"])
def test_a_st_13_machines_and_menus_are_called_again_unless_switched_off(heard):
    assert rule(End(heard), attempt=1, retries=Retries(3)).follow is Follow.RETRY
    off = Retries(3, voicemail=False, ivr=False)
    assert rule(End(heard), attempt=1, retries=off).status == Status(heard)


@pytest.mark.parametrize("failed", [Cause.NO_ANSWER, Cause.BUSY, Cause.REFUSED])
def test_st_78_nobody_in_the_attempts_allowed(failed):
    for attempt in (1, 2):
        assert rule(End(failed=failed), attempt=attempt, retries=Retries(3)).follow is Follow.RETRY
    assert rule(End(failed=failed), attempt=3, retries=Retries(3)).status is Status.NO_ANSWER


@pytest.mark.parametrize("heard", ["fax", "music", "silence"])
def test_st_81_what_cannot_be_talked_to_is_silence(heard):
    assert rule(End(heard), attempt=3, retries=Retries(3)).status is Status.SILENCE


def test_a_st_27_a_word_that_is_not_known_is_another_nature_and_says_so():
    ruling = rule(End("a word of a later listener"), attempt=3, retries=Retries(3))
    assert (ruling.nature, str(Nature.OTHER.label)) == (Nature.OTHER, "Autre")


def test_a_call_that_the_trunk_could_not_place_is_no_attempt():
    congestion = rule(End(failed=Cause.CONGESTION), attempt=3, retries=Retries(3))
    assert (congestion.follow, congestion.counted, congestion.pause_trunk) == (Follow.AGAIN, False, False)
    assert rule(End(failed=Cause.CONFIGURATION), attempt=1, retries=Retries(3)).pause_trunk


def test_an_interrupted_call_counts_and_is_tried_again():
    interrupted = End(interrupted=True)
    assert rule(interrupted, attempt=1, retries=Retries(2)).follow is Follow.RETRY
    assert rule(interrupted, attempt=2, retries=Retries(2)).status is Status.NO_ANSWER


def test_what_was_announced_before_the_pick_up_overrides_the_code():
    """An announcement "this number is not assigned", then a code that says something else."""
    assert rule(End("unassigned", Cause.CONGESTION), attempt=1, retries=Retries(3)).nature is Nature.UNASSIGNED
    assert rule(End("ringback", Cause.BUSY), attempt=1, retries=Retries(3)).nature is Nature.BUSY


@pytest.mark.parametrize(
    ("heard", "status"),
    [("ivr", Status.IVR), ("voicemail", Status.VOICEMAIL), ("unassigned", Status.UNASSIGNED)],
)
def test_st_79_80_82_the_status_says_what_answered(heard, status):
    assert rule(End(heard), attempt=3, retries=Retries(3)).status is status


def test_st_101_every_status_of_a_light_campaign_is_of_a_switchboard():
    statuses = {rule(end, attempt=attempt, retries=retries).status for end, attempt, retries in CASES}
    assert statuses == {None, *NATURES}
    assert {status.value for status in NATURES} <= {nature.value for nature in Nature}
