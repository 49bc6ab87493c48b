"""Django's PostgreSQL backend, with the tenancy scope told to the server before every query that needs it.

The row-level security policies read ``filon.workspace``. The setting belongs to the session, connections are
pooled, and a rollback silently restores an older value: so the wrapper remembers what the server holds and
forgets it whenever that may have changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base

from filon.kernel.tenancy import scope_or_none

_UNKNOWN = object()
NO_WORKSPACE = ""


class DatabaseWrapper(base.DatabaseWrapper):  # type: ignore[misc, unused-ignore]  # Django's backend is untyped in places
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._server_scope: object = _UNKNOWN
        self._telling = False
        self.execute_wrappers.append(self._in_scope)

    def connect(self) -> None:
        self._server_scope = _UNKNOWN
        super().connect()

    def close(self) -> None:
        self._server_scope = _UNKNOWN
        super().close()

    def _rollback(self) -> Any:
        self._server_scope = _UNKNOWN
        return super()._rollback()  # type: ignore[misc]  # the stubs leave it out

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # the stubs leave it out
        self._server_scope = _UNKNOWN

    def _in_scope(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self.tell_scope()
        return execute(sql, params, many, context)

    def tell_scope(self) -> None:
        """Make the server's scope the one that is open here. One extra round trip, only when it changed."""
        workspace_id = scope_or_none()
        wanted = NO_WORKSPACE if workspace_id is None else str(workspace_id)
        if self._server_scope == wanted or self._telling or self.needs_rollback or self.connection is None:
            return
        self._telling = True
        try:
            with self.connection.cursor() as cursor:
                cursor.execute("select set_config('filon.workspace', %s, false)", [wanted])
            self._server_scope = wanted
        finally:
            self._telling = False
