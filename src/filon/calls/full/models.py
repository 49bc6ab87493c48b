"""What the switchboard said of a row, and the seconds of it that are kept."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from filon.calls.full.states import BARRIERS, REASONS, VERDICTS, Field
from filon.kernel.tenancy import TenantModel
from filon.voice.dialogue.findings import Verdict


class Qualification(TenantModel):
    """What came of the one call of a row at which somebody was spoken to.

    ``person``, ``email`` and ``phone`` are verdicts on what the row says; ``new_*`` what was said instead where it is
    modified, empty otherwise. ``doubt`` names the fields that are believed and not confirmed (A-ST-25). ``objected``:
    the number was opposed at once; ``put_through``: the person came to the telephone (A-ST-12). ``advice`` and
    ``turns`` are ``voice.dialogue.findings``' own; turns go when recordings do (``calls.recordings``). ``comment`` is
    what a user wrote instead of Filon's (ST-55), which ``full.comments`` composes; ``version`` grows with every change
    by a user. ``applied`` is what was written to the contact, and what was there before, as long as it can be undone.
    """

    row = models.OneToOneField("calls.Prospect", on_delete=models.CASCADE, related_name="qualification")
    attempt = models.ForeignKey("calls.Attempt", on_delete=models.CASCADE, related_name="+")
    person = models.CharField(max_length=12, choices=VERDICTS, default=Verdict.UNTOUCHED.value)
    person_reason = models.CharField(max_length=16, choices=REASONS, blank=True)
    email = models.CharField(max_length=12, choices=VERDICTS, default=Verdict.UNTOUCHED.value)
    email_reason = models.CharField(max_length=16, choices=REASONS, blank=True)
    phone = models.CharField(max_length=12, choices=VERDICTS, default=Verdict.UNTOUCHED.value)
    phone_reason = models.CharField(max_length=16, choices=REASONS, blank=True)
    new_first_name = models.CharField(max_length=100, blank=True)
    new_last_name = models.CharField(max_length=100, blank=True)
    new_job_title = models.CharField(max_length=160, blank=True)
    new_email = models.CharField(max_length=254, blank=True)
    new_phone = models.CharField(max_length=20, blank=True)
    doubt = ArrayField(models.CharField(max_length=6, choices=Field.choices), default=list)
    barrier = models.CharField(max_length=12, choices=BARRIERS, blank=True)
    objected = models.BooleanField(default=False)
    put_through = models.BooleanField(default=False)
    advice = ArrayField(models.CharField(max_length=40), default=list)
    turns = models.JSONField(default=list)
    comment = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    applied = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()


class Extract(TenantModel):
    """The words that justify a modified field, one of each (ST-54, ST-97).

    They were said from ``start`` to ``end`` seconds of ``audio``, a path in the media folder, which holds half a second
    more on each side and nothing else of the call (compliance §4.4). Empty where no sound was kept; ``erased_at`` is
    when it had been kept long enough.
    """

    row = models.ForeignKey("calls.Prospect", on_delete=models.CASCADE, related_name="extracts", db_index=False)
    attempt = models.ForeignKey("calls.Attempt", on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=6, choices=Field.choices)
    start = models.FloatField()
    end = models.FloatField()
    quote = models.TextField(blank=True)
    audio = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["row", "field"], name="one_extract_per_field"),
            models.CheckConstraint(condition=Q(start__gte=0, end__gte=models.F("start")), name="an_extract_lasts"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "created_at"], name="extract_with_audio", condition=~Q(audio="")),
        ]
