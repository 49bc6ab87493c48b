"""Programmes of emails: versioned sequences, campaigns that run them, and where each contact stands."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from filon.kernel.tenancy import TenantModel
from filon.outreach.drafts.models import Draft, DraftRecipient
from filon.outreach.newsletters.models import Issue, Newsletter, Subscription
from filon.outreach.states import Access, CampaignState, EnrolmentState, Outcome

__all__ = [
    "Campaign",
    "CampaignViewer",
    "Draft",
    "DraftRecipient",
    "Enrolment",
    "Issue",
    "Newsletter",
    "Sequence",
    "SequenceVersion",
    "Step",
    "Subscription",
]

FIRST_HOUR = 9
LAST_HOUR = 18
NEW_PER_DAY = 50
WORKING_DAYS = (0, 1, 2, 3, 4)
END_DELAY_DAYS = 7


def working_days() -> list[int]:
    return list(WORKING_DAYS)


class Sequence(TenantModel):
    """A programme of emails; what it says lives in its versions."""

    name = models.CharField(max_length=120)
    archived_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()


class SequenceVersion(TenantModel):
    """An immutable edition of a sequence; a running enrolment keeps the one it started with."""

    sequence = models.ForeignKey(Sequence, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    end_delay_days = models.PositiveSmallIntegerField(default=END_DELAY_DAYS)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sequence", "number"], name="one_row_per_version")]


class Step(TenantModel):
    """One email: ``wait_days`` selected days after the step before. ``key`` stays the same across versions."""

    version = models.ForeignKey(SequenceVersion, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    wait_days = models.PositiveSmallIntegerField(default=0)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    same_thread = models.BooleanField(default=False)
    is_follow_up = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "position"], name="one_step_per_position"),
            models.UniqueConstraint(fields=["version", "key"], name="one_step_per_key"),
        ]


class Campaign(TenantModel):
    """An audience, a sequence and a schedule. ``days`` are ISO weekdays less one (Monday is 0).

    ``adaptive`` lets it send later in the day; ``favourite_minute`` of its day is when answers say so (OL-30), None
    while too few say anything. ``viewers`` count when ``access`` is for those chosen. ``counts_clicks`` only takes
    away: of whom clicks are counted at all, the workspace and the person say.
    """

    name = models.CharField(max_length=120)
    website = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=CampaignState.choices, default=CampaignState.DRAFT)
    version = models.ForeignKey(SequenceVersion, null=True, on_delete=models.PROTECT, related_name="campaigns")
    mailbox = models.ForeignKey("mail.Mailbox", null=True, on_delete=models.PROTECT, related_name="campaigns")
    audience = models.JSONField(default=dict)
    days = ArrayField(models.PositiveSmallIntegerField(), default=working_days)
    first_hour = models.PositiveSmallIntegerField(default=FIRST_HOUR)
    last_hour = models.PositiveSmallIntegerField(default=LAST_HOUR)
    time_zone = models.CharField(max_length=60, default="Europe/Paris")
    skip_holidays = models.BooleanField(default=True)
    adaptive = models.BooleanField(default=True)
    favourite_minute = models.PositiveSmallIntegerField(null=True)
    new_per_day = models.PositiveIntegerField(default=NEW_PER_DAY)
    counts_clicks = models.BooleanField(default=True)
    start_on = models.DateField(null=True)
    launched_at = models.DateTimeField(null=True)
    launched_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    access = models.CharField(max_length=9, choices=Access.choices, default=Access.EVERYBODY)
    viewers = models.ManyToManyField("tenants.User", related_name="+", blank=True, through="outreach.CampaignViewer")
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()


class CampaignViewer(TenantModel):
    """A user who may see the campaign and its opportunities (OL-50)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE)
    user = models.ForeignKey("tenants.User", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "user"], name="one_view_per_user")]


class Enrolment(TenantModel):
    """A contact's position in a campaign. ``next_position`` is the step that its planned action will send.

    ``round`` counts how often somebody followed up by hand (OL-37): its actions have it as their occurrence.

    It moves with every message: foreign keys have no index of their own where another one starts with them.
    """

    workspace = models.ForeignKey(
        "tenants.Workspace", on_delete=models.CASCADE, related_name="+", editable=False, db_index=False
    )
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="enrolments", db_index=False)
    contact = models.ForeignKey("crm.Contact", on_delete=models.CASCADE, related_name="enrolments", db_index=False)
    version = models.ForeignKey(SequenceVersion, on_delete=models.PROTECT, related_name="+")
    company_id = models.UUIDField(null=True)
    state = models.CharField(max_length=8, choices=EnrolmentState.choices, default=EnrolmentState.WAITING)
    outcome = models.CharField(max_length=7, choices=Outcome.choices, default=Outcome.NONE, blank=True)
    outcome_reason = models.CharField(max_length=40, blank=True)
    next_position = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=0, db_default=0)
    last_sent_at = models.DateTimeField(null=True)
    thread_id = models.UUIDField(null=True)
    last_message_id = models.CharField(max_length=250, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "contact"], name="engaged_once")]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "state", "created_at", "id"], name="enrolment_by_state"),
            models.Index(fields=["contact", "-created_at"], name="enrolment_of_contact"),
        ]
