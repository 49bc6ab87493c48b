"""A day's work for tests: one row of each kind, as the rooms leave them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.factories import (
    MADE_AT,
    make_call_campaign,
    make_campaign,
    make_company,
    make_contact,
    make_mailbox,
    make_sent,
)

from filon.alerts.models import AlertService, Project, ProjectNotice
from filon.calls.models import CallCampaign
from filon.crm.models import Contact, Follower, FollowUp, Import, Opportunity, Task
from filon.crm.states import ImportState
from filon.kernel.ids import uuid7
from filon.mail.models import Mailbox, Message
from filon.mail.states import Direction, MailboxState, MailKind, MessageState, Trouble
from filon.market.models import Routine, SuspectNotice
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.states import CampaignState
from filon.tenants.models import Member, User
from filon.timeline.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from filon.timeline.webhooks.states import EndpointState


def make_answer(contact: Contact | None = None, **fields: Any) -> Message:
    """What a person sent back; pass ``kind`` for a challenge."""
    contact = contact or make_contact()
    mailbox = fields.pop("mailbox", None) or make_mailbox()
    return Message.objects.create(
        **{
            "mailbox": mailbox,
            "direction": Direction.IN,
            "state": MessageState.RECEIVED,
            "kind": MailKind.HUMAN,
            "message_id": f"{uuid7()}@client.example",
            "contact": contact,
            "company_id": contact.company_id,
            "sender": contact.email,
            "subject": "Re: Votre atelier",
            "text": "Bonjour, appelez-moi mardi.",
            "at": MADE_AT,
            **fields,
        }
    )


def make_challenge(**fields: Any) -> Message:
    verdict = {"reason": "mailinblack", "url": "https://app.mailinblack.com/auth/9f33"}
    return make_answer(kind=MailKind.CHALLENGE, verdict=verdict, text="Je ne suis pas un robot", **fields)


def make_doubt(**fields: Any) -> Message:
    doubt = {"state": MessageState.UNCERTAIN, "doubted_at": MADE_AT, "action_id": uuid7()}
    return make_sent(make_contact(), **{**doubt, **fields})


def make_broken(**fields: Any) -> Mailbox:
    return make_mailbox(state=MailboxState.BROKEN, trouble=Trouble.AUTH, checked_at=MADE_AT, **fields)


def make_file(**fields: Any) -> Import:
    return Import.objects.create(
        **{"name": "prospects.csv", "state": ImportState.CHECKED, "created": 12, "created_at": MADE_AT, **fields}
    )


def make_launched(*, people: int = 1, approved_at: datetime | None = None, **fields: Any) -> Campaign:
    """A launched campaign whose people wait for their first message."""
    campaign = make_campaign(state=CampaignState.PENDING, launched_at=MADE_AT, approved_at=approved_at, **fields)
    for _ in range(people):
        contact = make_contact()
        Enrolment.objects.create(
            campaign=campaign,
            contact=contact,
            version=campaign.version,
            company_id=contact.company_id,
            created_at=MADE_AT,
        )
    return campaign


def make_call_back(**fields: Any) -> Task:
    phone = fields.pop("phone", None) or f"+3319900{Task.objects.count():04d}"
    return Task.objects.create(**{"phone": phone, "since": MADE_AT, "last_at": MADE_AT, **fields})


def make_given_up(**fields: Any) -> WebhookEndpoint:
    """A webhook that was disabled after failures, with the last of them."""
    given = {"url": "https://crm.client.example/filon", "secret": "whsec_", "state": EndpointState.DISABLED}
    moments = {"failing_since": MADE_AT, "created_at": MADE_AT}
    endpoint = WebhookEndpoint.objects.create(**{**given, **moments, **fields})
    ids = {"event_id": uuid7(), "event_at": MADE_AT, "created_at": MADE_AT}
    delivery = WebhookDelivery.objects.create(endpoint=endpoint, kind="mail.replied", attempts_made=2, **ids)
    for hours, code in ((0, 200), (1, 500), (2, 503)):
        WebhookAttempt.objects.create(delivery=delivery, at=MADE_AT + timedelta(hours=hours), code=code, took_ms=20)
    return endpoint


def make_alarmed(**fields: Any) -> CallCampaign:
    """A phone campaign that Filon paused by itself."""
    return make_call_campaign(**{"alarm": {"calls": 20, "refused": 8}, "paused_at": MADE_AT, **fields})


def make_told(**fields: Any) -> None:
    """Every member is told of a project by a rule."""
    AlertService.objects.get_or_create(defaults={"active": True})
    company = make_company()
    moments = {"created_at": MADE_AT, "updated_at": MADE_AT}
    project = Project.objects.create(company=company, title="ERP", category="erp", stage="awareness", **moments)
    for user_id in Member.objects.filter(left_at=None).values_list("user_id", flat=True):
        told = {"project": project, "moment": "new", "titles": ["Nouveau projet ERP"], "at": MADE_AT, **fields}
        ProjectNotice.objects.create(user_id=user_id, **told)


def make_reached(**fields: Any) -> None:
    """Every member is told of suspects that came to a score."""
    routine = Routine.objects.create(title="Fonderies du Nord", created_at=MADE_AT, updated_at=MADE_AT)
    for user_id in Member.objects.filter(left_at=None).values_list("user_id", flat=True):
        told = {"routine": routine, "threshold": 90, "count": 3, "siren": 732829320, "at": MADE_AT, **fields}
        SuspectNotice.objects.create(user_id=user_id, **told)


def make_follow_up(*followers: User, **fields: Any) -> FollowUp:
    """What is due since Friday, of these users; pass ``engaged`` for a company with an opportunity."""
    company = fields.pop("company", None) or make_company()
    if fields.pop("engaged", False):
        Opportunity.objects.create(company=company, origin_id=uuid7(), created_at=MADE_AT)
    moments = {"set_at": MADE_AT, "changed_at": MADE_AT}
    row = FollowUp.objects.create(**{"company": company, "due_on": MADE_AT.date(), **moments, **fields})
    Follower.objects.bulk_create(Follower(follow_up=row, user=user) for user in followers)
    return row


def make_one_of_each(*, hours: int = 0) -> None:
    """A row of each kind that there is to do."""
    at = MADE_AT + timedelta(hours=hours)
    make_answer(at=at)
    make_challenge(at=at)
    make_doubt(at=at)
    make_broken()
    make_file(created_at=at)
    make_launched()
    make_call_back(since=at, contact=make_contact())
    make_given_up()
    make_alarmed(paused_at=at)
    make_told(at=at)
    make_reached(at=at)
    for engaged in (False, True):
        make_follow_up(engaged=engaged, set_at=at)
