"""Newsletters: who has subscribed to them, and their issues."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from filon.kernel.tenancy import TenantModel
from filon.outreach.newsletters.states import Ended, IssueState
from filon.tenants.states import Language

OPENS_AT = 9
CLOSES_AT = 18


def weekdays() -> list[int]:
    return [0, 1, 2, 3, 4]


class Newsletter(TenantModel):
    """A row of issues for people who were subscribed one by one (CO-123). Nothing is sent while it is not ``active``
    (CO-122).

    It leaves on ``days`` (Monday is 0) between two hours of the workspace's time zone. ``language`` is that of what
    Filon adds to its issues, ``website`` what ``{{ site }}`` gives.
    """

    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.FRENCH)
    website = models.URLField(max_length=300, blank=True)
    active = models.BooleanField(default=False)
    days = ArrayField(models.PositiveSmallIntegerField(), default=weekdays)
    first_hour = models.PositiveSmallIntegerField(default=OPENS_AT)
    last_hour = models.PositiveSmallIntegerField(default=CLOSES_AT)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()


class Subscription(TenantModel):
    """Somebody who receives a newsletter, or did until ``ended_at``. Its mails leave from ``mailbox``: that of who
    subscribed them unless another one was chosen (CO-134, CO-136); nothing leaves for them once that box is gone."""

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="subscriptions", db_index=False)
    contact = models.ForeignKey("crm.Contact", on_delete=models.CASCADE, related_name="subscriptions")
    mailbox = models.ForeignKey("mail.Mailbox", null=True, on_delete=models.SET_NULL, related_name="+")
    subscribed_at = models.DateTimeField()
    subscribed_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=14, choices=Ended.choices, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["newsletter", "contact"], name="subscribed_once")]


class Issue(TenantModel):
    """One mail to all who have subscribed. ``send_at`` is when it is wanted; ``round`` counts how often it was handed
    over: what an earlier round planned is never sent."""

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="issues", db_index=False)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=7, choices=IssueState.choices, default=IssueState.DRAFT)
    send_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["newsletter", "-created_at", "-id"], name="issue_newest_first")]
