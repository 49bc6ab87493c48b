"""A folder as one client sees it: numbers that only change when the client was told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from filon.demo.servers.imap.fetching import Item, flags_text
from filon.demo.servers.imap.grammar import BadCommand, Token, members
from filon.demo.servers.imap.searching import Candidate, Context, criteria
from filon.demo.servers.store import FOLDERS, SEEN, Entry, FolderState, Store

_DELETED = r"\Deleted"
FlagChange = Callable[[frozenset[str]], frozenset[str]]
_FLAGS = r"FLAGS (\Answered \Flagged \Deleted \Seen \Draft)"


class NoSuchFolder(Exception):
    """The account has no folder of that name."""


class OpenFolder:
    """Blocking: its methods ask the store. Sequence numbers are positions in ``uids``, from 1."""

    def __init__(self, store: Store, account: str, *, name: str, read_only: bool = False) -> None:
        known = {f.upper(): f for f in FOLDERS}.get(name.upper())
        if known is None:
            raise NoSuchFolder(name)
        self.store, self.account, self.name, self.read_only = store, account, known, read_only
        self.uids: list[int] = []
        self._state: FolderState | None = None

    @property
    def uid_validity(self) -> int:
        return self.store.state(self.account, self.name).uid_validity

    def greeting(self) -> list[str]:
        """What SELECT tells, and the first look at the folder."""
        self._state = self.store.state(self.account, self.name)
        self.uids = [entry.uid for entry in self._entries()]
        return [
            f"* {_FLAGS}",
            f"* {len(self.uids)} EXISTS",
            "* 0 RECENT",
            f"* OK [UIDVALIDITY {self._state.uid_validity}] valid",
            f"* OK [UIDNEXT {max(self._state.uid_next, *(u + 1 for u in self.uids), 1)}] next",
            rf"* OK [PERMANENTFLAGS ({'' if self.read_only else chr(92) + '*'})] kept",
        ]

    def status(self, asked: Sequence[str]) -> str:
        """The counters of STATUS, in the order asked."""
        state = self.store.state(self.account, self.name)
        told = {"MESSAGES": state.count, "UIDNEXT": state.uid_next, "UIDVALIDITY": state.uid_validity, "RECENT": 0}
        if "UNSEEN" in asked:
            told["UNSEEN"] = sum(SEEN not in entry.flags for entry in self._entries())
        return " ".join(f"{name} {told[name]}" for name in asked if name in told)

    def changes(self, *, expunged: bool) -> list[str]:
        """What happened since the client last heard: EXPUNGE lines (only where they are allowed), then EXISTS."""
        state = self.store.state(self.account, self.name)
        if state == self._state:
            return []
        present = [entry.uid for entry in self._entries()]
        kept, lines = set(present), []
        if expunged:
            for number in range(len(self.uids), 0, -1):
                if self.uids[number - 1] not in kept:
                    del self.uids[number - 1]
                    lines.append(f"* {number} EXPUNGE")
            self._state = state
        last = self.uids[-1] if self.uids else 0
        new = [uid for uid in present if uid > last]
        self.uids += new
        return [*lines, *([f"* {len(self.uids)} EXISTS"] if new else [])]

    def chosen(self, spec: str, *, by_uid: bool) -> list[tuple[int, Entry]]:
        """The mails that a sequence set names, with their numbers; those that have gone are left out."""
        numbers = {uid: number for number, uid in enumerate(self.uids, start=1)}
        named = members(spec, of=self.uids if by_uid else list(numbers.values()))
        present = ((numbers[e.uid], e) for e in self._entries() if e.uid in numbers)
        return [(number, e) for number, e in present if (e.uid if by_uid else number) in named]

    def fetch(self, number: int, entry: Entry, *, wanted: Sequence[Item]) -> bytes:
        """The FETCH response of one mail."""
        if not self.read_only and any(item.seen for item in wanted) and SEEN not in entry.flags:
            entry = replace(entry, flags=entry.flags | {SEEN})
            self.store.set_flags(self.account, self.name, uid=entry.uid, flags=entry.flags)
        parts = [item.answer(entry, lambda: self._raw(entry.uid)) for item in wanted]
        return b"* %d FETCH (%s)" % (number, b" ".join(parts))

    def change_flags(self, number: int, entry: Entry, *, change: FlagChange) -> bytes:
        """STORE on one mail: the response that tells its flags now."""
        after = change(entry.flags)
        self.store.set_flags(self.account, self.name, uid=entry.uid, flags=after)
        return f"* {number} FETCH (UID {entry.uid} {flags_text(after)})".encode()

    def expunge(self, chosen: Collection[int] | None) -> None:
        """Remove for good what is marked as deleted, among ``chosen`` uids when they are given."""
        marked = [e.uid for e in self._entries() if _DELETED in e.flags and (chosen is None or e.uid in chosen)]
        self.store.expunge(self.account, self.name, uids=marked)
        self._state = None

    def search(self, tokens: Sequence[Token], *, by_uid: bool) -> list[int]:
        """Numbers or uids of the mails that match."""
        numbers = {uid: number for number, uid in enumerate(self.uids, start=1)}
        entries = [e for e in self._entries() if e.uid in numbers]
        context = Context(
            numbers=list(numbers.values()),
            uids=self.uids,
            find=lambda message_id: self.store.with_message_id(self.account, self.name, message_id=message_id),
        )
        matches = criteria(tokens, context)
        found = [e for e in entries if matches(self._candidate(numbers[e.uid], e))]
        return [e.uid if by_uid else numbers[e.uid] for e in found]

    def _candidate(self, number: int, entry: Entry) -> Candidate:
        return Candidate(number, entry, lambda: self._raw(entry.uid))

    def _entries(self) -> Sequence[Entry]:
        return self.store.entries(self.account, self.name)

    def _raw(self, uid: int) -> bytes:
        return self.store.raw(self.account, self.name, uid=uid) or b""


def flag_change(mode: str, flags: frozenset[str]) -> FlagChange:
    """What ``FLAGS``, ``+FLAGS`` or ``-FLAGS`` does to the flags of a mail. Raises ``BadCommand``."""
    if mode == "FLAGS":
        return lambda _before: flags
    if mode == "+FLAGS":
        return lambda before: before | flags
    if mode == "-FLAGS":
        return lambda before: before - flags
    raise BadCommand("FLAGS, +FLAGS or -FLAGS")
