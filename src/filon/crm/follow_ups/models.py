"""Follow-ups. Django finds these models through ``crm.models``."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from filon.crm.follow_ups.states import Closing, Priority
from filon.kernel.tenancy import TenantModel

DAYS = 100_000
"""More than there are days in a place: priority first, then the day."""


class DayNumber(models.Func):
    """Days since the first of the century, which a generated column may hold."""

    template = "(%(expressions)s - date '2000-01-01')"
    output_field = models.IntegerField()


class FollowUp(TenantModel):
    """Somebody comes back to ``company`` on a day (CO-160). A company has one open follow-up (A-CO-5).

    ``note`` was written with it, in the same go (CO-91). ``automatic``: nobody set it, an automation did. ``place``
    puts high priorities first, then the oldest day (CO-166).
    """

    company = models.ForeignKey("directory.Company", on_delete=models.CASCADE, related_name="follow_ups")
    due_on = models.DateField()
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    place = models.GeneratedField(
        expression=F("priority") * DAYS + DayNumber("due_on"), output_field=models.IntegerField(), db_persist=True
    )
    note = models.ForeignKey("crm.Note", null=True, on_delete=models.SET_NULL, related_name="+")
    automatic = models.BooleanField(default=False)
    set_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closing = models.CharField(max_length=7, choices=Closing.choices, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company"], name="one_open_follow_up", condition=Q(closed_at=None)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "place", "id"], name="follow_up_open", condition=Q(closed_at=None)),
        ]


class Follower(TenantModel):
    """A user who follows the company: it is in their list (CO-163)."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="followers")
    user = models.ForeignKey("tenants.User", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["follow_up", "user"], name="one_follower_once")]


class ReplyRule(TenantModel):
    """What a workspace does when somebody answers a campaign: follow the company (CO-120). None by default.

    ``days`` after the answer; by ``assignee``, else by the owner of who answered (`crm.tasks.operations`).
    """

    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.HIGH)
    days = models.PositiveSmallIntegerField(default=0)
    assignee = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    set_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace"], name="one_reply_rule")]
