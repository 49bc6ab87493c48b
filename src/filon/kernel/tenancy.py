"""Who may see which row: the scope of one workspace, and models that cannot be read outside it.

Two walls. The managers here filter on the workspace of the open scope and raise when there is none.
Underneath, the database applies the same rule by row-level security (``kernel.rls``) for a role that
cannot bypass it, so that a query that slipped past the first wall returns nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from filon.kernel.ids import uuid7

M = TypeVar("M", bound=models.Model)

_scope: ContextVar[UUID | None] = ContextVar("filon_workspace", default=None)


class OutsideScope(RuntimeError):
    """A tenant-owned row was asked for and no workspace scope is open."""


@contextmanager
def scope(workspace_id: UUID) -> Iterator[UUID]:
    """Everything inside reads and writes the rows of this workspace only. Scopes nest; the inner one wins."""
    token = _scope.set(workspace_id)
    try:
        yield workspace_id
    finally:
        _scope.reset(token)


def open_scope(workspace_id: UUID | None) -> UUID | None:
    """Set the scope without a block, for a request whose end is a signal; returns what was there before."""
    before = _scope.get()
    _scope.set(workspace_id)
    return before


def current_workspace() -> UUID:
    """The workspace of the open scope. Raises OutsideScope when there is none."""
    workspace_id = _scope.get()
    if workspace_id is None:
        raise OutsideScope("open filon.kernel.tenancy.scope(workspace_id) around this query")
    return workspace_id


def scope_or_none() -> UUID | None:
    return _scope.get()


class ScopedQuerySet(models.QuerySet[M]):
    """Rows of the open scope; bulk writes are stamped with its workspace."""

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        stamped = list(objs)
        for row in stamped:
            stamp(row)
        return super().bulk_create(stamped, *args, **kwargs)


class ScopedManager(models.Manager[M]):
    def get_queryset(self) -> models.QuerySet[M]:
        return ScopedQuerySet(self.model, using=self._db).filter(workspace_id=current_workspace())


def stamp(row: models.Model) -> None:
    """Give a new row the workspace of the scope; refuse one that belongs to another."""
    workspace_id = current_workspace()
    given = getattr(row, "workspace_id", None)
    if given is None:
        row.workspace_id = workspace_id  # type: ignore[attr-defined]  # every TenantModel has it
    elif given != workspace_id:
        raise OutsideScope("a row of another workspace cannot be written from this scope")


class TenantModel(models.Model):
    """A row that belongs to one workspace."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    workspace = models.ForeignKey("tenants.Workspace", on_delete=models.CASCADE, related_name="+", editable=False)

    objects = ScopedManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        stamp(self)
        super().save(*args, **kwargs)
