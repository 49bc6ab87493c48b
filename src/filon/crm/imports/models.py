"""What an import must remember of what it wrote, so that it can be taken back."""

from __future__ import annotations

from django.db import models

from filon.kernel.tenancy import TenantModel


class ImportBatch(TenantModel):
    """The traces of one batch; batches that left none have no row.

    ``made`` are the ids of the companies it created. ``contacts`` and ``companies`` tell by id which fields of known
    ones it filled in, with a keyed mark of each value (``journal.mark``): never the value, which is personal data. What
    was there before need not be told: an import only fills what was empty.
    """

    of_import = models.ForeignKey("crm.Import", on_delete=models.CASCADE, related_name="batches")
    made = models.JSONField(default=list)
    contacts = models.JSONField(default=dict)
    companies = models.JSONField(default=dict)
