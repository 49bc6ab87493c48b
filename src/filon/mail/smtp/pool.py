"""Several kept-open connections to the same server, lent to one thread at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from filon.mail.smtp.session import SmtpSession
from filon.mail.smtp.settings import SmtpSettings

IDLE_FOR_S = 30.0
"""Servers hang up on a silent client after a minute or less; leave before they do."""


class SmtpPool:
    """At most ``size`` sessions of one mailbox at once; a thread that asks for one more waits."""

    def __init__(self, settings: SmtpSettings, *, size: int) -> None:
        self.settings = settings
        self._places = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[tuple[float, SmtpSession]] = []

    @contextmanager
    def session(self) -> Iterator[SmtpSession]:
        """A session of one's own, connected or not; given back with its connection kept open."""
        with self._places:
            with self._lock:
                session = self._idle.pop()[1] if self._idle else SmtpSession(self.settings)
            try:
                yield session
            finally:
                with self._lock:
                    self._idle.append((time.monotonic(), session))

    def close_idle(self, *, older_than: float = IDLE_FOR_S) -> int:
        """Hang up the sessions that nobody used for ``older_than`` seconds; how many."""
        limit = time.monotonic() - older_than
        with self._lock:
            stale = [session for since, session in self._idle if since <= limit]
            self._idle = [(since, session) for since, session in self._idle if since > limit]
        for session in stale:
            session.close()
        return len(stale)

    def close(self) -> None:
        """Hang up all that are not lent."""
        self.close_idle(older_than=0.0)
