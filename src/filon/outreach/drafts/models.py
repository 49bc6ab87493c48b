"""Messages that people write by hand, and to whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.kernel.tenancy import TenantModel
from filon.outreach.drafts.states import Importance

LONGEST_SUBJECT = 300


class Draft(TenantModel):
    """One message by hand to people of a company (CO-23). It is being written while ``handed_at`` is null; from then on
    its actions say where it is, and its words no longer change.

    ``send_at`` is when it is wanted, null for at once. ``website`` is what ``{{ site }}`` gives. ``ends_sequences``:
    who receives it leaves their sequences. ``rounds`` counts how often it was handed over or taken back. ``tab`` is the
    open editor that wrote it last: another one that has not seen that does not write over it.
    """

    company = models.ForeignKey("directory.Company", on_delete=models.CASCADE, related_name="drafts")
    author = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    mailbox = models.ForeignKey("mail.Mailbox", null=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    body = models.TextField(blank=True)
    website = models.URLField(max_length=300, blank=True)
    importance = models.CharField(max_length=6, choices=Importance.choices, default=Importance.NORMAL)
    ends_sequences = models.BooleanField(default=False)
    send_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    rounds = models.PositiveSmallIntegerField(default=0)
    tab = models.UUIDField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["company", "-updated_at"], name="draft_of_company")]


class DraftRecipient(TenantModel):
    """Somebody to whom a draft goes. ``round`` is the occurrence of their action, the last one; ``refused_at`` when the
    policy refused it: it is not taken up again by itself."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="recipients", db_index=False)
    contact = models.ForeignKey("crm.Contact", on_delete=models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField(default=0)
    refused_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["draft", "contact"], name="written_to_once")]
