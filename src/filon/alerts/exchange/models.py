"""The keys of exchanges: the workspace's own, and those whose files it believes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.kernel.secrets import EncryptedTextField
from filon.kernel.tenancy import TenantModel


class ExchangeKey(TenantModel):
    """The key that signs what this workspace gives out: Ed25519, both halves in base64. One a workspace."""

    key_id = models.CharField(max_length=16)
    public_key = models.CharField(max_length=44)
    private_key = EncryptedTextField()
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace"], name="one_exchange_key")]


class TrustedKey(TenantModel):
    """Somebody else's public key: a manager has it from them and believes the files it signs."""

    name = models.CharField(max_length=80)
    key_id = models.CharField(max_length=16)
    public_key = models.CharField(max_length=44)
    added_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "key_id"], name="one_trust_per_key"),
        ]
