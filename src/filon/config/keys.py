"""The keys of this installation: kept in the data folder, never in the database.

Three files of `keys/`, each made on first use and readable by the owner only: `sessions` signs cookies and links,
`secrets` holds the Fernet keys of stored passwords (newest first), `fingerprints` keys the hashes of opt-out lists and
never changes.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import overload

from cryptography.fernet import Fernet

from filon.config.env import LEAST_KEY_BYTES
from filon.config.words import InvalidEnvironment, either


def kept(path: Path, make: Callable[[], str]) -> str:
    """The content of a key file; written with `make()` when there is none, and the first of two writers wins."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _draft(path, make())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its key is the key
    finally:
        draft.unlink()
    return path.read_text().strip()


def session_key(folder: Path) -> str:
    """Signs sessions, links and forms."""
    return _long(folder / "sessions")


def fingerprint_key(folder: Path) -> str:
    """Keys the hashes of addresses that must be remembered without being kept."""
    return _long(folder / "fingerprints")


def _long(path: Path) -> str:
    """The key of this file; `InvalidEnvironment` for one that was cut off or typed by hand."""
    key = kept(path, lambda: secrets.token_urlsafe(48))
    if len(key.encode()) < LEAST_KEY_BYTES:
        raise InvalidEnvironment(
            either(
                fr=f"La clé {path} est trop courte : au moins {LEAST_KEY_BYTES} octets. Remettez celle de la "
                "sauvegarde.",
                en=f"The key {path} is too short: at least {LEAST_KEY_BYTES} bytes. Put the one of your backup back.",
            )
        )
    return key


class KeyRing(Sequence[str]):
    """The Fernet keys of a file, newest first; read again when the file changes, so a rotation needs no restart."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._version = (0, 0)
        self._keys: tuple[str, ...] = ()

    def _current(self) -> tuple[str, ...]:
        try:
            seen = self.path.stat()
        except FileNotFoundError:
            kept(self.path, lambda: Fernet.generate_key().decode())
            seen = self.path.stat()
        version = (seen.st_mtime_ns, seen.st_ino)
        if version != self._version:
            self._keys, self._version = tuple(self.path.read_text().split()), version
        return self._keys

    def put_in_front(self) -> str:
        """Add a new key that encrypts from now on; the others still decrypt."""
        fresh = Fernet.generate_key().decode()
        self._replace((fresh, *self._current()))
        return fresh

    def keep_newest(self) -> int:
        """Forget every key but the newest, once nothing is encrypted with them; return how many went."""
        keys = self._current()
        self._replace(keys[:1])
        return len(keys) - 1

    def _replace(self, keys: tuple[str, ...]) -> None:
        _draft(self.path, "\n".join(keys)).replace(self.path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._current())

    def __len__(self) -> int:
        return len(self._current())

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        return self._current()[index]


def _draft(path: Path, content: str) -> Path:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(content + "\n")
        file.flush()
        os.fsync(file.fileno())
    return draft
