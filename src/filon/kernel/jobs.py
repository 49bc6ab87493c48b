"""Work done later, by another process, deferred in the transaction of the data it is about.

    @job(queue="mail")
    def read_mailbox(*, mailbox_id: UUID) -> None: ...

    read_mailbox.defer(mailbox_id=mailbox.id)

A job receives identifiers as keywords and runs in the workspace scope in which it was deferred. No commit, no job. A
worker may die and the job run again: what it does twice must have the effect of once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args, get_type_hints
from uuid import UUID

from django.db import transaction
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job as StoredJob

from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope, scope_or_none

WORKSPACE = "workspace"
RETRIES = 5
FIRST_WAIT_S = 4
"""Waits of 4, 16, 64, 256 and 1024 seconds: a provider that is away for a quarter of an hour loses nothing."""

_READERS: Mapping[type, Callable[[str], Any]] = {
    UUID: UUID,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
}
JOBS: dict[str, Job] = {}


class GivesUp(BaseRetryStrategy):
    """Try again a few times, longer and longer apart; never after a refusal, which would be the same next time."""

    def get_retry_decision(self, *, exception: BaseException, job: StoredJob) -> RetryDecision | None:
        if isinstance(exception, Refused) or job.attempts > RETRIES:
            return None
        return RetryDecision(retry_in={"seconds": FIRST_WAIT_S ** max(1, job.attempts)})


@dataclass(frozen=True)
class Job:
    """A function that can be called now or deferred."""

    name: str
    queue: str
    function: Callable[..., None]

    def __call__(self, **ids: Any) -> None:
        """Do it here and now, in the caller's scope."""
        self.function(**ids)

    def defer(self, **ids: Any) -> int:
        """Do it as soon as the transaction is committed and a worker is free; return the number of the job."""
        return app.configure_task(self.name, queue=self.queue).defer(**_stored(ids))

    def defer_at(self, moment: datetime, **ids: Any) -> int:
        """Do it at `moment` (machine time, not a workspace's clock) or as soon as possible afterwards."""
        return app.configure_task(self.name, queue=self.queue, schedule_at=moment).defer(**_stored(ids))

    def defer_once(self, **ids: Any) -> int | None:
        """As `defer`, unless the same job with the same ids is already waiting; then None."""
        arguments = _stored(ids)
        key = f"{self.name} {sorted(arguments.items())}"
        try:
            with transaction.atomic():  # a savepoint: losing the race must not lose the caller's transaction
                return app.configure_task(self.name, queue=self.queue, queueing_lock=key).defer(**arguments)
        except AlreadyEnqueued:
            return None

    def defer_many(self, batch: Iterable[Mapping[str, Any]]) -> int:
        """Defer one job for each set of ids, in one statement; return how many."""
        rows = [_stored(ids) for ids in batch]
        if rows:
            app.configure_task(self.name, queue=self.queue).batch_defer(*rows)
        return len(rows)

    def run_stored(self, **arguments: Any) -> None:
        """Run from what the queue holds: identifiers read back, scope opened."""
        workspace = arguments.pop(WORKSPACE, None)
        hints = get_type_hints(self.function)
        ids = {name: _read(hints.get(name), value) for name, value in arguments.items()}
        if workspace is None:
            self.function(**ids)
            return
        with scope(UUID(workspace)):
            self.function(**ids)


def job(queue: str = "default") -> Callable[[Callable[..., None]], Job]:
    """Make a job of a function of a room's `jobs.py`; its name is `room.function`."""

    def register(function: Callable[..., None]) -> Job:
        name = f"{function.__module__.removeprefix('filon.').removesuffix('.jobs')}.{function.__name__}"
        made = Job(name, queue, function)
        app.task(name=name, queue=queue, retry=GivesUp())(made.run_stored)
        JOBS[name] = made
        return made

    return register


def queues() -> list[str]:
    """The queues of all known jobs. A worker names them: without, it would take and fail the jobs of newer code."""
    return sorted({made.queue for made in JOBS.values()})


def _stored(ids: Mapping[str, Any]) -> dict[str, Any]:
    workspace = scope_or_none()
    plain = {name: _plain(value) for name, value in ids.items()}
    return plain if workspace is None else {**plain, WORKSPACE: str(workspace)}


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _read(hint: Any, value: Any) -> Any:
    """The value as the function's annotation wants it: `UUID`, `date | None`, `list[UUID]`…"""
    if isinstance(value, list):
        return [_read(hint, item) for item in value]
    reader = next((_READERS[kind] for kind in (hint, *get_args(hint)) if kind in _READERS), None)
    return reader(value) if reader and isinstance(value, str) else value
