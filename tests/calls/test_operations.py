from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.directory.public.rows import make_unit
from tests.factories import make_call_campaign, make_contact, make_full_campaign, make_trunk

from filon.actions.models import Action
from filon.actions.why import explain
from filon.billing.queries import balance
from filon.calls.claim import Claimant, claim
from filon.calls.models import CallCampaign, Prospect, Trunk
from filon.calls.operations import (
    CampaignFields,
    NewProspect,
    TrunkFields,
    activate,
    add_prospects,
    campaigns,
    change_campaign,
    create_campaign,
    delete,
    delete_trunk,
    finish_attempt,
    finish_campaigns,
    pause,
    save_trunk,
)
from filon.calls.operations.attempts import Finished
from filon.calls.operations.campaigns import locked
from filon.calls.operations.trunks import LONGEST_BACK_OFF, back_off
from filon.calls.outcome import End
from filon.kernel.errors import Refused
from filon.timeline.models import Event

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ROWS = [NewProspect(phone=f"+3319900{n:04d}") for n in range(3)]


def test_st_26_a_campaign_needs_nothing_but_a_name(workspace):
    campaign = create_campaign(CampaignFields(name=" Standards du Rhône "), now=NOW)
    assert (campaign.name, campaign.state, campaign.attempts, campaign.delay_hours) == (
        "Standards du Rhône",
        "paused",
        3,
        2,
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("attempts", 4),
        ("attempts", 0),
        ("delay_hours", 0),
        ("days", ()),
        ("slots", ((14, 12),)),
        ("slots", ((9, 12), (11, 18))),
        ("slots", ()),
        ("time_zone", "Europe/Lyon"),
        ("simultaneous", 0),
        ("webhook_url", "javascript:alert(1)"),
        ("probe_text", "Bonjour, y a-t-il quelqu’un ?"),
        ("weights", {"hold": 900}),
    ],
)
def test_st_23_what_cannot_be_is_refused_at_its_field(workspace, field, value):
    with pytest.raises(Refused) as refusal:
        create_campaign(CampaignFields(**{"name": "Standards", field: value}), now=NOW)
    assert refusal.value.field == field
    assert not CallCampaign.objects.exists()


def test_st_22_the_name_can_be_changed_later(workspace):
    campaign = make_call_campaign()
    assert change_campaign(campaign.id, CampaignFields(name="Autre nom"), now=NOW).name == "Autre nom"


def test_the_caller_number_is_one_kept_for_automated_calls(workspace):
    real = TrunkFields(name="Opérateur", host="sip.operateur.example", caller="+33199000000")
    with pytest.raises(Refused) as refusal:
        save_trunk(real, now=NOW)
    assert refusal.value.field == "caller"
    kept = TrunkFields(name="Opérateur", host="sip.operateur.example", caller="+33162000000")
    assert save_trunk(kept, now=NOW).caller == "+33162000000"


@pytest.mark.parametrize("host", ["sip.operateur.example", "192.0.2.1", "10.0.0.1", "127.0.0.1.example"])
def test_a_practice_trunk_leads_to_this_machine_only(workspace, host):
    with pytest.raises(Refused) as refusal:
        save_trunk(TrunkFields(name="Entraînement", kind="practice", host=host), now=NOW)
    assert refusal.value.field == "host"


def test_a_password_that_is_not_given_again_is_kept(workspace):
    fields = {"name": "Opérateur", "host": "sip.operateur.example", "caller": "+33162000000", "user": "filon"}
    trunk = save_trunk(TrunkFields(**fields, password="secret"), now=NOW)
    save_trunk(TrunkFields(**fields), now=NOW, trunk_id=trunk.id)
    assert Trunk.objects.get().password == "secret"


def test_a_trunk_with_a_campaign_stays(workspace):
    campaign = make_call_campaign()
    with pytest.raises(Refused):
        delete_trunk(campaign.trunk_id)
    change_campaign(campaign.id, CampaignFields(name="Sans ligne"), now=NOW)
    delete_trunk(campaign.trunk_id)
    assert not Trunk.objects.exists()


def test_a_trunk_without_lines_rests_twice_as_long_each_time(workspace):
    trunk, now, waits = make_trunk(), NOW, []
    for _ in range(10):
        until = back_off(trunk.id, now=now)
        waits.append(until - now)
        now = until
    assert waits[:3] == [timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20)]
    assert waits[-1] == LONGEST_BACK_OFF


def test_st_40_there_is_something_to_call_before_a_campaign_is_activated(workspace):
    campaign = make_call_campaign()
    with pytest.raises(Refused) as refusal:
        activate(campaign.id, now=NOW)
    assert refusal.value.code == "nothing_to_call"


def test_a_st_16_what_was_never_called_is_paid_back_before_the_start(workspace):
    campaign = make_call_campaign()
    add_prospects(campaign.id, ROWS, reference="a", now=NOW)
    assert delete(campaign.id, now=NOW) == 3
    assert balance() == 0


def test_a_st_16_nothing_is_paid_back_once_it_has_started(workspace):
    campaign = make_call_campaign()
    add_prospects(campaign.id, ROWS, reference="a", now=NOW)
    activate(campaign.id, now=NOW)
    with pytest.raises(Refused):
        delete(campaign.id, now=NOW)
    pause(campaign.id, now=NOW)
    assert delete(campaign.id, now=NOW) == 0
    assert balance() == -3


def test_st_14_an_import_that_cannot_be_paid_leaves_nothing(workspace, settings):
    settings.FILON_CREDITS_METERED = True
    campaign = make_call_campaign()
    with pytest.raises(Refused) as refusal:
        add_prospects(campaign.id, ROWS, reference="a", now=NOW)
    assert refusal.value.code == "no_credit"
    assert not Prospect.objects.exists()


def test_a_st_17_a_campaign_is_finished_once_every_row_has_its_last_word(workspace):
    campaign = make_call_campaign()
    add_prospects(campaign.id, ROWS, reference="a", now=NOW)
    activate(campaign.id, now=NOW)
    assert finish_campaigns(now=NOW) == 0
    Prospect.objects.update(state="done")
    assert finish_campaigns(now=NOW) == 1
    campaign.refresh_from_db()
    assert (campaign.state, campaign.finished_at) == ("finished", NOW)
    add_prospects(campaign.id, [NewProspect(phone="+33199009999")], reference="b", now=NOW)
    campaign.refresh_from_db()
    assert campaign.state == "paused"


def test_why_nobody_was_called_is_answered_by_the_policy(workspace):
    contact = make_contact()
    campaign = make_call_campaign()
    rows = [NewProspect(phone="+33199000001", contact_id=contact.id, company_id=contact.company_id)]
    add_prospects(campaign.id, rows, reference="a", now=NOW)
    (answer,) = explain(contact.id, now=NOW).answers
    assert [reason.code for reason in answer.reasons] == ["calls_paused"]
    activate(campaign.id, now=NOW)
    (answer,) = explain(contact.id, now=NOW).answers
    assert (answer.next_at, answer.reasons) == (NOW, ())


def called(campaign: CallCampaign, heard: str, *, at: datetime = NOW) -> Prospect:
    """The next row, after a call that was answered so."""
    (placing,) = claim(campaign.trunk_id, Claimant("d", 1, at, at))
    end = Finished(attempt_id=placing.attempt_id, end=End(heard), ended_s=20, answered_s=5, hold_s=3)
    assert finish_attempt(end, holder="d", now=at)
    return Prospect.objects.get(phone=placing.phone)


def running(rows=ROWS, **fields: object) -> CallCampaign:
    campaign = make_call_campaign(**fields)
    add_prospects(campaign.id, rows, reference="a", now=NOW)
    return activate(campaign.id, now=NOW)


def changed(campaign: CallCampaign, **fields: object) -> CallCampaign:
    given = {"name": campaign.name, "trunk_id": campaign.trunk_id, **fields}
    return change_campaign(campaign.id, CampaignFields(**given), now=NOW)


def test_st_78_fewer_attempts_than_were_made_leave_what_was_found_as_the_last_word(workspace):
    campaign = running(ROWS[:1])
    row = called(campaign, "voicemail")
    assert row.state == "waiting"
    changed(campaign, attempts=1)
    row.refresh_from_db()
    assert (row.state, row.nature, row.status, row.level) == ("done", "voicemail", "voicemail", 3)
    assert Event.objects.filter(kind="calls.qualified").count() == 1
    assert not Action.objects.filter(state="planned").exists()
    assert finish_campaigns(now=NOW) == 1
    changed(campaign, attempts=1)
    assert Event.objects.filter(kind="calls.qualified").count() == 1


def test_a_row_that_was_refused_for_its_attempts_is_called_again_once_more_are_allowed(workspace):
    campaign = running(ROWS[:1])
    row = called(campaign, "voicemail")
    used = [{"code": "attempts_used"}]
    Prospect.objects.filter(id=row.id).update(state="refused", last_reasons=used)
    changed(campaign, attempts=2)
    row.refresh_from_db()
    assert row.state == "waiting"


def test_rows_that_come_in_while_a_campaign_is_looked_at_keep_it_from_ending(workspace, monkeypatch):
    campaign = running()
    Prospect.objects.update(state="done")

    def meanwhile(campaign_id):
        add_prospects(campaign.id, [NewProspect(phone="+33199009999")], reference="b", now=NOW)
        return locked(campaign_id)

    monkeypatch.setattr(campaigns, "locked", meanwhile)
    assert finish_campaigns(now=NOW) == 0
    campaign.refresh_from_db()
    assert campaign.state == "running"


def test_a_st_17_a_campaign_paused_through_its_last_call_has_ended_when_it_is_activated(workspace):
    campaign = running(ROWS[:1])
    (placing,) = claim(campaign.trunk_id, Claimant("d", 1, NOW, NOW))
    pause(campaign.id, now=NOW)
    end = Finished(attempt_id=placing.attempt_id, end=End("human"), ended_s=20, answered_s=5)
    finish_attempt(end, holder="d", now=NOW)
    assert activate(campaign.id, now=NOW).state == "finished"
    assert Event.objects.filter(kind="calls.campaign_finished").count() == 1


def test_a_st_16_what_cost_nothing_is_not_paid_back(workspace):
    make_unit(siren="732829320", diffusible=False, name="")
    hidden = NewProspect(phone="+33199001111", first_name="Jeanne", last_name="Essai", siret="73282932000074")
    campaign = make_full_campaign()
    add_prospects(campaign.id, [hidden], reference="a", now=NOW)
    assert delete(campaign.id, now=NOW) == 0
    assert balance() == 0


def test_a_running_campaign_that_talks_gets_no_line_on_which_it_would_be_deaf(workspace, settings):
    settings.FILON_RECOGNISER = ""
    campaign = make_full_campaign()
    add_prospects(campaign.id, [replace(ROWS[0], first_name="Jeanne", last_name="Essai")], reference="a", now=NOW)
    activate(campaign.id, now=NOW)
    real = make_trunk(kind="sip", host="sip.operateur.example", caller="+33162000000")
    with pytest.raises(Refused):
        changed(campaign, trunk_id=real.id, caller_name=campaign.caller_name)
    campaign.refresh_from_db()
    assert campaign.trunk_id != real.id
    pause(campaign.id, now=NOW)
    assert changed(campaign, trunk_id=real.id, caller_name=campaign.caller_name).trunk_id == real.id
