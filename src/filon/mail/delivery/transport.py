"""A batch of one mailbox over its kept-open connections, each end written to the journal before anything else."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from filon.mail.delivery.outgoing import Account, Delivered, Outgoing
from filon.mail.delivery.verdicts import NOT_TRIED, UNCERTAIN, Fate, Verdict, judge
from filon.mail.journal import Journal, JournalBroken
from filon.mail.smtp import Envelope, NotSent, Outcome, Phase, Rejected, Sent, SmtpPool, SmtpSession

logger = logging.getLogger(__name__)

TURN_S = 30.0
"""No message is begun later than this after the first: what is left goes back to the plan, and other lanes get on."""


_pools: dict[UUID, SmtpPool] = {}
_lock = threading.Lock()


def transmit(batch: Sequence[Outgoing], *, journal: Journal, within: float = TURN_S) -> list[Delivered]:
    """Send a batch of one mailbox; every message comes back with its verdict, in the same order."""
    account = batch[0].account
    run = _Run(batch, pool=_pool(account), journal=journal, deadline=time.monotonic() + within)
    hands = min(account.connections, len(batch))
    if hands == 1:
        run.work()
    else:
        with ThreadPoolExecutor(hands, thread_name_prefix="smtp") as pool:
            for hand in [pool.submit(run.work) for _ in range(hands)]:
                hand.result()
    return run.delivered()


def close_idle() -> int:
    """Hang up connections that have been silent for long; how many."""
    with _lock:
        pools = list(_pools.values())
    return sum(pool.close_idle() for pool in pools)


def _pool(account: Account) -> SmtpPool:
    """The connections of a mailbox in this process; others once its settings have changed."""
    with _lock:
        pool = _pools.get(account.id)
        if pool is None or pool.settings != account.settings:
            if pool is not None:
                pool.close()
            pool = _pools[account.id] = SmtpPool(account.settings, size=account.connections)
        return pool


class _Run:
    """One batch shared by several connections: each takes the next message when it has done one."""

    def __init__(self, batch: Sequence[Outgoing], *, pool: SmtpPool, journal: Journal, deadline: float) -> None:
        self._batch = batch
        self._pool = pool
        self._journal = journal
        self._deadline = deadline
        self._next = iter(range(len(batch)))
        self._lock = threading.Lock()
        self._verdicts: list[Verdict | None] = [None] * len(batch)
        self._stopped: Verdict | None = None

    def work(self) -> None:
        with self._pool.session() as session:
            while (index := self._take()) is not None:
                verdict = self._verdicts[index] = self._send(session, self._batch[index])
                if verdict.stops:
                    self._stopped = verdict

    def delivered(self) -> list[Delivered]:
        """Messages that were not tried share the verdict that stopped the batch."""
        rest = self._stopped or NOT_TRIED
        return [Delivered(o, v or rest) for o, v in zip(self._batch, self._verdicts, strict=True)]

    def _take(self) -> int | None:
        with self._lock:
            if self._stopped is not None or time.monotonic() > self._deadline:
                return None
            return next(self._next, None)

    def _send(self, session: SmtpSession, outgoing: Outgoing) -> Verdict:
        def on_phase(phase: Phase) -> None:
            if phase is Phase.END_OF_DATA:
                self._journal.ending(outgoing.action_id)

        try:
            envelope = Envelope(outgoing.account.email, outgoing.recipient)
        except ValueError:
            return Verdict(Fate.REFUSED, "553 5.1.3 not an address that SMTP can carry")
        try:
            outcome = session.send(envelope, outgoing.raw, on_phase=on_phase)
        except JournalBroken as broken:
            logger.error("delivery stops, nothing was sent: %s", broken)  # noqa: TRY400 the cause is in the message
            return NOT_TRIED
        except Exception:  # a fault of ours: nobody knows how far it went
            logger.exception("sending failed for action %s", outgoing.action_id)
            return UNCERTAIN
        self._note(outgoing.action_id, outcome)
        return judge(outcome)

    def _note(self, action_id: UUID, outcome: Outcome) -> None:
        """What the journal must know of the end of data. A doubt is left as ``ending`` wrote it."""
        try:
            if isinstance(outcome, Sent):
                self._journal.answered(action_id, outcome.reply.code)
            elif isinstance(outcome, Rejected) and outcome.phase is Phase.END_OF_DATA:
                self._journal.answered(action_id, outcome.code)
            elif isinstance(outcome, NotSent) and outcome.phase is Phase.END_OF_DATA:
                self._journal.not_sent(action_id)
        except JournalBroken as broken:
            # The outcome is known here and goes to the database; only a crash before that would leave a doubt.
            logger.warning("the end of action %s is not in the journal: %s", action_id, broken)
