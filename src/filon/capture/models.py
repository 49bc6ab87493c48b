"""The workspace's own sites, and what the people it writes to read there once they agreed to be recognised."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.capture.states import Check
from filon.kernel.tenancy import TenantModel

LONGEST_PATH = 300


class Site(TenantModel):
    """A site that carries our script. ``domain`` is bare and lower-case; its subdomains belong to it."""

    domain = models.CharField(max_length=253)
    check_state = models.CharField(max_length=11, choices=Check.choices, default=Check.NONE)
    checked_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "domain"], name="one_site_per_domain")]


class Session(TenantModel):
    """A contact on a site: the pages of five minutes from the first one (OL-17, A-OL-4)."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="sessions", db_index=False)
    contact = models.ForeignKey("crm.Contact", on_delete=models.CASCADE, related_name="sessions", db_index=False)
    message_id = models.UUIDField()
    started_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["contact", "site", "-started_at"], name="session_of_contact"),
            models.Index(fields=["site", "-started_at"], name="session_of_site"),
        ]


class PageView(TenantModel):
    """A page of a session: its path alone, without what follows ``?`` or ``#``."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="views", db_index=False)
    path = models.CharField(max_length=LONGEST_PATH)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["session", "at", "id"], name="page_views_in_order")]
