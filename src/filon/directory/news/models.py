"""News of companies. Django finds these models through ``directory.models``."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.directory.news.states import NewsKind
from filon.kernel.tenancy import TenantModel


class News(TenantModel):
    """One piece of news, or one interest, with where it was read and of which day it is."""

    company = models.ForeignKey("directory.Company", on_delete=models.CASCADE, related_name="news")
    kind = models.CharField(max_length=8, choices=NewsKind.choices, default=NewsKind.PRESS)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=300, blank=True)
    on = models.DateField()
    added_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["company", "-on", "-id"], name="news_latest")]
