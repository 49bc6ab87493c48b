"""Calls to the workspace's number: refused at once, and told of (MO-26: somebody called back)."""

from __future__ import annotations

import contextlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from filon.voice.sip.headers import Malformed, parse_name_address, parse_uri, readable
from filon.voice.sip.message import Request
from filon.voice.sip.transaction import ServerTransaction
from filon.voice.sip.user_agent import UserAgent

REMEMBERED = 1_000
"""Call-IDs of the last missed calls: a forked INVITE is one call."""


class Policy(IntEnum):
    """How a caller is sent away."""

    UNAVAILABLE = 480
    BUSY = 486


@dataclass(frozen=True)
class MissedCall:
    """`caller` is "" where it is withheld; both numbers are as the trunk wrote them."""

    caller: str
    called: str
    call_id: str
    display: str = ""


class Reception:
    """Takes what comes in on a trunk: `Reception(trunk.agent, missed)` is all; nobody is ever connected."""

    def __init__(
        self, agent: UserAgent, missed: Callable[[MissedCall], None], *, policy: Policy = Policy.UNAVAILABLE
    ) -> None:
        self._agent = agent
        self._missed = missed
        self._policy = policy
        self._known: OrderedDict[str, None] = OrderedDict()
        agent.stranger = self._on_invite

    def _on_invite(self, request: Request, transaction: ServerTransaction) -> None:
        reason = "Busy Here" if self._policy is Policy.BUSY else "Temporarily Unavailable"
        transaction.respond(request.respond(self._policy.value, reason, tag=secrets.token_hex(5)))
        if request.call_id in self._known:
            return
        self._known[request.call_id] = None
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        self._missed(missed_call(request))


def missed_call(request: Request) -> MissedCall:
    """Who called whom: the identity that the operator asserts (RFC 3325) goes before From; anonymous is nobody."""
    asserted = request.all("p-asserted-identity")
    wishes = {wish.strip() for value in request.all("privacy") for wish in value.lower().split(";")}  # RFC 3323 §4.2
    wants_privacy = "id" in wishes
    source = request.from_
    if asserted and not wants_privacy:
        with contextlib.suppress(Malformed):  # From is there all the same
            source = parse_name_address(asserted[0])
    caller = "" if wants_privacy else _user(source.uri)
    display = readable(source.display) if caller else ""
    return MissedCall(caller, _user(request.to.uri) or _user(request.uri), request.call_id, display)


def _user(uri: str) -> str:
    if uri.lower().startswith("tel:"):
        return readable(uri[4:].partition(";")[0])
    try:
        user = parse_uri(uri).user.partition(":")[0].partition(";")[0]
    except Malformed:
        return ""
    return "" if user.lower() in ("anonymous", "unknown", "restricted") else readable(user)
