"""A file of projects between its check and its end."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.alerts.states import ImportState, Origin
from filon.kernel.tenancy import TenantModel


class ProjectImport(TenantModel):
    """The file is not kept: ``entries`` are its projects as read (``records.Entry``), until they are in; ``refused``
    its other rows, ``{"row", "cells", "problems"}``, for the file of errors.

    ``done`` counts the entries that were dealt with, so that a job that is killed goes on where it was.
    """

    name = models.CharField(max_length=200)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.FILE)
    source = models.CharField(max_length=120, blank=True)
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
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["workspace", "-created_at", "-id"], name="project_import_newest")]
