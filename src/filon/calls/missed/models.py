"""Missed calls, each once, and the addresses that telephone providers tell of them at."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.kernel.tenancy import TenantModel


class CallHook(TenantModel):
    """A secret address for a provider's notices. ``fields`` says where its JSON has what (``reading.Fields``)."""

    label = models.CharField(max_length=80)
    token_hash = models.BinaryField(unique=True)
    fields = models.JSONField(default=dict)
    last_used_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()


class InboundCall(TenantModel):
    """A missed call. ``source`` is the trunk or the hook that told of it, ``call_key`` its identifier there.

    ``caller`` is E.164, empty where withheld or not a number; ``called`` is as the source wrote it.
    """

    source = models.CharField(max_length=60)
    call_key = models.CharField(max_length=200)
    caller = models.CharField(max_length=20, blank=True)
    called = models.CharField(max_length=40, blank=True)
    contact = models.ForeignKey("crm.Contact", null=True, on_delete=models.SET_NULL, related_name="+")
    company = models.ForeignKey("directory.Company", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "source", "call_key"], name="one_row_per_missed_call"),
        ]
        indexes: ClassVar = [models.Index(fields=["workspace", "-at", "-id"], name="missed_call_newest")]
