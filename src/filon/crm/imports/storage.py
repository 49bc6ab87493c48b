"""The uploaded files: kept privately, under names that say nothing, for as long as they serve."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.core.files.base import File
from django.utils.translation import gettext as _

from filon.crm.imports.limits import MAX_FILE_BYTES
from filon.crm.models import Import
from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7

KEPT_FOR = timedelta(days=30)
"""After its end an import keeps its file this long, for the list of refused rows; then the file goes."""

KNOWN_SUFFIXES = {".csv", ".tsv", ".txt", ".xlsx"}


def keep(import_: Import, content: File[bytes]) -> None:
    """Store an uploaded file. Raises Refused when it is empty or too big."""
    size = content.size or 0
    if not size:
        raise Refused(_("Ce fichier est vide."), field="file")
    if size > MAX_FILE_BYTES:
        raise Refused(
            _("Ce fichier dépasse %(limit)s Mo. Importez-le en plusieurs fois.") % {"limit": MAX_FILE_BYTES >> 20},
            field="file",
        )
    suffix = Path(content.name or "").suffix.lower()
    import_.file.save(f"{uuid7().hex}{suffix if suffix in KNOWN_SUFFIXES else ''}", content, save=False)


def forget(import_: Import) -> None:
    """Remove the file; the import and what it brought stay."""
    if import_.file:
        import_.file.delete(save=False)


@contextmanager
def local_path(import_: Import) -> Iterator[Path]:
    """The file as a path of this machine, copied here when the storage is elsewhere. Raises Refused when it is gone."""
    try:
        path = Path(import_.file.path)
    except ValueError:
        raise _gone() from None
    except NotImplementedError:  # how Django says that a storage has no files on this machine
        with tempfile.NamedTemporaryFile() as copy, import_.file.open("rb") as stored:
            shutil.copyfileobj(stored, copy)
            copy.flush()
            yield Path(copy.name)
        return
    if not path.exists():
        raise _gone()
    yield path


def _gone() -> Refused:
    return Refused(_("Le fichier de cet import n’est plus là. Déposez-le à nouveau."), field="file", code="file_gone")
