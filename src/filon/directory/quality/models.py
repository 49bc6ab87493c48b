"""Reports of mistakes. Django finds these models through ``directory.models``."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filon.directory.quality.states import Subject
from filon.kernel.tenancy import TenantModel


class Mistake(TenantModel):
    """Something on a company's sheet is wrong (A-CO-34). Open until ``closed_at``; ``answer`` says what was done."""

    company = models.ForeignKey("directory.Company", on_delete=models.CASCADE, related_name="mistakes")
    subject = models.CharField(max_length=10, choices=Subject.choices, default=Subject.OTHER)
    text = models.CharField(max_length=1000)
    reported_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    reported_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["workspace", "reported_at", "id"], name="mistake_open", condition=Q(closed_at=None)),
            models.Index(fields=["company", "-reported_at"], name="mistake_of_company"),
        ]
