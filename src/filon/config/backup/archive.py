"""The archive: a tar of `manifest.json`, `database.dump` and `media/`. The keys are never in it.

Whoever finds it opens no mailbox and knows nobody of the opposition list. It says which keys it goes with, so that a
restore with others is refused before it has done harm.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from filon.config.run.layout import CannotRun
from filon.config.words import either

FORMAT = 1
MANIFEST, DUMP, MEDIA = "manifest.json", "database.dump", "media"


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """``schema`` is `config.schema.fingerprint()` of the database, "" when it was never migrated."""

    made_at: str
    schema: str
    secrets: list[str]
    fingerprints: str
    format: int = FORMAT


def mark_of(key: str) -> str:
    """What tells a key from another and tells nothing about it: keys are long and random."""
    return hashlib.sha256(b"filon key " + key.encode()).hexdigest()[:16]


def write(target: Path, *, manifest: Manifest, dump: Path, media: Path) -> None:
    """The archive, readable by its owner only, under its name once it is whole."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    with _private(draft) as file:
        try:
            with tarfile.open(fileobj=file, mode="w") as archive:
                _add(archive, MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
                archive.add(dump, DUMP, recursive=False)
                for each in sorted(path for path in media.rglob("*") if path.is_file()):
                    archive.add(each, f"{MEDIA}/{each.relative_to(media).as_posix()}", recursive=False)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            draft.unlink()
            raise
    draft.replace(target)


def read_manifest(source: Path) -> Manifest:
    """What the archive says of itself. Raises `CannotRun` for a file that is not one of ours, or cut off."""
    try:
        with tarfile.open(source) as archive:
            first = archive.next()
            content = archive.extractfile(first) if first and first.name == MANIFEST else None
            found = Manifest(**json.loads(content.read())) if content else None
    except (tarfile.TarError, ValueError, TypeError):
        found = None
    if found is None or found.format != FORMAT:
        raise CannotRun(
            either(fr=f"{source} n’est pas une sauvegarde de Filon.", en=f"{source} is not a backup of Filon.")
        )
    return found


def unpack(source: Path, folder: Path) -> None:
    """The dump and the media, as `folder/database.dump` and `folder/media/…`; nothing lands anywhere else.

    Raises `CannotRun` for an archive that was cut off.
    """
    (folder / MEDIA).mkdir(mode=0o700)
    try:
        with tarfile.open(source) as archive:
            for entry in archive:
                _unpack_one(archive, entry, folder)
    except (tarfile.TarError, EOFError) as cut:
        raise CannotRun(either(fr=f"{source} est incomplète : {cut}", en=f"{source} is incomplete: {cut}")) from cut


def _unpack_one(archive: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> None:
    parts = PurePosixPath(entry.name).parts
    wanted = entry.name == DUMP or (parts[0] == MEDIA and ".." not in parts)
    content = archive.extractfile(entry) if entry.isreg() and wanted else None
    if content is None:
        return
    path = folder.joinpath(*parts)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _private(path) as file:
        shutil.copyfileobj(content, file)


def check_keys(manifest: Manifest, *, secrets: Sequence[str], fingerprints: str) -> None:
    """Raise `CannotRun` when the keys of this installation are not those that the archive goes with."""
    known = {mark_of(key) for key in secrets}
    if manifest.fingerprints == mark_of(fingerprints) and known.issuperset(manifest.secrets):
        return
    raise CannotRun(
        either(
            fr="Les clés de cette installation ne sont pas celles de la sauvegarde : les mots de passe enregistrés "
            "et la liste d’opposition ne s’y liraient plus.\nRemettez d’abord le dossier keys/ de l’époque (ou les "
            "variables FILON_SECRET_KEYS et FILON_FINGERPRINT_KEY) ; sans lui : --other-keys.",
            en="The keys of this installation are not those of the backup: stored passwords and the opposition list "
            "would not be readable.\nPut the folder keys/ of that time back first (or the variables "
            "FILON_SECRET_KEYS and FILON_FINGERPRINT_KEY); without it: --other-keys.",
        )
    )


def _private(path: Path) -> BinaryIO:
    """A new file that nobody else reads, at no moment."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = len(content), 0o600, int(time.time())
    archive.addfile(entry, io.BytesIO(content))
