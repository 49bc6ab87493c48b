"""Everything that waits for a decision, and how much that is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from filon.alerts.models import ProjectNotice
from filon.alerts.queries.notices import unread
from filon.calls.models import CallCampaign
from filon.calls.states import CampaignState
from filon.crm.follow_ups.queries import due, open_follow_ups
from filon.crm.models import FollowUp, Import, Task
from filon.crm.states import ImportState
from filon.desk.queries.answers import unhandled
from filon.desk.viewer import Viewer
from filon.mail.delivery.queries import uncertain
from filon.mail.models import Mailbox, Message
from filon.mail.states import MailboxState, MailKind
from filon.market.models import SuspectNotice
from filon.market.queries import notices as suspects
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.queries.campaigns import awaiting_approval
from filon.outreach.states import EnrolmentState
from filon.timeline.webhooks.models import WebhookEndpoint
from filon.timeline.webhooks.queries import disabled

COUNT_CAP = 99
"""The badge says "99" from there on."""


def doubts(viewer: Viewer) -> QuerySet[Message]:
    """Messages that left or did not, oldest first."""
    return viewer.theirs(uncertain()).select_related("contact__company").defer(
        "text", "smtp_reply", "contact__search", "contact__company__search", "mailbox__signature",
        "mailbox__smtp_password", "mailbox__imap_password",
    )  # fmt: skip


def broken(viewer: Viewer) -> QuerySet[Mailbox]:
    """Mailboxes that neither send nor read."""
    rows = viewer.mailboxes().filter(state=MailboxState.BROKEN)
    return rows.defer("smtp_password", "imap_password", "signature", "positions").order_by("checked_at", "id")


def files(viewer: Viewer) -> QuerySet[Import]:
    """Files that were read and wait for a yes, and imports that stopped half-way."""
    rows = viewer.imports().filter(state__in=[ImportState.CHECKED, ImportState.FAILED])
    return rows.defer("mapping", "layout").order_by("created_at", "id")


def approvals(viewer: Viewer) -> QuerySet[Campaign]:
    """Launched campaigns that wait for a manager's word (OL-28); nobody else can give it."""
    return awaiting_approval() if viewer.is_manager else Campaign.objects.none()


def call_backs(viewer: Viewer) -> QuerySet[Task]:
    """Who called and waits to be called back, oldest first (MO-27)."""
    rows = viewer.tasks().select_related("contact__company", "company", "assignee")
    return rows.defer(
        "contact__search", "contact__note", "contact__extra", "contact__company__search", "company__search"
    )


def follow_ups(viewer: Viewer, *, today: date) -> QuerySet[Any]:
    """Companies that this person had planned to come back to by now, in the order of their list."""
    return due(viewer.follow_ups(open_follow_ups()), today=today).order_by("place", "id")


def alarmed(viewer: Viewer) -> QuerySet[CallCampaign]:
    """Phone campaigns that Filon paused before their number was blocked."""
    return viewer.call_campaigns().filter(state=CampaignState.PAUSED).exclude(alarm={}).order_by("paused_at", "id")


def given_up(viewer: Viewer) -> QuerySet[WebhookEndpoint]:
    """Webhooks that Filon disabled; only a manager can mend them."""
    return disabled() if viewer.is_manager else WebhookEndpoint.objects.none()


def notices(viewer: Viewer) -> QuerySet[ProjectNotice]:
    """What rules of alerts told this person, and nobody else, a manager neither (CO-200)."""
    return unread(viewer.user_id)


def reached(viewer: Viewer) -> QuerySet[SuspectNotice]:
    """Suspects that came to a score this person is told of (CO-149)."""
    return suspects.unread(viewer.user_id)


def people_waiting(campaign_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many people of each campaign have received nothing yet, in one query."""
    rows = Enrolment.objects.filter(campaign_id__in=list(campaign_ids), state=EnrolmentState.WAITING)
    return dict(rows.values("campaign_id").annotate(n=Count("id")).values_list("campaign_id", "n"))


def campaign_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these campaigns, in one query."""
    return dict(Campaign.objects.filter(id__in=list(ids)).values_list("id", "name"))


def count(viewer: Viewer, *, today: date) -> int:
    """How many lines there are to do, COUNT_CAP at most, in one query that stops there."""
    is_challenge = Case(When(Q(kind=MailKind.CHALLENGE), then=True), default=False, output_field=BooleanField())
    by_person = unhandled(viewer).annotate(key=Coalesce("contact_id", "id"), other=is_challenge)
    parts: list[QuerySet[Any, Any]] = [by_person.order_by().values_list("key", "other").distinct()]
    others_waiting = (doubts(viewer), broken(viewer), files(viewer), approvals(viewer))
    told = (
        notices(viewer),
        reached(viewer),
        due(viewer.follow_ups(FollowUp.objects.filter(closed_at=None)), today=today),
    )
    for rows in (*others_waiting, call_backs(viewer), given_up(viewer), alarmed(viewer), *told):
        plain = rows.order_by().annotate(key=F("pk"), other=Value(False, output_field=BooleanField()))
        parts.append(plain.values_list("key", "other"))
    first, *others = [part[: COUNT_CAP + 1] for part in parts]
    return min(COUNT_CAP, first.union(*others, all=True).count())
