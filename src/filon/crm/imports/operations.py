"""What a user does with an import: drop a file, correct the columns, let it in, take it back.

uploaded → checked → running → done → reverted, and failed from any of the first three. The long work is in ``running``.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from filon.crm.imports import jobs, storage
from filon.crm.imports.columns import as_json, can_identify, chosen, from_json, guess_columns
from filon.crm.imports.fields import Field
from filon.crm.imports.reading import open_table
from filon.crm.models import Import, ImportProblem
from filon.crm.states import ImportState
from filon.kernel.errors import Conflict, Refused

LONGEST_NAME = 200


def upload(content: File[bytes], *, name: str, now: datetime, by: int | None = None) -> Import:
    """Keep a file, guess its columns and have it checked by a job (ST-35).

    Raises Refused at once for a file that cannot be read at all, and nothing is kept.
    """
    import_ = Import(name=_shown_name(name), created_at=now, created_by_id=by)
    storage.keep(import_, content)
    try:
        with storage.local_path(import_) as path:
            table = open_table(path)
            import_.layout = table.layout.as_json()
            import_.mapping = as_json(guess_columns(table))
        with transaction.atomic():
            import_.save()
            jobs.check.defer(import_id=import_.id)
    except BaseException:
        storage.forget(import_)
        raise
    return import_


def map_columns(import_id: UUID, fields: dict[int, str]) -> Import:
    """Take the user's word for where each column goes and check again. ``fields``: field by index, "" for custom data.

    Raises Refused for an unknown field or when no column could tell who a row is about.
    """
    if unknown := set(fields.values()) - {"", *Field}:
        raise Refused(_("Champ inconnu : %(field)s.") % {"field": min(unknown)}, field="columns")
    with transaction.atomic():
        import_ = _locked(import_id, ImportState.CHECKED, ImportState.UPLOADED)
        columns = chosen(from_json(import_.mapping), fields=fields)
        if not can_identify(columns):
            raise Refused(
                _("Indiquez au moins la colonne de l’e-mail, du téléphone ou du nom."),
                field="columns",
                code="no_identity",
            )
        import_.mapping = as_json(columns)
        _start_over(import_, state=ImportState.UPLOADED)
        jobs.check.defer(import_id=import_.id)
    return import_


def start(import_id: UUID, *, ignore_errors: bool) -> Import:
    """[Importer], or [Ignorer et importer] with ``ignore_errors`` (ST-38, ST-39): rows in error stay out.

    Raises Refused while there are errors that the user has not chosen to ignore, or when nothing would come in.
    """
    with transaction.atomic():
        import_ = _locked(import_id, ImportState.CHECKED)
        if import_.refused and not ignore_errors:
            raise Refused(
                _("Des lignes comportent des erreurs. Corrigez le fichier, ou choisissez « Ignorer et importer »."),
                code="errors_left",
            )
        if import_.created + import_.updated == 0:
            raise Refused(_("Aucune ligne de ce fichier ne peut être importée."), code="nothing_to_import")
        import_.ignore_errors = ignore_errors
        import_.rows_done = import_.created = import_.updated = import_.duplicates = import_.refused = 0
        import_.state = ImportState.RUNNING
        import_.save()
        jobs.run.defer(import_id=import_.id)
    return import_


def resume(import_id: UUID) -> Import:
    """Go on with an import that failed half-way, from the first row that is not settled."""
    with transaction.atomic():
        import_ = _locked(import_id, ImportState.FAILED)
        if not import_.rows:
            raise Refused(_("Ce fichier n’a pas pu être lu. Déposez-le à nouveau après l’avoir corrigé."), field="file")
        import_.state, import_.failure = ImportState.RUNNING, ""
        import_.save(update_fields=["state", "failure"])
        jobs.run.defer(import_id=import_.id)
    return import_


def cancel(import_id: UUID) -> None:
    """Forget a file that was not let in."""
    with transaction.atomic():
        import_ = _locked(import_id, ImportState.CHECKED, ImportState.UPLOADED, ImportState.FAILED)
        import_.delete()
    storage.forget(import_)


def revert(import_id: UUID, *, by: int | None = None) -> Import:
    """Take an import back by a job: see ``reverting.take_back`` for what goes and what stays."""
    with transaction.atomic():
        import_ = _locked(import_id, ImportState.DONE)
        import_.state = ImportState.REVERTED
        import_.save(update_fields=["state"])
        jobs.take_back.defer(import_id=import_.id, by=by)
    return import_


def _locked(import_id: UUID, *states: ImportState) -> Import:
    """The import, held until the transaction ends. Raises Conflict when it is in none of ``states``."""
    import_ = Import.objects.select_for_update(of=("self",)).get(id=import_id)
    if import_.state not in states:
        raise Conflict(_("Cet import a déjà avancé. Rechargez la page pour voir où il en est."))
    return import_


def _start_over(import_: Import, *, state: ImportState) -> None:
    ImportProblem.objects.filter(of_import=import_).delete()
    import_.state = state
    import_.rows = import_.rows_done = import_.created = import_.updated = import_.duplicates = import_.refused = 0
    import_.failure = ""
    import_.save()


def _shown_name(name: str) -> str:
    """The name of the file as the user knows it, without folders."""
    last = name.replace("\\", "/").rpartition("/")[2].strip()
    return last[:LONGEST_NAME] or _("Fichier sans nom")
