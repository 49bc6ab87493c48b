"""The rows of messages on their way, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from filon.kernel import bulk
from filon.kernel.tenancy import current_workspace
from filon.mail.delivery.outgoing import Delivered, Outgoing
from filon.mail.delivery.verdicts import Fate
from filon.mail.matching import subject_key
from filon.mail.states import MessageState

BEGIN = """
insert into mail_message (
    id, mailbox_id, message_id, in_reply_to, thread_id, action_id, origin_id, contact_id, company_id, sender, recipient,
    subject, subject_key, text, workspace_id, worker, at, direction, state, kind, verdict, smtp_reply
)
select row.*, %b::uuid, %b::text, %b::timestamptz, 'out', 'sending', '', '{}', ''
from unnest(%b::uuid[], %b::uuid[], %b::text[], %b::text[], %b::uuid[], %b::uuid[], %b::uuid[], %b::uuid[], %b::uuid[],
            %b::text[], %b::text[], %b::text[], %b::text[], %b::text[]) row
on conflict (action_id) do update set
    state = 'sending', worker = excluded.worker, at = excluded.at, mailbox_id = excluded.mailbox_id,
    recipient = excluded.recipient, sender = excluded.sender, subject = excluded.subject,
    thread_id = excluded.thread_id, subject_key = excluded.subject_key, text = excluded.text,
    in_reply_to = excluded.in_reply_to
    where mail_message.state = 'queued'
returning action_id, id
"""
END = """
update mail_message m set
    state = row.state, smtp_reply = row.reply, doubted_at = case when row.state = 'uncertain' then %b::timestamptz end
from unnest(%b::uuid[], %b::text[], %b::text[]) row (action_id, state, reply)
where m.action_id = row.action_id and m.state = 'sending'
"""
STATES = {
    Fate.SENT: MessageState.SENT,
    Fate.BOUNCED: MessageState.FAILED,
    Fate.REFUSED: MessageState.FAILED,
    Fate.UNCERTAIN: MessageState.UNCERTAIN,
}


def begin(batch: Iterable[Outgoing], *, holder: str, now: datetime) -> dict[UUID, UUID]:
    """Write the messages as *sending*; answers, by action, the rows of those that may be sent.

    A row that was queued is used again. One that is in any other state has left already or may have: its action is not
    in the answer and must not be sent.
    """
    rows = [_row(outgoing) for outgoing in batch]
    return dict(bulk.run(BEGIN, current_workspace(), holder, now, *bulk.columns(rows, 14)))


def end(batch: Sequence[Delivered], *, now: datetime) -> None:
    """Write how they ended; what is to be tried again is queued."""
    rows = [(d.outgoing.action_id, str(_state(d)), d.verdict.reply) for d in batch]
    bulk.change(END, now, *bulk.columns(rows, 3))


def _state(delivered: Delivered) -> MessageState:
    if delivered.given_up:
        return MessageState.FAILED
    return STATES.get(delivered.verdict.fate, MessageState.QUEUED)


def _row(o: Outgoing) -> tuple[object, ...]:
    return (
        *(o.id, o.account.id, o.message_id, o.in_reply_to, o.thread_id, o.action_id, o.origin_id, o.contact_id),
        *(o.company_id, o.account.email, o.recipient, o.subject, subject_key(o.subject)[:200], o.text),
    )
