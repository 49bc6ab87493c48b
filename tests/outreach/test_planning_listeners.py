"""What happens to the plan when people, machines and servers answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.factories import make_company, make_contact
from tests.mail.peers import SmtpPeer
from tests.outreach.running import contacts, engage, launched, turns

from filon.actions.models import Action
from filon.actions.states import State
from filon.consent.operations import suppress
from filon.consent.queries import Target, is_suppressed
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact, Opportunity
from filon.crm.operations import ContactFields, mark_left, turn_off, turn_on, update_contact
from filon.crm.states import Automation, OffReason
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.mail.events import (
    AutoReplyReceived,
    BounceReceived,
    ComplaintReceived,
    RemovalRequested,
    ReplyReceived,
)
from filon.mail.models import Message
from filon.outreach.ending import finish_silent
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.states import EnrolmentState, Outcome
from filon.timeline.events import Published, TypedEvent, publish_many

pytestmark = pytest.mark.usefixtures("workspace")


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def happens(event: TypedEvent, person: Contact, campaign: Campaign | None, clock: VirtualClock) -> None:
    origin_id = campaign.id if campaign else None
    publish_many(
        [
            Published(
                event=event, at=clock.now(), contact_id=person.id, company_id=person.company_id, origin_id=origin_id
            )
        ]
    )


def after_the_first_message(people: list[Contact], clock: VirtualClock) -> Campaign:
    with SmtpPeer() as peer:
        campaign = launched(people, peer=peer, now=clock.now())
        clock.move_to(paris(2026, 11, 24, 9))
        turns(campaign, clock)
    return campaign


def planned_for() -> set[object]:
    return set(Action.objects.filter(state=State.PLANNED).values_list("subject_id", flat=True))


def places() -> dict[object, tuple[str, str, str]]:
    rows = Enrolment.objects.values_list("contact_id", "state", "outcome", "outcome_reason")
    return {row[0]: row[1:] for row in rows}


def test_ol_36_ol_88_ol_89_a_reply_stops_everything_for_all_people_of_the_company(clock: VirtualClock) -> None:
    company = make_company()
    author, colleague = make_contact(company=company), make_contact(company=company)
    stranger = make_contact()
    campaign = after_the_first_message([author, colleague, stranger], clock)
    happens(ReplyReceived(message_id=uuid7()), author, campaign, clock)
    assert planned_for() == {stranger.id}
    opportunity = Opportunity.objects.get(company=company)
    assert (opportunity.automation, opportunity.off_reason) == (Automation.OFF, OffReason.REPLIED)
    assert opportunity.off_by_contact_id == author.id
    assert places()[author.id] == (EnrolmentState.FINISHED, Outcome.SUCCESS, "replied")
    assert places()[colleague.id][:2] == (EnrolmentState.RUNNING, Outcome.NONE)


def test_a_reply_in_one_campaign_leaves_the_others_of_the_company_alone(clock: VirtualClock) -> None:
    person = make_contact()
    answered = after_the_first_message([person], clock)
    other = launched([person], peer=None, now=clock.now())
    happens(ReplyReceived(message_id=uuid7()), person, answered, clock)
    assert list(Action.objects.filter(state=State.PLANNED).values_list("origin_id", flat=True)) == [other.id]


def test_a_reply_that_matches_no_campaign_stops_all_of_them(clock: VirtualClock) -> None:
    person = make_contact()
    after_the_first_message([person], clock)
    happens(ReplyReceived(message_id=uuid7()), person, None, clock)
    assert planned_for() == set()
    assert set(Opportunity.objects.values_list("automation", flat=True)) == {Automation.OFF}


def test_a_colleague_who_answers_for_somebody_else_is_a_success_too(clock: VirtualClock) -> None:
    company = make_company()
    written_to, author = make_contact(company=company), make_contact(company=company)
    campaign = after_the_first_message([written_to, author], clock)
    happens(ReplyReceived(message_id=uuid7(), from_contact=author.id), written_to, campaign, clock)
    assert places()[author.id][1] == places()[written_to.id][1] == Outcome.SUCCESS


def test_a_reply_of_somebody_without_company_stops_them(clock: VirtualClock) -> None:
    person = make_contact(company=None)
    campaign = after_the_first_message([person], clock)
    happens(ReplyReceived(message_id=uuid7()), person, campaign, clock)
    assert planned_for() == set()
    assert places()[person.id][1] == Outcome.SUCCESS


def test_ol_21_the_robot_goes_on_with_colleagues_when_it_has_the_company_back(clock: VirtualClock) -> None:
    company = make_company()
    author, colleague = make_contact(company=company), make_contact(company=company)
    campaign = after_the_first_message([author, colleague], clock)
    happens(ReplyReceived(message_id=uuid7()), author, campaign, clock)
    turn_on(Opportunity.objects.get().id, now=clock.now())
    with SmtpPeer() as peer:
        campaign.mailbox.__class__.objects.update(smtp_port=peer.port)
        clock.move_to(paris(2026, 11, 27, 9))
        turns(campaign, clock)
        assert len(peer.messages) == 1
    assert Message.objects.filter(contact=colleague).count() == 2
    assert Message.objects.filter(contact=author).count() == 1


def test_ol_22_turning_the_robot_off_by_hand_cancels_what_is_planned(clock: VirtualClock) -> None:
    person = make_contact()
    campaign = after_the_first_message([person], clock)
    turn_off(person.company_id, reason=OffReason.USER, now=clock.now(), origin_id=campaign.id)
    assert planned_for() == set()


def test_a_ol_13_an_absence_waits_for_the_return_and_turns_nothing_off(clock: VirtualClock) -> None:
    away, here = contacts(2)
    campaign = after_the_first_message([away, here], clock)
    happens(AutoReplyReceived(message_id=uuid7(), return_on=date(2026, 12, 5)), away, campaign, clock)
    dates = dict(Action.objects.filter(state=State.PLANNED).values_list("subject_id", "due_at"))
    assert dates == {away.id: paris(2026, 12, 7, 9), here.id: paris(2026, 11, 27, 9)}
    assert set(Opportunity.objects.values_list("automation", flat=True)) == {Automation.ON}


def test_a_ol_13_an_absence_without_a_date_changes_nothing(clock: VirtualClock) -> None:
    person = make_contact()
    campaign = after_the_first_message([person], clock)
    happens(AutoReplyReceived(message_id=uuid7()), person, campaign, clock)
    assert Action.objects.get(state=State.PLANNED).due_at == paris(2026, 11, 27, 9)


def test_ol_60_a_hard_bounce_removes_the_address_and_ends_as_a_failure(clock: VirtualClock) -> None:
    person = make_contact()
    campaign = after_the_first_message([person], clock)
    sent = Message.objects.get()
    happens(BounceReceived(message_id=uuid7(), hard=True, answers=sent.id), person, campaign, clock)
    assert planned_for() == set()
    assert places()[person.id] == (EnrolmentState.FINISHED, Outcome.FAILURE, "bounced")
    assert Contact.objects.get().email == ""
    assert is_suppressed(Target(person.id, email=person.email))


def test_a_bounce_of_an_address_that_the_card_no_longer_has_removes_nothing(clock: VirtualClock) -> None:
    person = make_contact()
    campaign = after_the_first_message([person], clock)
    sent = Message.objects.get()
    Contact.objects.update(email="nouvelle@atelier.example")
    happens(BounceReceived(message_id=uuid7(), hard=True, answers=sent.id), person, campaign, clock)
    assert Contact.objects.get().email == "nouvelle@atelier.example"
    assert planned_for() == {person.id}


def test_a_ol_11_a_soft_bounce_removes_nothing(clock: VirtualClock) -> None:
    person = make_contact()
    campaign = after_the_first_message([person], clock)
    sent = Message.objects.get()
    happens(BounceReceived(message_id=uuid7(), hard=False, answers=sent.id), person, campaign, clock)
    assert planned_for() == {person.id}
    assert not is_suppressed(Target(person.id, email=person.email))


@pytest.mark.parametrize("event", [RemovalRequested, ComplaintReceived])
def test_ol_82_who_asks_for_silence_has_it_everywhere_and_the_company_is_handed_over(
    clock: VirtualClock, event: type[RemovalRequested]
) -> None:
    company = make_company()
    person, colleague = make_contact(company=company), make_contact(company=company)
    campaign = after_the_first_message([person, colleague], clock)
    happens(event(message_id=uuid7()), person, campaign, clock)
    assert planned_for() == set()
    assert is_suppressed(Target(person.id, email=person.email))
    assert not is_suppressed(Target(colleague.id, email=colleague.email))
    assert places()[person.id] == (EnrolmentState.FINISHED, Outcome.FAILURE, "unsubscribed")
    assert Opportunity.objects.get().off_reason == OffReason.UNSUBSCRIBED


def test_co_36_nothing_is_sent_to_somebody_who_left_the_company(clock: VirtualClock) -> None:
    person = make_contact()
    after_the_first_message([person], clock)
    mark_left([person.id], now=clock.now())
    assert planned_for() == set()
    assert places()[person.id] == (EnrolmentState.FINISHED, Outcome.FAILURE, "contact_left")


def test_a_fact_that_was_missing_frees_the_message_once_it_is_there(clock: VirtualClock) -> None:
    person = make_contact(first_name="")
    with SmtpPeer() as peer:
        campaign = launched([person], peer=peer, now=clock.now())
        clock.move_to(paris(2026, 11, 24, 9))
        turns(campaign, clock)
        blocked = Action.objects.get()
        assert (blocked.state, blocked.reasons[0]["variables"]) == (State.SKIPPED, ["first_name"])
        fields = ContactFields(first_name="Zoé", last_name="X", email=person.email, company_id=person.company_id)
        update_contact(person.id, fields, now=clock.now())
        turns(campaign, clock)
        assert len(peer.messages) == 1


def test_an_opposition_between_planning_and_sending_is_respected(clock: VirtualClock) -> None:
    person = make_contact()
    with SmtpPeer() as peer:
        campaign = launched([person], peer=peer, now=clock.now())
        suppress(Kind.DOMAIN, person.email, reason=Reason.USER, now=clock.now())
        clock.move_to(paris(2026, 11, 24, 9))
        turns(campaign, clock)
        assert peer.messages == []
    assert places()[person.id] == (EnrolmentState.FINISHED, Outcome.FAILURE, "suppressed")


def test_the_end_of_the_sequence_without_an_answer_is_a_failure(clock: VirtualClock) -> None:
    person = make_contact()
    with SmtpPeer() as peer:
        campaign = launched([person], peer=peer, now=clock.now())
        for moment in (paris(2026, 11, 24, 9), paris(2026, 11, 27, 9)):
            clock.move_to(moment)
            turns(campaign, clock)
    assert finish_silent(now=clock.now() + timedelta(days=6, hours=23)) == 0
    assert finish_silent(now=clock.now() + timedelta(days=7)) == 1
    assert places()[person.id] == (EnrolmentState.FINISHED, Outcome.FAILURE, "no_reply")


def test_people_engaged_later_join_without_disturbing_the_others(clock: VirtualClock) -> None:
    campaign = launched(contacts(2), peer=None, now=clock.now(), new_per_day=2)
    engage(campaign, contacts(1), now=clock.now())
    days = Action.objects.order_by("due_at").values_list("due_at", flat=True)
    assert list(days) == [paris(2026, 11, 24, 9)] * 2 + [paris(2026, 11, 25, 9)]
