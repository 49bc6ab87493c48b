"""Reading a mailbox over IMAP: what is new since last time, without marking anything as read."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import message_from_bytes
from types import TracebackType
from typing import Any, Self

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from filon.mail.imap.folders import Folder, find_folders
from filon.mail.imap.settings import ImapFailure, ImapSettings, Reason
from filon.mail.smtp.settings import is_loopback

IDLE_AT_MOST_S = 300
"""No wait is longer: a connection that died silently is noticed after five minutes."""

MAX_MAIL = 5 * 1024 * 1024
"""A longer mail is read up to here: what it is and whom it answers stands at its beginning."""

MAX_BATCH = 32 * 1024 * 1024
MAX_MAILS = 200
_HEADER = b"BODY[HEADER.FIELDS (MESSAGE-ID)]"
_BUSY_CODES = ("[UNAVAILABLE]", "[LIMIT]", "[INUSE]", "too many")


@dataclass(frozen=True, slots=True)
class Position:
    """The last mail read of a folder; uids mean nothing once the folder's validity has changed."""

    validity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail as the server keeps it; ``truncated`` when it was too long to be read whole."""

    uid: int
    raw: bytes
    received_at: datetime
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """New mails by ascending uid, where to go on from, and whether more are waiting."""

    mails: tuple[Fetched, ...]
    position: Position
    more: bool


@dataclass(frozen=True, slots=True)
class Start:
    """What to do where there is no valid position: read from the day ``since`` on, leaving out the Message-IDs
    (no brackets) that ``known`` gives back because they were read before."""

    since: date
    known: Callable[[Collection[str]], Collection[str]]


class ImapReader:
    """A signed-in connection, used by one thread. Everything raises ``ImapFailure`` and nothing else."""

    def __init__(self, settings: ImapSettings) -> None:
        self.settings = settings
        self._client = _connected(settings)
        self._selected = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye; never fails."""
        with contextlib.suppress(Exception):
            self._client.logout()

    def folders(self) -> tuple[Folder, ...]:
        """The folders that matter, at most one for each role."""
        with _told():
            return find_folders(self._client.list_folders())

    def read_new(self, folder: str, position: Position | None, *, start: Start, limit: int = MAX_MAILS) -> Batch:
        """At most ``limit`` mails that came after ``position``."""
        with _told():
            info = self._client.select_folder(folder, readonly=True)
            self._selected = folder
            validity = int(info[b"UIDVALIDITY"])
            if position is None or position.validity != validity:
                uids, last = self._not_known(start), max(int(info.get(b"UIDNEXT", 1)) - 1, 0)
            else:
                last = position.uid
                uids = sorted(u for u in self._client.search(["UID", f"{last + 1}:*"]) if u > last)
            return self._batch(uids[:limit], position=Position(validity, last), left=len(uids) - limit)

    def wait(self, folder: str, seconds: float) -> bool:
        """Wait for a sign of life in ``folder``, at most ``seconds`` and never more than five minutes.

        True when something may be new. A server without IDLE is asked once, without waiting.
        """
        with _told():
            if self._selected != folder:
                self._client.select_folder(folder, readonly=True)
                self._selected = folder
            if not self._client.has_capability("IDLE"):
                return _has_news(self._client.noop()[1])
            self._client.idle()
            heard = self._client.idle_check(timeout=min(seconds, IDLE_AT_MOST_S))
            _text, more = self._client.idle_done()
            return _has_news(heard) or _has_news(more)

    def holds(self, folder: str, message_id: str) -> bool:
        """Whether a mail with this Message-ID (no brackets) is in ``folder``: what settles an uncertain sending."""
        with _told():
            self._client.select_folder(folder, readonly=True)
            self._selected = folder
            found = self._client.search(["HEADER", "Message-ID", f"<{message_id}>"])
            return any(name == message_id for name in self._message_ids(found).values())

    def file(self, folder: str, raw: bytes) -> None:
        """Put a copy of what was sent into ``folder``, marked as read."""
        with _told():
            self._client.append(folder, raw, flags=(b"\\Seen",))

    def _not_known(self, start: Start) -> list[int]:
        uids = sorted(self._client.search(["SINCE", start.since]))
        named = self._message_ids(uids)
        known = set(start.known([name for name in named.values() if name]))
        return [uid for uid in uids if named.get(uid, "") not in known]

    def _message_ids(self, uids: Sequence[int]) -> dict[int, str]:
        if not uids:
            return {}
        answers = self._client.fetch(uids, [b"BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"])
        return {int(uid): _message_id(parts.get(_HEADER) or b"") for uid, parts in answers.items()}

    def _batch(self, uids: Sequence[int], *, position: Position, left: int) -> Batch:
        if not uids:
            return Batch((), position, more=False)
        sizes = self._client.fetch(uids, [b"RFC822.SIZE", b"INTERNALDATE"])
        mails: list[Fetched] = []
        total = 0
        for place, uid in enumerate(uids):
            described = sizes.get(uid)
            if described is None:
                continue
            size = min(int(described.get(b"RFC822.SIZE", MAX_MAIL)), MAX_MAIL)
            if mails and total + size > MAX_BATCH:
                return Batch(tuple(mails), Position(position.validity, uids[place - 1]), more=True)
            total += size
            mails += self._one(uid, described)
        last = uids[-1] if left > 0 else max(uids[-1], position.uid)
        return Batch(tuple(mails), Position(position.validity, last), more=left > 0)

    def _one(self, uid: int, described: dict[bytes, Any]) -> list[Fetched]:
        whole = int(described.get(b"RFC822.SIZE", 0)) <= MAX_MAIL
        asked = b"BODY.PEEK[]" if whole else b"BODY.PEEK[]<0.%d>" % MAX_MAIL
        parts = self._client.fetch([uid], [asked]).get(uid, {})
        raw = next((value for key, value in parts.items() if key.startswith(b"BODY[]") and value), None)
        if not isinstance(raw, bytes):
            return []
        return [Fetched(uid, raw[:MAX_MAIL], _moment(described.get(b"INTERNALDATE")), truncated=not whole)]


def _connected(settings: ImapSettings) -> IMAPClient:
    context = ssl.create_default_context(cafile=settings.ca_file or None)
    timeout = SocketTimeout(connect=min(settings.timeout, 15.0), read=settings.timeout)
    with _told(Reason.UNREACHABLE):
        client = IMAPClient(
            settings.host,
            settings.port,
            ssl=settings.security == "tls",
            ssl_context=context if settings.security == "tls" else None,
            timeout=timeout,
        )
    try:
        with _told():
            _refuse_plain_text(client, settings)
            if settings.security == "starttls":
                client.starttls(context)
            client.normalise_times = False
            _sign_in(client, settings)
    except ImapFailure:
        with contextlib.suppress(Exception):
            client.shutdown()
        raise
    return client


def _refuse_plain_text(client: IMAPClient, settings: ImapSettings) -> None:
    if settings.security == "plain" and not is_loopback(client.socket().getpeername()[0]):
        raise ImapFailure(Reason.NOT_LOOPBACK)


def _sign_in(client: IMAPClient, settings: ImapSettings) -> None:
    if settings.access_token:
        client.oauth2_login(settings.user, settings.access_token)
    elif client.has_capability("AUTH=PLAIN"):
        client.plain_login(settings.user, settings.password)
    else:
        client.login(settings.user, settings.password)


@contextmanager
def _told(otherwise: Reason = Reason.LOST) -> Iterator[None]:
    """Turn whatever the library lets through into an ``ImapFailure``: the server's words are hostile."""
    try:
        yield
    except ImapFailure:
        raise
    except LoginError as error:
        raise ImapFailure(_why_not_signed_in(error), str(error)) from None
    except TimeoutError:
        raise ImapFailure(Reason.TIMEOUT) from None
    except ssl.SSLError as error:
        raise ImapFailure(Reason.TLS_FAILED, error.reason or "") from None
    except ConnectionResetError as error:  # of whoever answered, even when nothing was read yet
        raise ImapFailure(Reason.LOST, str(error)) from None
    except OSError as error:
        raise ImapFailure(otherwise, str(error)) from None
    except IMAPClientAbortError as error:
        raise ImapFailure(Reason.LOST, str(error)) from None
    except IMAPClientError as error:
        missing = "NONEXISTENT" in str(error) or "Mailbox doesn't exist" in str(error)
        raise ImapFailure(Reason.NO_FOLDER if missing else Reason.GARBAGE, str(error)) from None
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ImapFailure(Reason.GARBAGE, type(error).__name__) from None


def _why_not_signed_in(error: LoginError) -> Reason:
    """The library calls a connection lost while signing in a failed login; only a refusal is one."""
    if isinstance(error.__context__, IMAPClientAbortError):
        return Reason.LOST
    return Reason.BUSY if any(code.lower() in str(error).lower() for code in _BUSY_CODES) else Reason.SIGN_IN


def _has_news(responses: Sequence[object]) -> bool:
    return any(isinstance(r, tuple) and len(r) > 1 and r[1] in (b"EXISTS", b"RECENT") for r in responses or ())


def _message_id(header: bytes) -> str:
    value = str(message_from_bytes(header).get("Message-ID", ""))
    return value.strip().removeprefix("<").removesuffix(">")


def _moment(told: object) -> datetime:
    """The server's time of reception; the epoch when it tells nonsense, so that nothing looks new because of it."""
    if isinstance(told, datetime) and told.tzinfo is not None:
        return told.astimezone(UTC)
    return datetime.fromtimestamp(0, UTC)
