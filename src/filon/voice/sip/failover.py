"""The trunk's addresses for one call, one after the other (RFC 3263 §4.3), and the INVITEs that are left behind.

Over UDP a dead address says nothing, and timer B would take 32 seconds to find out: with another address to go to, the
call moves on once the machine there says that nobody listens (ICMP), or after a shorter wait.
"""

from __future__ import annotations

from collections.abc import Callable

from filon.voice.sip.dialog import Dialog, cancel_of
from filon.voice.sip.message import Response
from filon.voice.sip.transaction import ClientTransaction
from filon.voice.sip.transport import Peer
from filon.voice.sip.user_agent import UserAgent


class Failover:
    """Where the call's INVITE goes."""

    def __init__(self, agent: UserAgent) -> None:
        self._agent = agent
        self._targets = agent.in_order()

    @property
    def target(self) -> Peer:
        return self._targets[0]

    def go(self, invite: Callable[[], None]) -> None:
        """Do it once the way there is open."""
        self._agent.transport.ready(self._targets[0], invite)

    def go_on(self, invite: Callable[[], None]) -> bool:
        """To the next address, if any; the one that was tried is avoided by other calls, too."""
        self._agent.avoid(self._targets[0])
        if len(self._targets) < 2:
            return False
        self._targets.pop(0)
        self.go(invite)
        return True

    def watch(self, transaction: ClientTransaction, *, silent: Callable[[ClientTransaction], None]) -> None:
        """Call ``silent`` when it is time to try elsewhere; never where there is no elsewhere."""
        if len(self._targets) < 2 or self._agent.transport.reliable:
            return

        def check() -> None:
            if not transaction.over and not transaction.provisional:
                silent(transaction)

        transaction.refused = check
        self._agent.later(self._agent.settings.failover_s, check)


class LeftBehind:
    """An INVITE that somebody else has by now: whoever rings for it after all is told to stop."""

    def __init__(self, agent: UserAgent, base: Dialog, *, dismiss: Callable[[Response], None]) -> None:
        self._agent = agent
        self._base = base
        self._dismiss = dismiss
        self._cancelled = False

    def take(self, transaction: ClientTransaction) -> None:
        """Hear its answers from now on. It is repeated no more, and remembered until timer B."""
        transaction.hand_over(lambda response: self._heard(transaction, response))

    def _heard(self, transaction: ClientTransaction, response: Response | None) -> None:
        if response is None:
            return
        if 200 <= response.code < 300:
            self._dismiss(response)
        elif response.code < 200 and not self._cancelled:
            self._cancelled = True
            self._agent.send(cancel_of(self._base), transaction.peer, lambda _: None)
