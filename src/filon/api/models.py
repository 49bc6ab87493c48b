"""What the API remembers of its callers: answers already given, and how often a key was used this minute."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.kernel.tenancy import TenantModel
from filon.tenants.models import ApiKey


class StoredAnswer(TenantModel):
    """The answer to a request that carried an ``Idempotency-Key``, given again to whoever repeats it."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=255)
    fingerprint = models.BinaryField()
    status = models.PositiveSmallIntegerField()
    content_type = models.CharField(max_length=100)
    location = models.CharField(max_length=400, blank=True)
    body = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "token"], name="answered_once")]
        indexes: ClassVar = [models.Index(fields=["workspace", "created_at"], name="answer_by_age")]


class KeyUse(TenantModel):
    """Calls of a key in its current minute."""

    key = models.OneToOneField(ApiKey, on_delete=models.CASCADE, related_name="+")
    minute = models.DateTimeField()
    calls = models.PositiveIntegerField(default=0)
