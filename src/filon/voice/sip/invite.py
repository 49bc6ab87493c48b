"""What is ordered, and the INVITE that asks for it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from filon.voice.settings import TrunkSettings
from filon.voice.sip import sdp
from filon.voice.sip.dialog import Dialog, request_in
from filon.voice.sip.headers import authority, quoted
from filon.voice.sip.message import Headers, Request
from filon.voice.sip.session import Session
from filon.voice.sip.user_agent import AGENT, ALLOWED_METHODS, UserAgent


@dataclass(frozen=True)
class Order:
    """Whom to call, as whom, with which audio, and how long it may ring."""

    to: str
    caller: str
    offer: sdp.Offer
    ring_timeout: float
    display: str = ""


def base_dialog(settings: TrunkSettings, order: Order, session: Session) -> Dialog:
    """The dialog before anybody has answered: nobody's tag, the number itself as target."""
    port = settings.port if not settings.domain else 0
    uri = f"sip:{order.to}@{authority(settings.realm_host, port)}"
    display = f"{quoted(order.display)} " if order.display else ""
    local = f"{display}<sip:{order.caller}@{authority(settings.realm_host, 0)}>;tag={session.local_tag}"
    return Dialog(secrets.token_hex(16), local, f"<{uri}>", uri, session.cseq, invite_uri=uri)


def invite_request(agent: UserAgent, base: Dialog, offer: sdp.Offer, *, extra: Headers) -> Request:
    """The INVITE whose Via and CSeq `base` holds."""
    headers: Headers = [
        ("contact", agent.contact()),
        ("allow", ALLOWED_METHODS),
        ("supported", "100rel, timer"),
        ("user-agent", AGENT),
        ("content-type", sdp.TYPE),
        *extra,
    ]
    request = request_in(base, "INVITE", via=base.invite_via, cseq=base.invite_cseq, extra=headers)
    request.body = offer.encode()
    return request
