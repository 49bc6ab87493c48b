from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from tests.factories import make_call_campaign, make_company, make_trunk

from filon.actions.models import Action
from filon.billing.operations import Movement, grant
from filon.billing.queries import balance
from filon.calls.claim import Claimant, claim
from filon.calls.models import Attempt, Prospect
from filon.calls.operations import (
    CampaignFields,
    NewProspect,
    activate,
    add_prospects,
    change_campaign,
    finish_attempt,
    interrupt,
    pause,
    stop_calls,
)
from filon.calls.operations.attempts import Finished
from filon.calls.operations.selecting import exclude, include
from filon.calls.outcome import End
from filon.consent.operations import suppress
from filon.consent.states import Kind
from filon.consent.states import Reason as Objection
from filon.kernel.tenancy import scope
from filon.voice.causes import Outcome as Cause

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MACHINE = datetime(2026, 11, 22, 3, tzinfo=UTC)


def claimant(holder="d1", *, room=100, after=timedelta(0)):
    return Claimant(holder, room, MACHINE + after, MONDAY + after)


def running(count=10, *, first=0, company=None, **fields):
    """A campaign that calls, with so many numbers."""
    campaign = make_call_campaign(**fields)
    company_id = company.id if company else None
    rows = [NewProspect(phone=f"+33199{first + n:06d}", company_id=company_id) for n in range(count)]
    add_prospects(campaign.id, rows, reference="file", now=MONDAY)
    return activate(campaign.id, now=MONDAY)


def over(placing, heard="human", *, holder="d1", now=MONDAY, failed=None):
    finished = Finished(attempt_id=placing.attempt_id, end=End(heard, failed), ended_s=20, answered_s=5, hold_s=3)
    return finish_attempt(finished, holder=holder, now=now)


def fast(**fields):
    return make_trunk(calls_per_second=100, **fields)


def test_a_st_16_accepted_rows_are_debited_once(workspace):
    campaign = make_call_campaign()
    rows = [NewProspect(phone="+33199000001"), NewProspect(phone="+33199000001"), NewProspect(phone="+33199000002")]
    assert add_prospects(campaign.id, rows, reference="a", now=MONDAY).added == 2
    assert add_prospects(campaign.id, rows, reference="b", now=MONDAY).known == 3
    assert balance() == -2
    assert Action.objects.filter(channel="call", state="planned").count() == 2


def test_st_40_nothing_is_called_before_the_campaign_is_activated(workspace):
    campaign = make_call_campaign()
    add_prospects(campaign.id, [NewProspect(phone="+33199000001")], reference="a", now=MONDAY)
    assert claim(campaign.trunk_id, claimant()) == []
    activate(campaign.id, now=MONDAY)
    assert len(claim(campaign.trunk_id, claimant())) == 1


def test_the_attempt_is_on_record_before_the_call(workspace):
    campaign = running(1)
    (placing,) = claim(campaign.trunk_id, claimant())
    attempt = Attempt.objects.get(id=placing.attempt_id)
    assert (attempt.number, attempt.state, attempt.holder) == (1, "placing", "d1")
    assert Prospect.objects.get().state == "calling"
    assert Action.objects.get().state == "claimed"


def test_the_caps_of_trunk_and_campaign_both_bind(workspace):
    trunk = fast(max_concurrent=7)
    campaigns = [running(10, first=100 * n, trunk=trunk, simultaneous=cap) for n, cap in enumerate((2, 10, 10))]
    for _ in range(5):
        claim(trunk.id, claimant(after=timedelta(seconds=1)))
    live = Counter(Attempt.objects.values_list("campaign_id", flat=True))
    assert [live[campaign.id] for campaign in campaigns] in ([2, 3, 2], [2, 2, 3])


def test_st_31_a_campaign_calls_no_more_at_once_than_it_may(workspace):
    campaign = running(10, trunk=fast(), simultaneous=3)
    claim(campaign.trunk_id, claimant())
    claim(campaign.trunk_id, claimant("d2", after=timedelta(seconds=1)))
    assert Attempt.objects.count() == 3


def test_calls_of_a_trunk_keep_its_pace(workspace):
    campaign = running(10, trunk=make_trunk(calls_per_second=5), simultaneous=10)
    moments = []
    for tick in range(10):
        moments += [p.dial_at for p in claim(campaign.trunk_id, claimant(after=timedelta(seconds=tick / 10)))]
    gaps = {later - earlier for earlier, later in pairwise(moments)}
    assert gaps == {timedelta(seconds=0.2)}


def test_one_call_at_a_time_with_a_company(workspace):
    company = make_company()
    one = running(3, company=company, trunk=fast())
    other = running(3, first=50, company=company, trunk=fast())
    assert len(claim(one.trunk_id, claimant())) == 1
    assert claim(other.trunk_id, claimant()) == []
    assert Prospect.objects.filter(campaign=other).first().last_reasons[0]["code"] == "line_engaged"


def test_st_95_a_paused_campaign_begins_no_call_and_resuming_repeats_none(workspace):
    campaign = running(3, trunk=fast(), simultaneous=1)
    (placing,) = claim(campaign.trunk_id, claimant())
    pause(campaign.id, now=MONDAY)
    assert over(placing)
    assert claim(campaign.trunk_id, claimant()) == []
    activate(campaign.id, now=MONDAY)
    (next_one,) = claim(campaign.trunk_id, claimant())
    assert next_one.phone != placing.phone


def test_the_kill_switch_stops_every_campaign(workspace):
    campaign = running(3, trunk=fast())
    stop_calls(now=MONDAY)
    assert claim(campaign.trunk_id, claimant()) == []


def test_a_suppressed_number_is_refused_and_says_why(workspace):
    campaign = running(1, trunk=fast())
    suppress(Kind.PHONE, "+33199000000", reason=Objection.USER, now=MONDAY)
    assert claim(campaign.trunk_id, claimant()) == []
    row = Prospect.objects.get()
    assert (row.state, row.last_reasons[0]["code"]) == ("refused", "suppressed")


def test_st_14_nobody_is_called_on_credits_that_are_not_there(workspace, settings):
    campaign = running(2, trunk=fast())
    settings.FILON_CREDITS_METERED = True
    assert claim(campaign.trunk_id, claimant()) == []
    assert Prospect.objects.first().last_reasons[0]["code"] == "no_credit"
    grant(Movement(amount=2, reason="test", reference="test"), now=MONDAY)
    assert len(claim(campaign.trunk_id, claimant(after=timedelta(hours=1)))) == 2


def test_a_caller_number_that_robots_may_not_show_calls_nobody(workspace):
    campaign = running(1, trunk=fast(kind="sip"))
    assert claim(campaign.trunk_id, claimant()) == []
    assert Prospect.objects.get().last_reasons[0]["code"] == "caller_number"


def test_outside_the_hours_a_row_says_until_when_it_waits(workspace):
    campaign = running(1, trunk=fast())
    night = Claimant("d1", 10, MACHINE, datetime(2026, 11, 23, 20, tzinfo=UTC))
    assert claim(campaign.trunk_id, night) == []
    row = Prospect.objects.get()
    assert row.next_at == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert row.last_reasons[0]["code"] == "outside_hours"


def test_a_number_overseas_is_called_on_its_own_clock(workspace):
    campaign = make_call_campaign(trunk=fast())
    add_prospects(campaign.id, [NewProspect(phone="+262262910001")], reference="a", now=MONDAY - timedelta(hours=3))
    activate(campaign.id, now=MONDAY)
    at_noon_there = Claimant("d1", 10, MACHINE, datetime(2026, 11, 23, 8, 30, tzinfo=UTC))
    assert claim(campaign.trunk_id, at_noon_there) == []
    assert Prospect.objects.get().next_at == datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_st_87_the_next_attempt_waits_for_the_delay_and_there_is_no_fourth(workspace):
    campaign = running(1, trunk=fast())
    now = MONDAY
    for number in (1, 2, 3):
        (placing,) = claim(campaign.trunk_id, Claimant("d1", 10, MACHINE + timedelta(seconds=number), now))
        assert over(placing, "", failed=Cause.NO_ANSWER, now=now)
        row = Prospect.objects.get()
        if number < 3:
            assert row.next_at == now + timedelta(hours=2, seconds=20)
            assert claim(campaign.trunk_id, Claimant("d1", 10, MACHINE, row.next_at - timedelta(seconds=1))) == []
            now = datetime(2026, 11, 23 + number, 9, tzinfo=UTC)
    assert (row.state, row.status, row.attempts_made, row.level) == ("done", "no_answer", 3, 3)
    assert claim(campaign.trunk_id, Claimant("d1", 10, MACHINE, now + timedelta(days=1))) == []


def test_st_46_a_human_is_weighed_coloured_and_not_called_again(workspace):
    campaign = running(1, trunk=fast())
    (placing,) = claim(campaign.trunk_id, claimant())
    over(placing)
    row = Prospect.objects.get()
    assert (row.state, row.nature, row.status, row.score, row.level) == ("done", "human", "", 100, 1)
    assert [part["points"] for part in row.parts] == [40, 40, 20]


def test_a_call_that_the_trunk_could_not_place_waits_and_counts_for_nothing(workspace):
    campaign = running(1, trunk=fast())
    (placing,) = claim(campaign.trunk_id, claimant())
    over(placing, "", failed=Cause.CONGESTION)
    row = Prospect.objects.get()
    assert (row.state, row.attempts_made) == ("waiting", 0)
    assert claim(campaign.trunk_id, claimant(after=timedelta(seconds=4))) == []
    (again,) = claim(campaign.trunk_id, claimant(after=timedelta(seconds=6)))
    assert Attempt.objects.get(id=again.attempt_id).number == 1


def test_a_trunk_that_is_set_up_wrongly_is_paused(workspace):
    campaign = running(1, trunk=fast())
    (placing,) = claim(campaign.trunk_id, claimant())
    over(placing, "", failed=Cause.CONFIGURATION)
    campaign.trunk.refresh_from_db()
    assert campaign.trunk.state == "paused"
    assert Prospect.objects.get().attempts_made == 0


def test_a_dead_dialers_calls_are_interrupted_counted_and_tried_again(workspace):
    campaign = running(1, trunk=fast())
    (placing,) = claim(campaign.trunk_id, claimant())
    assert interrupt("d1", now=MONDAY) == 1
    assert not over(placing), "the dead dialer came back too late"
    row = Prospect.objects.get()
    assert (row.state, row.attempts_made, row.nature, row.level) == ("waiting", 1, "", None)
    assert Attempt.objects.get().state == "interrupted"
    assert row.next_at >= MONDAY + timedelta(hours=2)


def test_a_row_whose_last_call_is_interrupted_keeps_what_answered_before(workspace):
    campaign = running(2, trunk=fast(), attempts=2)
    first, second = sorted(claim(campaign.trunk_id, claimant()), key=lambda each: each.phone)
    over(first, "voicemail")
    over(second, "", failed=Cause.NO_ANSWER)
    later = timedelta(days=1)
    assert len(claim(campaign.trunk_id, claimant(after=later))) == 2
    assert interrupt("d1", now=MONDAY + later) == 2
    rows = Prospect.objects.order_by("phone").values_list("state", "attempts_made", "nature", "status", "level")
    assert list(rows) == [("done", 2, "voicemail", "voicemail", 3), ("done", 2, "no_answer", "no_answer", 3)]


@pytest.mark.django_db(transaction=True)
def test_dialers_that_claim_at_once_never_exceed_the_cap_nor_take_a_row_twice(workspace):
    trunk = make_trunk(calls_per_second=200, max_concurrent=20)
    running(60, trunk=trunk, simultaneous=50)

    def dial(holder):
        try:
            with scope(workspace.id):
                for tick in range(15):
                    claim(trunk.id, claimant(holder, room=3, after=timedelta(seconds=tick)))
        finally:
            connection.close()

    threads = [threading.Thread(target=dial, args=(f"d{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Attempt.objects.count() <= 20
    for tick in range(15, 25):
        claim(trunk.id, claimant("late", room=3, after=timedelta(seconds=tick)))
    numbers = list(Attempt.objects.values_list("phone", flat=True))
    assert len(numbers) == len(set(numbers)) == 20


def test_rows_planned_for_another_line_are_called_on_the_one_the_campaign_has_now(workspace):
    campaign = running(2, trunk=fast())
    row = campaign.prospects.first()
    exclude(campaign.id, [row.id], lot="a", now=MONDAY)
    other = fast()
    change_campaign(campaign.id, CampaignFields(name="Autre ligne", trunk_id=other.id), now=MONDAY)
    include(campaign.id, ids=[row.id], now=MONDAY)
    assert {placing.phone for placing in claim(other.id, claimant())} == {"+33199000000", "+33199000001"}


def test_calls_still_up_on_the_line_before_count_for_the_campaign(workspace):
    campaign = running(4, trunk=fast(), simultaneous=2)
    assert len(claim(campaign.trunk_id, claimant())) == 2
    other = fast()
    change_campaign(campaign.id, CampaignFields(name="Autre ligne", trunk_id=other.id, simultaneous=3), now=MONDAY)
    assert len(claim(other.id, claimant("d2"))) == 1
