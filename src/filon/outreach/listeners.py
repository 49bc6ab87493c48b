"""What campaigns do when something happens to the people in them. Runs in the transaction of what happened.

Actions are always stopped before places: the scheduler takes its locks in that order too, so that none waits in a ring.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from filon.actions.operations import cancel_for, forget_replies, postpone_for, revive, settle_uncertain
from filon.actions.outcomes import Outcome as Ended
from filon.actions.policy import ON_THE_CARD, Reason
from filon.actions.states import State
from filon.consent.operations import suppress
from filon.consent.states import Kind
from filon.consent.states import Reason as Objection
from filon.crm.events import (
    CallMissed,
    ContactChanged,
    ContactDeleted,
    ContactErased,
    ContactLeft,
    EmailRemoved,
    OpportunityTurnedOff,
    OpportunityTurnedOn,
    OptedOut,
)
from filon.crm.models import Contact
from filon.crm.operations import mark_informed, mark_opposed, remove_email, turn_off
from filon.crm.states import OffReason
from filon.kernel.tenancy import current_workspace
from filon.mail.delivery.operations import consider_sent
from filon.mail.delivery.queries import doubtful, sent_messages
from filon.mail.events import (
    AutoReplyReceived,
    BounceReceived,
    ChallengeReceived,
    ComplaintReceived,
    MailResolved,
    RemovalRequested,
    ReplyReceived,
)
from filon.mail.models import Message
from filon.outreach.advancing import advance
from filon.outreach.ending import finish
from filon.outreach.models import Campaign
from filon.outreach.operations.enrolling import engage_caller
from filon.outreach.schedule import window_of
from filon.outreach.states import Outcome
from filon.tenants.models import Workspace
from filon.timeline.events import Published, subscribe


@subscribe(ReplyReceived, AutoReplyReceived, BounceReceived, RemovalRequested, ComplaintReceived, ChallengeReceived)
def what_is_answered_was_sent(batch: Sequence[Published]) -> None:
    """An answer to a message of which nobody knew whether it had left settles that doubt."""
    answered = [getattr(published.event, "answers", None) for published in batch]
    for message_id in doubtful(answered):
        consider_sent(message_id, now=batch[0].at)


@subscribe(MailResolved)
def go_on_once_it_is_known(batch: Sequence[Published]) -> None:
    """The doubt about a message is settled: its person goes on to the next step, or it is sent again."""
    for resolved in batch:
        event = resolved.event
        if isinstance(event, MailResolved) and event.action_id is not None:
            dues = settle_uncertain([event.action_id], sent=event.sent, now=resolved.at)
            known = sent_messages([due.id for due in dues])
            if event.sent and resolved.contact_id:
                mark_informed([resolved.contact_id], now=resolved.at)
            advance([Ended(due, State.DONE, detail=known.get(due.id)) for due in dues], now=resolved.at)


@subscribe(ReplyReceived)
def stop_when_they_answer(batch: Sequence[Published]) -> None:
    """A person answered: success for them, and the robot hands the whole company over (OL-36, OL-87…89)."""
    for reply in batch:
        author = getattr(reply.event, "from_contact", None)
        people = [person for person in (reply.contact_id, author) if person]
        _hand_over(reply, OffReason.REPLIED)
        finish(people, origin_id=reply.origin_id, outcome=Outcome.SUCCESS, reason="replied", now=reply.at)


@subscribe(RemovalRequested, ComplaintReceived)
def never_again(batch: Sequence[Published]) -> None:
    """Asked not to be written to, or called it spam: never again, anywhere, and the robot hands the company over."""
    for asked in batch:
        if asked.contact_id is None:
            continue
        reason = Objection.COMPLAINT if isinstance(asked.event, ComplaintReceived) else Objection.ASKED
        email = Contact.objects.filter(id=asked.contact_id).values_list("email", flat=True).first()
        if email:
            suppress(Kind.EMAIL, email, reason=reason, source="mail", now=asked.at)
        mark_opposed([asked.contact_id], now=asked.at)
        _hand_over(asked, OffReason.UNSUBSCRIBED)
        _leave(asked, origin_id=None)


@subscribe(OptedOut)
def stop_for_who_left(batch: Sequence[Published]) -> None:
    """Nothing more of this campaign, or of any: a failure (OL-81, OL-82, A-CO-26)."""
    for left in batch:
        _leave(left, origin_id=left.origin_id)


@subscribe(AutoReplyReceived)
def wait_for_their_return(batch: Sequence[Published]) -> None:
    """Away until a date: the next step waits for the first sending day after; nothing is turned off (A-OL-13)."""
    country = Workspace.objects.only("country").get(id=current_workspace()).country
    for absence in batch:
        return_on = getattr(absence.event, "return_on", None)
        if return_on is None or absence.origin_id is None:
            continue
        campaign = Campaign.objects.filter(id=absence.origin_id).first()
        if campaign is None or absence.contact_id is None:
            continue
        until = window_of(campaign, country=country).opening_on(return_on)
        if until and until > absence.at:
            postpone_for(absence.contact_id, until=until, reason=Reason("absent", until), origin_id=absence.origin_id)


@subscribe(BounceReceived)
def remove_a_dead_address(batch: Sequence[Published]) -> None:
    """Only a hard bounce takes the address off the card, unless the card has another one by now (OL-60, A-OL-11)."""
    for bounce in batch:
        if not getattr(bounce.event, "hard", False) or bounce.contact_id is None:
            continue
        answers = getattr(bounce.event, "answers", None)
        returned = Message.objects.filter(id__in=[answers] if answers else []).values("recipient")
        if Contact.objects.filter(id=bounce.contact_id, email__in=returned).exists():
            remove_email(bounce.contact_id, reason="bounce", now=bounce.at)


@subscribe(EmailRemoved)
def stop_without_address(batch: Sequence[Published]) -> None:
    """Nowhere to write to any more: a failure, with the reason that took the address away (A-CO-26)."""
    for removed in batch:
        reason = "bounced" if getattr(removed.event, "reason", "") == "bounce" else "no_email"
        _stop(removed, reason)


@subscribe(ContactLeft, ContactDeleted, ContactErased)
def stop_with_the_person(batch: Sequence[Published]) -> None:
    """Gone from the company or from Filon: nothing more is sent (CO-36)."""
    for gone in batch:
        _stop(gone, "contact_left")


@subscribe(ContactErased)
def forget_what_servers_said(batch: Sequence[Published]) -> None:
    """Servers repeat the address in what they answer, which actions keep as their reason."""
    forget_replies([gone.contact_id for gone in batch if gone.contact_id])


@subscribe(OpportunityTurnedOff)
def cancel_for_the_company(batch: Sequence[Published]) -> None:
    """Everything planned for all people of the opportunity is cancelled (OL-89). They keep their place."""
    for off in batch:
        if off.company_id is not None:
            reason = Reason("replied" if getattr(off.event, "reason", "") == OffReason.REPLIED else "opportunity_off")
            cancel_for(reason=reason, now=off.at, origin_id=off.origin_id, company_ids=[off.company_id])


@subscribe(OpportunityTurnedOn)
def take_up_for_the_company(batch: Sequence[Published]) -> None:
    """The robot has the company back (OL-21): people who were still on their way go on where they were."""
    for on in batch:
        if on.company_id is not None:
            codes = ["replied", "opportunity_off"]
            revive(now=on.at, codes=codes, origin_id=on.origin_id, company_ids=[on.company_id])


@subscribe(ContactChanged)
def look_again_at_a_changed_card(batch: Sequence[Published]) -> None:
    """A fact that was missing may be there now: what was refused for it is decided anew."""
    people = [changed.contact_id for changed in batch if changed.contact_id]
    if people:
        revive(now=batch[0].at, codes=ON_THE_CARD, subject_ids=people)


@subscribe(CallMissed)
def engage_callers(batch: Sequence[Published]) -> None:
    """A missed call of a person we know starts the campaigns made for it; the policy decides on each message."""
    for missed in batch:
        if missed.contact_id is not None:
            engage_caller(missed.contact_id, now=missed.at)


def _hand_over(about: Published, reason: OffReason) -> None:
    """Turn the opportunity off; all those of the company when nobody knows which campaign it was about, or when it was
    about none, as an answer to a message that was written by hand."""
    if about.company_id is not None:
        campaigns = Campaign.objects.filter(id__in=[about.origin_id] if about.origin_id else [])
        campaign_id = campaigns.values_list("id", flat=True).first()
        turn_off(about.company_id, reason=reason, now=about.at, origin_id=campaign_id, contact_id=about.contact_id)
    elif about.contact_id is not None:
        cancel_for(reason=Reason(str(reason)), now=about.at, origin_id=about.origin_id, subject_ids=[about.contact_id])


def _leave(about: Published, *, origin_id: UUID | None) -> None:
    if about.contact_id is not None:
        people = [about.contact_id]
        cancel_for(reason=Reason("unsubscribed"), now=about.at, origin_id=origin_id, subject_ids=people)
        finish(people, origin_id=origin_id, outcome=Outcome.FAILURE, reason="unsubscribed", now=about.at)


def _stop(about: Published, reason: str) -> None:
    if about.contact_id is not None:
        cancel_for(reason=Reason(reason), now=about.at, subject_ids=[about.contact_id])
        finish([about.contact_id], outcome=Outcome.FAILURE, reason=reason, now=about.at)
