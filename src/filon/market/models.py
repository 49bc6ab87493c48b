"""Saved markets: routines with their versioned criteria, who works them, the companies found, and where each stands."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.db.models.functions import Cast

from filon.kernel.tenancy import TenantModel
from filon.market.states import Tag

PLACES = 2**30
"""More than there are SIRENs: a sum times this, less the SIREN, is the place in the order."""


class Routine(TenantModel):
    """A flow of priority suspects (CO-137). ``count`` companies match, of which the best are kept; ``stamp`` names the
    copy of the directory that was asked, "" before the first time.

    ``notice_above``: the score from which a new suspect is worth a notice (CO-149). ``follow_ups_win``: a follow-up
    makes a prospect of a client as well, the literal reading of CO-156 (A-CO-2).
    """

    title = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    notice_above = models.PositiveSmallIntegerField(null=True)
    follow_ups_win = models.BooleanField(default=False)
    archived_at = models.DateTimeField(null=True)
    count = models.PositiveIntegerField(default=0)
    stamp = models.CharField(max_length=60, blank=True)
    refreshed_at = models.DateTimeField(null=True)
    refreshed_version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()


class RoutineVersion(TenantModel):
    """The criteria as they were from ``created_at`` on; ``scoring`` is what ``criteria.from_json`` reads."""

    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    scoring = models.JSONField(default=dict)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["routine", "number"], name="one_version_per_number")]


class RoutineMember(TenantModel):
    """A user who works the routine (CO-140, CO-142). One routine is the user's default (CO-150)."""

    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey("tenants.User", on_delete=models.CASCADE, related_name="+")
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["routine", "user"], name="one_place_in_a_routine"),
            models.UniqueConstraint(
                fields=["workspace", "user"], condition=models.Q(is_default=True), name="one_default_routine"
            ),
        ]


class RoutineScore(TenantModel):
    """A company among the best of a routine. ``raw`` is the sum without the cap, ``before`` the one it had until
    ``moved_at``, ``hits`` a bit for each weighting criterion that holds. One that is gone stays for a while.

    ``place`` puts the better sum first and equal ones in the order of their SIRENs, as the engine does.
    """

    workspace = models.ForeignKey(
        "tenants.Workspace", on_delete=models.CASCADE, related_name="+", editable=False, db_index=False
    )
    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="scores", db_index=False)
    siren = models.IntegerField()
    raw = models.PositiveSmallIntegerField()
    hits = models.IntegerField(default=0)
    entered_at = models.DateTimeField()
    before = models.PositiveSmallIntegerField(null=True)
    moved_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    place = models.GeneratedField(
        expression=Cast("raw", models.BigIntegerField()) * PLACES - F("siren"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["routine", "siren"], name="one_score_per_company")]
        indexes: ClassVar = [
            models.Index(
                fields=["routine", "-place", "-id"], name="suspect_by_place", condition=models.Q(gone_at__isnull=True)
            ),
        ]


class RoutineRefresh(TenantModel):
    """What one refresh found: the difference with the one before (CO-138)."""

    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="refreshes")
    version = models.PositiveIntegerField()
    stamp = models.CharField(max_length=60)
    at = models.DateTimeField()
    count = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    gone = models.PositiveIntegerField()
    moved = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["routine", "-at"], name="refresh_newest_first")]


class CompanyTag(TenantModel):
    """Where a company of the workspace stands in a routine (CO-152, CO-155). ``siren`` is its own, as a number."""

    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="tags")
    company = models.ForeignKey("directory.Company", on_delete=models.CASCADE, related_name="routine_tags")
    siren = models.IntegerField(null=True)
    tag = models.CharField(max_length=10, choices=Tag.choices, default=Tag.SUSPECT)
    set_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["routine", "company"], name="one_tag_per_routine")]
        indexes: ClassVar = [models.Index(fields=["routine", "siren"], name="tag_by_siren")]


class SuspectNotice(TenantModel):
    """A user is told that ``count`` companies have come to the score of a routine (CO-149). ``siren`` is the best.

    What comes while it is unread is added to it: a user has one unread notice of a routine.
    """

    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="notices")
    user = models.ForeignKey("tenants.User", on_delete=models.CASCADE, related_name="+")
    threshold = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()
    siren = models.IntegerField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["routine", "user"], name="one_unread_suspect_notice", condition=models.Q(read_at__isnull=True)
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["workspace", "user", "at"],
                name="suspect_notice_unread",
                condition=models.Q(read_at__isnull=True),
            ),
        ]
