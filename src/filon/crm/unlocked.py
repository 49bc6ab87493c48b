"""Which people of the public directory the workspace has unlocked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.kernel.tenancy import TenantModel


class Unlocking(TenantModel):
    """An official person whose card is the workspace's own (OL-64). It goes with the contact.

    ``person`` is the keyed hash of ``consent.hashing.person_of``: it outlives a new reading of the register, which
    gives its rows new numbers. ``source`` and ``learnt_at`` say which register named the person, and when.
    """

    contact = models.ForeignKey("crm.Contact", on_delete=models.CASCADE, related_name="unlocked")
    person = models.BinaryField(max_length=32)
    siren = models.CharField(max_length=9)
    source = models.CharField(max_length=40)
    learnt_at = models.DateTimeField()
    unlocked_at = models.DateTimeField()
    unlocked_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "person"], name="a_person_is_unlocked_once"),
        ]
