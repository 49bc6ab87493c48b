"""Things to do, each for one person of the workspace."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filon.crm.tasks.states import TaskKind
from filon.kernel.tenancy import TenantModel


class Task(TenantModel):
    """Call ``phone`` (E.164) back. ``since`` is the first call that nobody took, ``last_at`` the last of ``calls``.

    Open until ``done_at``. A number has one open task, however often it calls. It goes with its contact.
    """

    kind = models.CharField(max_length=9, choices=TaskKind.choices, default=TaskKind.CALL)
    phone = models.CharField(max_length=20)
    contact = models.ForeignKey("crm.Contact", null=True, on_delete=models.CASCADE, related_name="tasks")
    company = models.ForeignKey("directory.Company", null=True, on_delete=models.SET_NULL, related_name="+")
    assignee = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    calls = models.PositiveSmallIntegerField(default=1)
    since = models.DateTimeField()
    last_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "kind", "phone"], name="one_open_task_per_number", condition=Q(done_at=None)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "since", "id"], name="task_open", condition=Q(done_at=None)),
        ]
