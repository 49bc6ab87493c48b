"""For whom this is read: what belongs to some of a workspace's people only is looked up by it, as rows are by scope.

None, as in jobs and commands, reads everything; so does a manager.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponseBase

from filon.tenants.middleware import WorkspaceRequest
from filon.tenants.models import ApiKey, Member
from filon.tenants.states import Role

Respond = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Reader:
    user_id: int
    is_manager: bool


_reader: ContextVar[Reader | None] = ContextVar("filon_reader", default=None)


def current_reader() -> Reader | None:
    """Who reads, when that matters: None for a manager, for a job and for a command."""
    reader = _reader.get()
    return None if reader is None or reader.is_manager else reader


@contextmanager
def reading(reader: Reader | None) -> Iterator[None]:
    """Everything inside is read for this person."""
    token = _reader.set(reader)
    try:
        yield
    finally:
        _reader.reset(token)


def reader_of_key(key: ApiKey) -> Reader | None:
    """A program sees what the person sees who made its key. Only managers make keys; one who is a plain user by now, or
    has left, gives it no more than that."""
    if key.created_by_id is None:
        return None
    members = Member.objects.filter(workspace_id=key.workspace_id, user_id=key.created_by_id, left_at=None)
    return Reader(key.created_by_id, members.filter(role=Role.MANAGER).exists())


class ReaderMiddleware:
    """Reads each page for the member who asks for it; after ``WorkspaceMiddleware``."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        member = cast("WorkspaceRequest", request).member
        with reading(Reader(member.user_id, member.is_manager) if member else None):
            return self.respond(request)
