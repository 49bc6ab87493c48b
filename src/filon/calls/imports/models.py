"""A file of numbers between its check and its end."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.crm.imports.strict.models import StrictImport


class ProspectImport(StrictImport):
    """``entries`` are ``checking.Line``.

    ``known`` rows are in the campaign already; ``created`` ones entered it and were paid for. ``failure`` is the
    sentence that stopped the import: the campaign or the credits went away meanwhile.
    """

    campaign = models.ForeignKey("calls.CallCampaign", on_delete=models.CASCADE, related_name="imports")
    known = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["campaign", "-created_at"], name="number_import_newest")]
