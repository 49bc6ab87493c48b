"""What the sandbox servers need to know about mails, and a store in memory.

Accounts are named by their address in lower case. Every method may be called from any thread and may block.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Protocol

INBOX, SENT, JUNK, ARCHIVE = "INBOX", "Sent", "Junk", "Archive"
FOLDERS = (INBOX, SENT, JUNK, ARCHIVE)
SPECIAL_USE = {SENT: r"\Sent", JUNK: r"\Junk", ARCHIVE: r"\Archive"}
SEEN = r"\Seen"


@dataclass(frozen=True, slots=True)
class Entry:
    """One mail of a folder, without its content. ``size`` is in bytes."""

    uid: int
    flags: frozenset[str]
    size: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class FolderState:
    """What a client asks again and again: cheap, and different whenever a mail came or went."""

    uid_validity: int
    uid_next: int
    count: int


class Store(Protocol):
    """Where the servers keep mails."""

    def authenticate(self, address: str, password: str) -> bool: ...

    def state(self, account: str, folder: str) -> FolderState: ...

    def entries(self, account: str, folder: str) -> Sequence[Entry]:
        """All mails of the folder by ascending uid."""
        ...

    def raw(self, account: str, folder: str, *, uid: int) -> bytes | None: ...

    def with_message_id(self, account: str, folder: str, *, message_id: str) -> Collection[int]:
        """Uids of the mails whose Message-ID is ``message_id`` (no brackets)."""
        ...

    def set_flags(self, account: str, folder: str, *, uid: int, flags: frozenset[str]) -> None: ...

    def append(self, account: str, folder: str, *, raw: bytes, flags: frozenset[str]) -> int:
        """File a mail and give its uid."""
        ...

    def expunge(self, account: str, folder: str, *, uids: Collection[int]) -> None: ...

    def catch(self, raw: bytes, *, sender: str, recipients: Sequence[str], account: str) -> None:
        """Take over a mail from SMTP; ``account`` is who signed in, ``""`` when nobody did."""
        ...


def message_id_of(raw: bytes) -> str:
    """The Message-ID without brackets, ``""`` when there is none that can be read."""
    head = raw[: raw.find(b"\r\n\r\n") + 4] if b"\r\n\r\n" in raw else raw
    value = message_from_bytes(head, policy=policy.compat32).get("Message-ID", "")
    return str(value).strip().removeprefix("<").removesuffix(">")


@dataclass
class _Mail:
    entry: Entry
    raw: bytes


@dataclass
class _Folder:
    uid_next: int = 1
    mails: dict[int, _Mail] = field(default_factory=dict)


Caught = Callable[[bytes, str, Sequence[str]], None]


class MemoryStore:
    """Forgets everything with the process. ``on_caught`` is told of each mail taken over."""

    def __init__(self, passwords: Mapping[str, str], *, on_caught: Caught | None = None) -> None:
        self.passwords = dict(passwords)
        self.uid_validity = 1
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._on_caught = on_caught
        self._lock = threading.RLock()
        self._folders: dict[tuple[str, str], _Folder] = {}

    def authenticate(self, address: str, password: str) -> bool:
        return self.passwords.get(address.lower()) == password

    def state(self, account: str, folder: str) -> FolderState:
        with self._lock:
            kept = self._folder(account, folder)
            return FolderState(self.uid_validity, kept.uid_next, len(kept.mails))

    def entries(self, account: str, folder: str) -> Sequence[Entry]:
        with self._lock:
            return [mail.entry for _, mail in sorted(self._folder(account, folder).mails.items())]

    def raw(self, account: str, folder: str, *, uid: int) -> bytes | None:
        with self._lock:
            mail = self._folder(account, folder).mails.get(uid)
            return mail.raw if mail else None

    def with_message_id(self, account: str, folder: str, *, message_id: str) -> Collection[int]:
        with self._lock:
            mails = self._folder(account, folder).mails.items()
            return {uid for uid, mail in mails if message_id_of(mail.raw) == message_id}

    def set_flags(self, account: str, folder: str, *, uid: int, flags: frozenset[str]) -> None:
        with self._lock:
            mail = self._folder(account, folder).mails.get(uid)
            if mail:
                mail.entry = replace(mail.entry, flags=flags)

    def append(self, account: str, folder: str, *, raw: bytes, flags: frozenset[str] = frozenset()) -> int:
        with self._lock:
            kept = self._folder(account, folder)
            uid = kept.uid_next
            kept.mails[uid] = _Mail(Entry(uid, flags, len(raw), self.now()), raw)
            kept.uid_next += 1
            return uid

    def expunge(self, account: str, folder: str, *, uids: Collection[int]) -> None:
        with self._lock:
            for uid in uids:
                self._folder(account, folder).mails.pop(uid, None)

    def catch(self, raw: bytes, *, sender: str, recipients: Sequence[str], account: str) -> None:
        owner = account or sender.lower()
        if owner in self.passwords:
            self.append(owner, SENT, raw=raw, flags=frozenset({SEEN}))
        for recipient in recipients:
            if recipient.lower() in self.passwords:
                self.append(recipient.lower(), INBOX, raw=raw)
        if self._on_caught:
            self._on_caught(raw, sender, recipients)

    def _folder(self, account: str, folder: str) -> _Folder:
        return self._folders.setdefault((account, folder), _Folder())
