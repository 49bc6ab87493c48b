"""The menus that were heard."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.kernel.tenancy import TenantModel


class HeardMenu(TenantModel):
    """An interactive voice menu as one call heard it.

    The audio is the call's and goes with it; ``text`` comes from the ``transcriber`` named, empty without one, and
    ``options`` are read from it: ``[{"digits": "1", "label": "le service commercial"}]``.
    """

    phone = models.CharField(max_length=20)
    company = models.ForeignKey("directory.Company", null=True, on_delete=models.SET_NULL, related_name="+")
    attempt = models.OneToOneField("calls.Attempt", null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=2, default="fr")
    text = models.TextField(blank=True)
    transcriber = models.CharField(max_length=60, blank=True)
    options = models.JSONField(default=list)
    heard_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["workspace", "phone", "-heard_at"], name="menu_of_number"),
            models.Index(fields=["company", "-heard_at"], name="menu_of_company"),
        ]
