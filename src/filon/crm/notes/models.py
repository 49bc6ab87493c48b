"""Notes. Django finds this model through ``crm.models``."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.crm.notes.states import NoteKind
from filon.kernel.tenancy import TenantModel


class Note(TenantModel):
    """What somebody wrote on a company's sheet, perhaps about one of its people; it goes with that person.

    ``phone`` (E.164) is the number of a call, "" when it was not said. ``changed_at`` tells that the text is not the
    first one.
    """

    company = models.ForeignKey("directory.Company", on_delete=models.CASCADE, related_name="notes")
    contact = models.ForeignKey("crm.Contact", null=True, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=4, choices=NoteKind.choices, default=NoteKind.NOTE)
    phone = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    author = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["company", "-written_at", "-id"], name="note_latest")]
