"""The way out that every message carries: a link that only its own recipient has (RFC 8058, A-OL-19)."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from filon.actions.operations import cancel_for
from filon.actions.policy import Reason
from filon.consent.operations import suppress
from filon.consent.states import Kind
from filon.consent.states import Reason as Objection
from filon.kernel.secrets import fingerprint
from filon.mail.models import Message
from filon.outreach.ending import finish
from filon.outreach.states import Outcome

PATH = "/desabonnement/"
SEAL_BYTES = 16


@dataclass(frozen=True)
class Link:
    """What a token names: a message that was sent, by its action, in a workspace."""

    workspace_id: UUID
    action_id: UUID


def link_for(link: Link) -> str:
    """The address printed in a message. Its token tells nothing and cannot be made up; it holds for ever, as people
    keep mail for long."""
    named = link.workspace_id.bytes + link.action_id.bytes
    token = base64.urlsafe_b64encode(named + _seal(named)).decode().rstrip("=")
    return f"{settings.PUBLIC_URL}{PATH}{token}"


def read(token: str) -> Link | None:
    """What a token names, or None for anything that is not ours."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    named, seal = raw[:32], raw[32:]
    if len(named) != 32 or not hmac.compare_digest(seal, _seal(named)):
        return None
    return Link(UUID(bytes=named[:16]), UUID(bytes=named[16:]))


def unsubscribe(link: Link, *, everywhere: bool, now: datetime) -> Message | None:
    """The recipient leaves this campaign (OL-81) or wants no message at all any more (OL-82), in the scope of the
    link's workspace. What is planned is cancelled at once. Twice is the same as once.

    None when there is no such message (any more); nothing is left to stop then.
    """
    message = Message.objects.filter(action_id=link.action_id).first()
    if message is None:
        return None
    origin_id = None if everywhere else message.origin_id
    with transaction.atomic():
        if message.recipient:
            suppress(
                Kind.EMAIL,
                message.recipient,
                reason=Objection.UNSUBSCRIBED,
                origin_id=origin_id,
                source=f"message {message.id}",
                now=now,
            )
        if message.contact_id is not None:
            cancel_for(reason=Reason("unsubscribed"), now=now, origin_id=origin_id, subject_ids=[message.contact_id])
            finish([message.contact_id], origin_id=origin_id, outcome=Outcome.FAILURE, reason="unsubscribed", now=now)
    return message


def _seal(named: bytes) -> bytes:
    return fingerprint("way out", named.hex())[:SEAL_BYTES]
