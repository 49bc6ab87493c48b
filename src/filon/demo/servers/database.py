"""The store of the running sandbox: accounts and mails are rows, visible to the web pages and kept across restarts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.db import close_old_connections, connection
from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Length

from filon.demo.models import SandboxAccount, SandboxMail
from filon.demo.operations.accounts import Account, Filing, file_mail, find_account, flags_text, sign_in
from filon.demo.operations.catching import catch
from filon.demo.servers.store import Entry, FolderState
from filon.kernel.tenancy import current_workspace, scope
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace

P = ParamSpec("P")
R = TypeVar("R")


def _with_connection(
    method: Callable[Concatenate[DatabaseStore, P], R],
) -> Callable[Concatenate[DatabaseStore, P], R]:
    """Each call comes from a thread of the server's pool: give the database connection back after it."""

    def call(self: DatabaseStore, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:  # the caller's own thread, in the middle of his transaction
            return method(self, *args, **kwargs)
        close_old_connections()
        try:
            return method(self, *args, **kwargs)
        finally:
            close_old_connections()

    return call


class DatabaseStore:
    """A ``Store`` over ``demo.models``. An account that has gone (the sample was reset) is an empty one."""

    @_with_connection
    def authenticate(self, address: str, password: str) -> bool:
        return sign_in(address, password)

    @_with_connection
    def state(self, account: str, folder: str) -> FolderState:
        with _scoped(account) as found:
            if found is None:
                return FolderState(1, 1, 0)
            row = SandboxAccount.objects.get(id=found)
            told = _mails(found, folder).aggregate(count=Count("id"), last=Max("uid"))
            uid_next = max(int(row.uid_next.get(folder, 1)), (told["last"] or 0) + 1)
            return FolderState(int(row.created_at.timestamp()), uid_next, told["count"])

    @_with_connection
    def entries(self, account: str, folder: str) -> Sequence[Entry]:
        with _scoped(account) as found:
            if found is None:
                return []
            rows = _mails(found, folder).annotate(size=Length("raw")).order_by("uid")
            return [
                Entry(uid, frozenset(flags.split()), size, received_at)
                for uid, flags, size, received_at in rows.values_list("uid", "flags", "size", "received_at")
            ]

    @_with_connection
    def raw(self, account: str, folder: str, *, uid: int) -> bytes | None:
        with _scoped(account) as found:
            raw = _mails(found, folder).filter(uid=uid).values_list("raw", flat=True).first() if found else None
            return None if raw is None else bytes(raw)

    @_with_connection
    def with_message_id(self, account: str, folder: str, *, message_id: str) -> Collection[int]:
        with _scoped(account) as found:
            if found is None:
                return ()
            return set(_mails(found, folder).filter(message_id=message_id[:250]).values_list("uid", flat=True))

    @_with_connection
    def set_flags(self, account: str, folder: str, *, uid: int, flags: frozenset[str]) -> None:
        with _scoped(account) as found:
            if found is not None:
                _mails(found, folder).filter(uid=uid).update(flags=flags_text(flags))

    @_with_connection
    def append(self, account: str, folder: str, *, raw: bytes, flags: frozenset[str]) -> int:
        with _scoped(account) as found:
            if found is None:
                return 0
            now = clock_for(Workspace.objects.get(id=current_workspace())).now()
            return file_mail(found, folder, filing=Filing(raw, now, sender=account, flags=flags)).uid

    @_with_connection
    def expunge(self, account: str, folder: str, *, uids: Collection[int]) -> None:
        with _scoped(account) as found:
            if found is not None:
                _mails(found, folder).filter(uid__in=uids).delete()

    @_with_connection
    def catch(self, raw: bytes, *, sender: str, recipients: Sequence[str], account: str) -> None:
        catch(raw, sender=sender, recipients=recipients, account=account)


@contextmanager
def _scoped(address: str) -> Iterator[UUID | None]:
    """The account's id with its workspace's scope open, or None."""
    account: Account | None = find_account(address)
    if account is None:
        yield None
        return
    with scope(account.workspace_id):
        yield account.account_id


def _mails(account_id: UUID, folder: str) -> QuerySet[SandboxMail]:
    return SandboxMail.objects.filter(account_id=account_id, folder=folder)
