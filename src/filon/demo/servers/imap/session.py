"""One IMAP client: its states (signed out, signed in, folder selected) and its commands."""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Awaitable, Callable, Sequence

from filon.demo.servers.imap.fetching import items
from filon.demo.servers.imap.folder import NoSuchFolder, OpenFolder, flag_change
from filon.demo.servers.imap.grammar import BadCommand, Token, flag_set, members, parse, quoted, text
from filon.demo.servers.imap.wire import Overflow, Wire
from filon.demo.servers.store import FOLDERS, SPECIAL_USE, Store

CAPABILITY = "CAPABILITY IMAP4rev1 LITERAL+ SASL-IR AUTH=PLAIN IDLE SPECIAL-USE UIDPLUS NAMESPACE UNSELECT"
IDLE_POLL_S = 0.5
IDLE_AT_MOST_S = 1800.0
SILENCE_AT_MOST_S = 1800.0


class No(Exception):
    """The command was understood and cannot be done; the message goes back to the client."""


Args = list[Token]
Handler = Callable[["Session", Args], Awaitable[str]]
"""Answers one command; what it returns is the text after OK."""


class Session:
    """``run`` serves the client until it leaves."""

    def __init__(self, wire: Wire, store: Store) -> None:
        self.wire, self.store = wire, store
        self.account = ""
        self.open: OpenFolder | None = None
        self.leaving = False

    async def run(self) -> None:
        await self.wire.send(f"* OK [{CAPABILITY}] Filon sandbox ready".encode())
        while not self.leaving:
            try:
                segments = await asyncio.wait_for(self.wire.command(), SILENCE_AT_MOST_S)
            except (EOFError, ConnectionError, TimeoutError):
                return
            except Overflow:
                await self.wire.send(b"* BYE too much at once")
                return
            await self._answer(segments)

    async def _answer(self, segments: Sequence[bytes]) -> None:
        tag = "*"
        try:
            words = parse(segments)
            tag, name = _strings(words, 2)
            name = name.upper()
            done = await self._handler(name)(self, words[2:])
            await self._tell_changes(expunged=name not in ("FETCH", "STORE", "SEARCH"))
            await self.wire.send(f"{tag} OK {done or name + ' completed'}".encode())
        except BadCommand as bad:
            await self.wire.send(f"{tag} BAD {bad}".encode())
        except No as no:
            await self.wire.send(f"{tag} NO {no}".encode())
        except NoSuchFolder:
            await self.wire.send(f"{tag} NO [NONEXISTENT] no such folder".encode())

    def _handler(self, name: str) -> Handler:
        if name in _ALWAYS:
            return _ALWAYS[name]
        if not self.account and name in _SIGNED_OUT:
            return _SIGNED_OUT[name]
        if self.account and name in _SIGNED_IN:
            return _SIGNED_IN[name]
        if self.open is not None and name in _SELECTED:
            return _SELECTED[name]
        raise BadCommand("unknown command, or not now")

    async def _tell_changes(self, *, expunged: bool) -> None:
        if self.open is not None:
            for change in await asyncio.to_thread(self.open.changes, expunged=expunged):
                await self.wire.send(change.encode())

    # --- any time ---

    async def capability(self, _args: Args) -> str:
        await self.wire.send(f"* {CAPABILITY}".encode())
        return ""

    async def noop(self, _args: Args) -> str:
        return ""

    async def logout(self, _args: Args) -> str:
        self.leaving = True
        await self.wire.send(b"* BYE see you")
        return ""

    # --- signing in ---

    async def login(self, args: Args) -> str:
        user, password = _strings(args, 2)
        return await self._sign_in(user, password)

    async def authenticate(self, args: Args) -> str:
        mechanism, *initial = map(text, args) if args else ("",)
        if mechanism.upper() != "PLAIN":
            raise No("only PLAIN is known here")
        if not initial:
            await self.wire.send(b"+ ")
        answer = initial[0].encode() if initial else await self.wire.line()
        try:
            _authorise, user, password = base64.b64decode(answer, validate=True).decode().split("\0")
        except (binascii.Error, UnicodeError, ValueError):
            raise BadCommand("not a PLAIN response") from None
        return await self._sign_in(user, password)

    async def _sign_in(self, user: str, password: str) -> str:
        if not await asyncio.to_thread(self.store.authenticate, user, password):
            raise No("[AUTHENTICATIONFAILED] wrong address or password")
        self.account = user.lower()
        return f"[{CAPABILITY}] signed in"

    # --- folders ---

    async def list_folders(self, args: Args) -> str:
        """LIST "" pattern, with or without the extended options of RFC 5258 around it."""
        pattern = text(args[1]) if len(args) > 1 else "*"
        for name in FOLDERS if pattern else ():
            if pattern in ("*", "%") or pattern.upper() == name.upper():
                use = f" {SPECIAL_USE[name]}" if name in SPECIAL_USE else ""
                await self.wire.send(f'* LIST (\\HasNoChildren{use}) "/" {quoted(name)}'.encode())
        return ""

    async def namespace(self, _args: Args) -> str:
        await self.wire.send(b'* NAMESPACE (("" "/")) NIL NIL')
        return ""

    async def subscribe(self, _args: Args) -> str:
        return ""

    async def status(self, args: Args) -> str:
        folder = OpenFolder(self.store, self.account, name=_string(args))
        asked = args[1] if len(args) > 1 and isinstance(args[1], list) else []
        told = await asyncio.to_thread(folder.status, [text(a).upper() for a in asked])
        await self.wire.send(f"* STATUS {quoted(folder.name)} ({told})".encode())
        return ""

    async def select(self, args: Args) -> str:
        return await self._select(_string(args), read_only=False)

    async def examine(self, args: Args) -> str:
        return await self._select(_string(args), read_only=True)

    async def _select(self, name: str, *, read_only: bool) -> str:
        self.open = None
        folder = OpenFolder(self.store, self.account, name=name, read_only=read_only)
        for line in await asyncio.to_thread(folder.greeting):
            await self.wire.send(line.encode())
        self.open = folder
        return "[READ-ONLY] looked at" if read_only else "[READ-WRITE] selected"

    async def append(self, args: Args) -> str:
        folder = OpenFolder(self.store, self.account, name=_string(args))
        raw = args[-1]
        if not isinstance(raw, bytes):
            raise BadCommand("the mail must be a literal")
        flags = flag_set(args[1]) if isinstance(args[1], list) else frozenset()
        uid = await asyncio.to_thread(self.store.append, self.account, folder.name, raw=raw, flags=flags)
        return f"[APPENDUID {folder.uid_validity} {uid}] filed"

    async def idle(self, _args: Args) -> str:
        await self.wire.send(b"+ waiting with you")
        done = asyncio.ensure_future(self.wire.line())
        waited = 0.0
        while waited < IDLE_AT_MOST_S:
            finished, _ = await asyncio.wait({done}, timeout=IDLE_POLL_S)
            if finished:
                if done.result().upper() != b"DONE":
                    raise BadCommand("DONE was expected")
                return ""
            waited += IDLE_POLL_S
            await self._tell_changes(expunged=True)
        done.cancel()
        self.leaving = True
        raise No("waited too long")

    # --- in a folder ---

    async def close(self, _args: Args) -> str:
        if self.open is not None and not self.open.read_only:
            await asyncio.to_thread(self.open.expunge, None)
        self.open = None
        return ""

    async def unselect(self, _args: Args) -> str:
        self.open = None
        return ""

    async def expunge(self, args: Args, *, by_uid: bool = False) -> str:
        folder = self._writable()
        chosen = members(_string(args), of=folder.uids) if by_uid else None
        await asyncio.to_thread(folder.expunge, chosen)
        return ""

    async def fetch(self, args: Args, *, by_uid: bool = False) -> str:
        folder = self._selected()
        if len(args) < 2:
            raise BadCommand("what to fetch is missing")
        wanted = items(args[1], with_uid=by_uid)
        for number, entry in await asyncio.to_thread(folder.chosen, _string(args), by_uid=by_uid):
            await self.wire.send(await asyncio.to_thread(folder.fetch, number, entry, wanted=wanted))
        return ""

    async def store_flags(self, args: Args, *, by_uid: bool = False) -> str:
        folder = self._writable()
        if len(args) < 3:
            raise BadCommand("flags are missing")
        mode = text(args[1]).upper()
        flags = flag_set(args[2] if isinstance(args[2], list) else args[2:])
        change = flag_change(mode.removesuffix(".SILENT"), flags)
        for number, entry in await asyncio.to_thread(folder.chosen, _string(args), by_uid=by_uid):
            answer = await asyncio.to_thread(folder.change_flags, number, entry, change=change)
            if not mode.endswith(".SILENT"):
                await self.wire.send(answer)
        return ""

    async def search(self, args: Args, *, by_uid: bool = False) -> str:
        found = await asyncio.to_thread(self._selected().search, args, by_uid=by_uid)
        await self.wire.send(" ".join(["* SEARCH", *map(str, found)]).encode())
        return ""

    async def uid(self, args: Args) -> str:
        if not args:
            raise BadCommand("UID of what?")
        command = _BY_UID.get(text(args[0]).upper())
        if command is None:
            raise BadCommand("no such UID command")
        return await command(self, args[1:], by_uid=True)

    def _selected(self) -> OpenFolder:
        if self.open is None:
            raise BadCommand("select a folder first")
        return self.open

    def _writable(self) -> OpenFolder:
        folder = self._selected()
        if folder.read_only:
            raise No("the folder is open for reading only")
        return folder


def _string(args: Args) -> str:
    return _strings(args, 1)[0]


def _strings(args: Args, count: int) -> list[str]:
    if len(args) < count:
        raise BadCommand("an argument is missing")
    return [text(a) for a in args[:count]]


_ALWAYS: dict[str, Handler] = {"CAPABILITY": Session.capability, "NOOP": Session.noop, "LOGOUT": Session.logout}
_SIGNED_OUT: dict[str, Handler] = {"LOGIN": Session.login, "AUTHENTICATE": Session.authenticate}
_SIGNED_IN: dict[str, Handler] = {
    "LIST": Session.list_folders,
    "LSUB": Session.list_folders,
    "NAMESPACE": Session.namespace,
    "SUBSCRIBE": Session.subscribe,
    "UNSUBSCRIBE": Session.subscribe,
    "STATUS": Session.status,
    "SELECT": Session.select,
    "EXAMINE": Session.examine,
    "APPEND": Session.append,
    "IDLE": Session.idle,
}
_SELECTED: dict[str, Handler] = {
    "CHECK": Session.noop,
    "CLOSE": Session.close,
    "UNSELECT": Session.unselect,
    "EXPUNGE": Session.expunge,
    "FETCH": Session.fetch,
    "STORE": Session.store_flags,
    "SEARCH": Session.search,
    "UID": Session.uid,
}
_BY_UID = {
    "FETCH": Session.fetch,
    "STORE": Session.store_flags,
    "SEARCH": Session.search,
    "EXPUNGE": Session.expunge,
}
