"""The mail sandbox: everything that the sample mailboxes sent and received, on loopback."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.kernel.tenancy import TenantModel


class SandboxAccount(TenantModel):
    """A mail account of the sandbox servers. Looked up by address before a scope is open (see the first migration)."""

    address = models.CharField(max_length=254, unique=True)
    password = models.CharField(max_length=80)
    uid_next = models.JSONField(default=dict)
    created_at = models.DateTimeField()


class SandboxMail(TenantModel):
    """One mail in one folder of an account."""

    account = models.ForeignKey(SandboxAccount, on_delete=models.CASCADE, related_name="mails")
    folder = models.CharField(max_length=60)
    uid = models.PositiveIntegerField()
    flags = models.CharField(max_length=120, blank=True)
    raw = models.BinaryField()
    sender = models.CharField(max_length=254, blank=True)
    recipient = models.CharField(max_length=254, blank=True)
    subject = models.TextField(blank=True)
    message_id = models.CharField(max_length=250, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "folder", "uid"], name="one_mail_per_uid"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "folder", "-received_at", "-id"], name="sandbox_newest_first"),
            models.Index(fields=["account", "folder", "message_id"], name="sandbox_by_message_id"),
        ]


class SandboxReaction(TenantModel):
    """An answer of a sample prospect that is not due yet, on the workspace's clock."""

    mail = models.ForeignKey(SandboxMail, on_delete=models.CASCADE, related_name="reactions")
    account = models.ForeignKey(SandboxAccount, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    due_at = models.DateTimeField()
    raw = models.BinaryField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="reaction_due", condition=models.Q(delivered_at=None)),
        ]
