"""Accounts of the sandbox servers, and mails filed in their folders."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from uuid import UUID

from django.db import connection, transaction

from filon.demo.models import SandboxAccount, SandboxMail
from filon.demo.servers.store import message_id_of
from filon.kernel import live
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope

MAX_FLAGS = 120
LONGEST_SUBJECT = 1000


@dataclass(frozen=True, slots=True)
class Account:
    """Where an address lives: found without a scope, because a mail client has none."""

    workspace_id: UUID
    account_id: UUID
    password: str

    def accepts(self, password: str) -> bool:
        """Whether ``password`` is the account's, told in constant time."""
        return hmac.compare_digest(self.password.encode(), password.encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Filing:
    """A mail to file: who the envelope says it is from and for, and when it came."""

    raw: bytes
    received_at: datetime
    sender: str = ""
    recipient: str = ""
    flags: Collection[str] = ()


def find_account(address: str) -> Account | None:
    """The account of ``address``, whatever its workspace."""
    with connection.cursor() as cursor:
        cursor.execute("select workspace_id, account_id, password from demo_account(%s)", [address.lower()[:254]])
        row = cursor.fetchone()
    return Account(*row) if row else None


def ensure_account(address: str, *, password: str, now: datetime) -> SandboxAccount:
    """The account of ``address`` in the open scope, made when there is none."""
    account, _made = SandboxAccount.objects.get_or_create(
        address=address.lower(), defaults={"password": password, "created_at": now}
    )
    return account


def sign_in(address: str, password: str) -> bool:
    """Whether a mail program may open the account of ``address``.

    The account's own password opens it. So does any other for an address that one workspace has connected to the
    sandbox as a mailbox: its account is made when it is first asked for. An address that several workspaces have
    connected needs the password, since one would read the other's mail.
    """
    account = find_account(address)
    if account is not None and account.accepts(password):
        return True
    workspaces = _connected_in(address)
    if len(workspaces) != 1 or (account is not None and account.workspace_id != workspaces[0]):
        return False
    with scope(workspaces[0]):
        ensure_account(address, password=password[:80], now=SystemClock().now())
    return True


def file_mail(account_id: UUID, folder: str, *, filing: Filing) -> SandboxMail:
    """Put a mail into a folder under the next uid. Two at once get two uids; open pages hear of it."""
    with transaction.atomic():
        account = SandboxAccount.objects.select_for_update().get(id=account_id)
        uid = int(account.uid_next.get(folder, 1))
        account.uid_next = {**account.uid_next, folder: uid + 1}
        account.save(update_fields=["uid_next"])
        live.notify(account.workspace_id, "sandbox")
        return SandboxMail.objects.create(
            account=account,
            folder=folder,
            uid=uid,
            flags=flags_text(filing.flags),
            raw=filing.raw,
            sender=_line(filing.sender, 254),
            recipient=_line(filing.recipient, 254),
            subject=subject_of(filing.raw),
            message_id=_line(message_id_of(filing.raw), 250),
            received_at=filing.received_at,
        )


def flags_text(flags: Collection[str]) -> str:
    """Flags as the row keeps them; those beyond its width are forgotten."""
    kept = ""
    for flag in sorted(flags):
        longer = f"{kept} {flag}".strip()
        if len(longer) <= MAX_FLAGS:
            kept = longer
    return kept


def _connected_in(address: str) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select workspace_id from demo_mailbox_workspaces(%s)", [address.lower()[:254]])
        return [row[0] for row in cursor.fetchall()]


def _line(text: str, longest: int) -> str:
    """``text`` as a column takes it: PostgreSQL refuses NUL, and lone surrogates stand for bytes that are no UTF-8."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:longest]


def subject_of(raw: bytes) -> str:
    """The subject as people read it."""
    head = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    try:
        subject = str(message_from_bytes(head, policy=policy.default)["Subject"] or "")
    except (LookupError, ValueError, TypeError):
        return ""
    return _line(subject, LONGEST_SUBJECT).strip()
