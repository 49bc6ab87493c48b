"""A file of numbers between its check and its end."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.calls.imports.states import ImportState
from filon.kernel.tenancy import TenantModel


class ProspectImport(TenantModel):
    """The file is not kept: ``lines`` are its numbers as read (``checking.Line``), until they are in; ``refused`` its
    other rows, ``{"row", "cells", "problems"}``, for the file of errors.

    ``known`` rows are in the campaign already; ``done`` counts the lines that were dealt with, so that a job that is
    killed goes on where it was. ``created`` entered the campaign and were paid for.
    """

    campaign = models.ForeignKey("calls.CallCampaign", on_delete=models.CASCADE, related_name="imports")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=ImportState.choices, default=ImportState.CHECKED)
    columns = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["campaign", "-created_at"], name="number_import_newest")]
