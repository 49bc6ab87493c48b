"""The sample workspace: made in one go, with a market, a mailbox on the sandbox, a sequence, a draft campaign,
switchboards to call and alerts."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from filon.capture.operations import add_site
from filon.crm.fields import ContactFields
from filon.crm.operations.contacts import create_contact
from filon.demo import sample
from filon.demo.logins import CATCH_ALL, LOGINS, SLUG, Login
from filon.demo.operations.accounts import ensure_account
from filon.demo.operations.alerting import add_alerts
from filon.demo.operations.knowing import add_knowledge
from filon.demo.operations.phoning import add_phone_campaigns
from filon.directory.fields import CompanyFields
from filon.directory.operations import create_company
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.mail.models import Mailbox
from filon.mail.operations import MailboxFields, create_mailbox
from filon.mail.presets import sandbox
from filon.outreach.audience import Audience
from filon.outreach.operations.campaigns import (
    Schedule,
    create_campaign,
    set_audience,
    set_schedule,
    set_sequence,
    set_settings,
)
from filon.outreach.operations.sequences import SequenceFields, create_sequence
from filon.outreach.samples import samples
from filon.tenants.models import User, Workspace
from filon.tenants.operations.members import add_member
from filon.tenants.operations.users import NewUser, create_user
from filon.tenants.operations.workspaces import NewWorkspace, create_workspace, update_workspace
from filon.tenants.states import CountedClicks

SPACING_S = 0
"""The sample's clock is moved by hand: what is due when it is moved should leave at once."""


def ensure_sample(*, now: datetime | None = None) -> Workspace:
    """The sample workspace, made when there is none yet; ``now`` is the machine's time unless told otherwise."""
    now = now or SystemClock().now()
    found = Workspace.objects.filter(slug=SLUG).first()
    if found is not None:
        return found
    with transaction.atomic():
        people = [_person(login) for login in LOGINS]
        new = NewWorkspace(name=sample.WORKSPACE, slug=SLUG, is_sample=True)
        workspace = create_workspace(new, manager=people[0], at=now)
        for login, person in list(zip(LOGINS, people, strict=True))[1:]:
            add_member(workspace=workspace, user=person, role=login.role, at=now, by=people[0])
        with scope(workspace.id):
            _follow(workspace, by=people[0], now=now)
            _fill(people[0].pk, now=now)
    return workspace


def _fill(manager_id: int, *, now: datetime) -> None:
    for login in LOGINS:
        ensure_account(login.email, password=login.password, now=now)
    ensure_account(CATCH_ALL, password=secrets.token_urlsafe(24), now=now)
    for company in sample.COMPANIES:
        _company(company, by=manager_id, now=now)
    add_knowledge(by=manager_id, now=now)
    mailbox = _mailbox(LOGINS[0], by=manager_id, now=now)
    _campaign(mailbox, by=manager_id, now=now)
    add_phone_campaigns(by=manager_id, now=now)
    add_alerts(by=manager_id, now=now)


def _follow(workspace: Workspace, *, by: User, now: datetime) -> None:
    """Clicks are counted and the promoted site is followed, so that sheets show what people read."""
    update_workspace(workspace, changes={"counts_clicks": CountedClicks.NOT_OPPOSED}, by=by, at=now)
    add_site(sample.WEBSITE, now=now, by=by.pk)


def _person(login: Login) -> User:
    known = User.objects.filter(email=login.email).first()
    if known is not None:
        return known
    return create_user(
        NewUser(
            email=login.email,
            password=login.password,
            first_name=login.first_name,
            last_name=login.last_name,
        )
    )


def _company(company: sample.SampleCompany, *, by: int, now: datetime) -> None:
    fields = CompanyFields(
        name=company.name,
        website=f"https://www.{company.domain}",
        phone=company.phone,
        postcode=company.postcode,
        city=company.city,
    )
    company_id: UUID = create_company(fields, now=now, by=by, source=sample.SOURCE).id
    for person in company.people:
        contact = ContactFields(
            first_name=person.first_name,
            last_name=person.last_name,
            job_title=person.job_title,
            email=f"{person.local_part}@{company.domain}",
            city=company.city,
            language="fr",
            company_id=company_id,
        )
        create_contact(contact, now=now, by=by, source=sample.SOURCE)


def _mailbox(login: Login, *, by: int, now: datetime) -> Mailbox:
    servers = sandbox()
    fields = MailboxFields(
        email=login.email,
        from_name=f"{login.first_name} {login.last_name}",
        signature=sample.COMPANY,
        smtp_host=servers.smtp_host,
        smtp_port=servers.smtp_port,
        smtp_security=servers.smtp_security,
        smtp_password=login.password,
        imap_host=servers.imap_host,
        imap_port=servers.imap_port,
        imap_security=servers.imap_security,
        spacing_s=SPACING_S,
    )
    return create_mailbox(fields, now=now, by=by)


def _campaign(mailbox: Mailbox, *, by: int, now: datetime) -> None:
    model = samples("fr")["rendez-vous"]
    sequence = create_sequence(SequenceFields(name=model.name, steps=model.steps), now=now, by=by)
    campaign = create_campaign(name=sample.CAMPAIGN, website=sample.WEBSITE, now=now, by=by)
    set_settings(campaign.id, name=sample.CAMPAIGN, website=sample.WEBSITE, viewers=None, now=now, by=by)
    set_audience(campaign.id, Audience(everybody=True), now=now, by=by)
    set_sequence(campaign.id, sequence.id, now=now, by=by)
    set_schedule(campaign.id, Schedule(mailbox_id=mailbox.id), now=now, by=by)
