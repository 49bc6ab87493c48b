"""Recordings, each the sentence of one campaign. A row never changes: another recording is another row."""

from __future__ import annotations

from django.db import models

from filon.kernel.tenancy import TenantModel


class RecordedSentence(TenantModel):
    """``content`` is A-law at 8 kHz, as calls send it: 80 kB for the longest; ``name`` the file's."""

    campaign = models.OneToOneField("calls.CallCampaign", on_delete=models.CASCADE, related_name="recorded_sentence")
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    seconds = models.FloatField()
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
