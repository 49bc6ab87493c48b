"""The credits of a workspace: a ledger to which lines are added and of which none is ever changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.billing.states import Entry
from filon.kernel.tenancy import TenantModel


class CreditEntry(TenantModel):
    """One movement. ``amount`` is above zero for what comes in, below for what is used; their sum is the balance.

    ``reference`` names what it is for, so that nothing is debited or given back twice, whatever is done again.
    """

    kind = models.CharField(max_length=6, choices=Entry.choices)
    amount = models.IntegerField()
    reason = models.CharField(max_length=60)
    reference = models.CharField(max_length=120)
    origin_id = models.UUIDField(null=True)
    actor = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "reference"], name="one_entry_per_reference"),
        ]
        indexes: ClassVar = [models.Index(fields=["workspace", "-at"], name="entry_by_date")]
