"""A file of projects between its check and its end."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.alerts.states import Origin
from filon.crm.imports.strict.models import StrictImport


class ProjectImport(StrictImport):
    """``entries`` are ``records.Entry``. The service may be switched off meanwhile: the file then waits again."""

    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.FILE)
    source = models.CharField(max_length=120, blank=True)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["workspace", "-created_at", "-id"], name="project_import_newest")]
