"""Every time and every limit of the signalling, by the names that the RFCs give them. Seconds and bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Timers:
    """The three times of RFC 3261 §17 from which all the others follow; tests make them short."""

    t1: float = 0.5
    """Estimate of a round trip."""
    t2: float = 4.0
    """Longest pause between two sendings of the same message."""
    t4: float = 5.0
    """How long a message may stay in the network."""

    @property
    def patience(self) -> float:
        """Timers B, F, H and J: how long a silent peer is waited for."""
        return 64 * self.t1


STANDARD = Timers()
COMPLETED_INVITE_S = 32.0
"""Timer D: how long a refused INVITE is remembered, to acknowledge the refusal again."""

MAX_MESSAGE_BYTES = 65_535
MAX_HEAD_BYTES = 16_384
MAX_BODY_BYTES = 32_768
MAX_HEADERS = 128
MAX_TEXT_BYTES = 1_024
"""Longest reason or user name that is shown to anybody."""

MAX_FORKS = 16
"""Early dialogs of one call that are told apart; a peer that opens more is not listened to."""
MAX_PENDING_EVENTS = 64
"""Events that nobody has read yet; beyond, only the end of the call is kept."""
MAX_SERVER_TRANSACTIONS = 2_000
"""Requests of the peer that are remembered at once, to answer a repetition with the same words."""
MAX_IN_DIALOG_REQUESTS = 500
"""Requests inside one call; a peer that sends more is hung up on."""
MAX_AUTHENTICATIONS = 4
"""Challenges answered for one request: two realms, each once stale."""

SESSION_MINIMUM_S = 90
"""RFC 4028 §4: the shortest session interval that anybody has to accept."""
SESSION_GRACE_S = 32
REGISTER_EXPIRES_S = 600
REGISTER_MARGIN = 0.8
"""A registration is renewed after this part of its life."""
REGISTER_RETRY_S = (5, 15, 60, 300)
"""Pauses after refused or unanswered registrations; the last one repeats."""
CONNECT_TIMEOUT_S = 8.0
MESSAGE_WITHIN_S = 10.0
"""A message that began on a connection is whole within this, or the connection is closed."""
MAX_QUEUED_BYTES = 262_144
"""Bytes waiting for a connection that the peer does not read; beyond, it is given up."""
AVOIDED_S = 300.0
"""An address of the trunk that did not take a request is tried last for so long."""
FAILOVER_S = 4.0
"""How long a silent address is waited for over UDP before the next one gets the call; timer B where it is the last."""
DNS_TIMEOUT_S = 5.0
MAX_TARGETS = 8
