"""Who must not be contacted. Addresses and numbers are kept as keyed hashes only (compliance §4.1)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.consent.states import Answer, Kind, Reason
from filon.kernel.tenancy import TenantModel


class Suppression(TenantModel):
    """``hash`` is ``kernel.secrets.fingerprint(kind, value)``. ``origin_id`` null: everywhere; else one campaign."""

    kind = models.CharField(max_length=8, choices=Kind.choices)
    hash = models.BinaryField(max_length=32)
    origin_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=14, choices=Reason.choices)
    source = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "kind", "hash", "origin_id"], name="suppressed_once", nulls_distinct=False
            ),
        ]


class TrackingAnswer(TenantModel):
    """What the person behind an address last said to being counted, with the proof that the law asks for.

    ``hash`` is that of the address, as in ``Suppression``. ``wording`` is what they were shown or said, ``source``
    where the answer came from; earlier answers are on the timeline.
    """

    hash = models.BinaryField(max_length=32)
    answer = models.CharField(max_length=7, choices=Answer.choices)
    wording = models.TextField(blank=True)
    source = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "hash"], name="one_tracking_answer")]
