"""Tasks given, done, and given again. Nothing here contacts anybody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from filon.crm.models import Contact
from filon.crm.tasks.events import TaskAdded, TaskDone, TaskReopened
from filon.crm.tasks.models import Task
from filon.crm.tasks.states import TaskKind
from filon.kernel.tenancy import current_workspace
from filon.tenants.models import Member
from filon.tenants.states import Role
from filon.timeline.events import TypedEvent, publish


def call_back(
    phone: str, *, now: datetime, contact_id: UUID | None = None, company_id: UUID | None = None
) -> Task | None:
    """Have whoever called from ``phone`` (E.164) called back (MO-27). None for a withheld number: nobody can.

    One task a number: who calls again before somebody calls back is the same task. It is the contact's owner's, else a
    manager's.
    """
    if not phone:
        return None
    given = {
        "contact_id": contact_id,
        "company_id": company_id,
        "assignee_id": person_for(contact_id),
        "since": now,
        "last_at": now,
    }
    with transaction.atomic():
        task, new = Task.objects.get_or_create(kind=TaskKind.CALL, phone=phone, done_at=None, defaults=given)
        if new:
            event = TaskAdded(task_id=task.id, task=task.kind, assignee_id=task.assignee_id)
            _tell(task, event, now=now, by=None)
        else:
            Task.objects.filter(id=task.id).update(calls=F("calls") + 1, last_at=now)
            task.refresh_from_db()
    return task


def finish_task(task_id: UUID, *, now: datetime, by: int | None) -> bool:
    """It is done. False when somebody was quicker."""
    with transaction.atomic():
        if not Task.objects.filter(id=task_id, done_at=None).update(done_at=now, done_by_id=by):
            return False
        task = Task.objects.get(id=task_id)
        _tell(task, TaskDone(task_id=task.id, task=task.kind), now=now, by=by)
    return True


def reopen_task(task_id: UUID, *, now: datetime, by: int | None) -> bool:
    """It is not done after all. False when it is open, or when the number has called again: that is the task now."""
    with transaction.atomic():
        task = Task.objects.select_for_update(of=("self",)).get(id=task_id)
        if task.done_at is None or Task.objects.filter(kind=task.kind, phone=task.phone, done_at=None).exists():
            return False
        Task.objects.filter(id=task.id).update(done_at=None, done_by=None)
        _tell(task, TaskReopened(task_id=task.id, task=task.kind), now=now, by=by)
    return True


def person_for(contact_id: UUID | None) -> int | None:
    """Whose work a contact is: their owner's while in the workspace, else that of the manager who is there longest."""
    there = Member.objects.filter(workspace_id=current_workspace(), left_at=None)
    owner = Contact.objects.filter(id=contact_id).values_list("owner_id", flat=True).first() if contact_id else None
    if owner and there.filter(user_id=owner).exists():
        return owner
    managers = there.filter(role=Role.MANAGER).order_by("joined_at", "id")
    return managers.values_list("user_id", flat=True).first()


def _tell(task: Task, event: TypedEvent, *, now: datetime, by: int | None) -> None:
    publish(event, at=now, contact_id=task.contact_id, company_id=task.company_id, actor_id=by)
