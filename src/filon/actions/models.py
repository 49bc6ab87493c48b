"""Everything that Filon will do on its own is one row here, with its reasons."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.actions.states import Channel, State
from filon.kernel.tenancy import TenantModel


class Action(TenantModel):
    """Whom, through which channel and lane, when, on whose behalf, and in which state.

    ``origin_kind``/``origin_id`` name the programme (a campaign), ``step`` its step, ``subject_id`` the contact,
    ``occurrence`` the how-manieth time: planning the same thing twice is a unique-key conflict, hence impossible.
    ``opening`` marks the first thing that the subject receives from the programme (OL-46). ``lane_id`` is what is
    rate-limited (a mailbox). ``wanted_at`` is when the programme wants it, ``due_at`` when it is decided next: later
    when the last decision postponed it, for the ``reasons`` it left (a list of ``{"code", "until"?, …}``).

    ``begun_at`` is the workspace's time at which it was handed to its channel. ``claimed_by`` names the journal of
    the worker that has it and ``lease_until`` when that worker is given up, in the machine's time. The workspace needs
    no index of its own: that of the unique key starts with it.
    """

    workspace = models.ForeignKey(
        "tenants.Workspace", on_delete=models.CASCADE, related_name="+", editable=False, db_index=False
    )
    channel = models.CharField(max_length=10, choices=Channel.choices)
    origin_kind = models.CharField(max_length=20)
    origin_id = models.UUIDField()
    step = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    occurrence = models.PositiveSmallIntegerField(default=0)
    opening = models.BooleanField(default=False)
    company_id = models.UUIDField(null=True)
    lane_id = models.UUIDField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    wanted_at = models.DateTimeField()
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=120, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    reasons = models.JSONField(default=list)
    decided_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "origin_id", "step", "subject_id", "occurrence"], name="planned_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["lane_id", "due_at", "id"], name="action_due", condition=models.Q(state="planned")),
            models.Index(fields=["lane_id"], name="action_claimed", condition=models.Q(state="claimed")),
            models.Index(fields=["origin_id", "begun_at"], name="action_opened", condition=models.Q(opening=True)),
            models.Index(fields=["subject_id", "-due_at"], name="action_of_subject"),
            models.Index(fields=["company_id"], name="action_of_company", condition=models.Q(state="planned")),
            models.Index(fields=["origin_id", "state", "due_at"], name="action_of_origin"),
        ]
