"""A file between its check and its end."""

from __future__ import annotations

from django.db import models

from filon.crm.imports.strict.states import ImportState
from filon.kernel.tenancy import TenantModel


class StrictImport(TenantModel):
    """The file is not kept: ``entries`` are its accepted rows as read, until they are in; ``refused`` its other rows,
    ``{"row", "cells", "problems"}``, for the file of errors.

    ``done`` counts the entries that were dealt with, so that a job that is killed goes on where it was.
    """

    name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.CHECKED)
    columns = models.JSONField(default=list)
    entries = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
