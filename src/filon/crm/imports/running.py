"""Imports at work: check a file, then write it batch by batch.

A batch is one transaction that also moves ``rows_done`` on. A job that was killed, or that runs twice at a time, sees
in ``rows_done`` which batches are settled and leaves them alone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from filon.crm.imports.batches import batches_of, opened, screen
from filon.crm.imports.counting import Tally
from filon.crm.imports.events import ImportDone
from filon.crm.imports.matching import known_contacts
from filon.crm.imports.new_contacts import Origin
from filon.crm.imports.records import Accepted, Outcome
from filon.crm.imports.writing import write
from filon.crm.models import Import, ImportProblem
from filon.crm.states import ImportState
from filon.kernel import live
from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace
from filon.tenants import queries as tenants
from filon.tenants.clock import clock_for
from filon.timeline.events import publish

logger = logging.getLogger(__name__)

RACES_LOST = 3
"""How often a batch is tried again after somebody else wrote one of its people first."""


def check_file(import_id: UUID) -> None:
    """Read every row and keep what would become of it: counts and problems. Has no effect on contacts."""
    import_ = Import.objects.get(id=import_id)
    if import_.state != ImportState.UPLOADED:
        return
    tally = Tally()
    with failures_told(import_id), opened(import_) as table:
        for batch in batches_of(import_, table):
            rows = screen(batch)
            tally.add(rows, known=_count_known(rows))
            _show_progress(import_id, rows_read=tally.rows)
        _settle_check(import_, tally)


def write_file(import_id: UUID) -> None:
    """Write the accepted rows, from where an earlier run stopped, then say that the import is done."""
    import_ = Import.objects.get(id=import_id)
    if import_.state != ImportState.RUNNING:
        return
    settled, seen = import_.rows_done, 0
    with failures_told(import_id), opened(import_) as table:
        for batch in batches_of(import_, table):
            seen += len(batch)
            if seen > settled:
                settled = _write_batch(import_id, batch, upto=seen)
        _finish(import_id, rows=seen)


@contextmanager
def failures_told(import_id: UUID) -> Iterator[None]:
    """An import that cannot go on says why on its page. A database that is away is waited for instead.

    Everything is said in the language of who brought the file.
    """
    with translation.override(_language_of(import_id)):
        try:
            yield
        except OperationalError:
            raise
        except Refused as refusal:
            _fail(import_id, refusal.message)
        except Exception:
            logger.exception("import %s failed", import_id)
            _fail(import_id, _("Une erreur imprévue a interrompu l’import. Ce qui était fait est gardé ; reprenez-le."))


def moment() -> datetime:
    """Now, by the clock of the open workspace."""
    return clock_for(tenants.workspace(current_workspace())).now()


def _language_of(import_id: UUID) -> str:
    brought_by = Import.objects.filter(id=import_id).values_list("created_by__language", flat=True).first()
    return brought_by or tenants.workspace(current_workspace()).language


def _count_known(rows: list[Outcome]) -> int:
    accepted = [row for row in rows if isinstance(row, Accepted)]
    return sum(contact is not None for contact in known_contacts(accepted, import_id=None, lock=False))


def _show_progress(import_id: UUID, *, rows_read: int) -> None:
    Import.objects.filter(id=import_id, state=ImportState.UPLOADED).update(rows_done=rows_read)
    live.notify(current_workspace(), "import", id=import_id)


def _settle_check(import_: Import, tally: Tally) -> None:
    """Keep the result, unless the columns were mapped anew meanwhile: then another check is on its way."""
    with transaction.atomic():
        now_stored = Import.objects.select_for_update(of=("self",)).get(id=import_.id)
        if now_stored.state != ImportState.UPLOADED or now_stored.mapping != import_.mapping:
            return
        ImportProblem.objects.filter(of_import=import_).delete()
        ImportProblem.objects.bulk_create(tally.problem_rows(import_), batch_size=1_000)
        for name, value in tally.counts().items():
            setattr(now_stored, name, value)
        now_stored.state = ImportState.CHECKED
        now_stored.save()
        live.notify(current_workspace(), "import", id=import_.id)


def _write_batch(import_id: UUID, batch: list[Outcome], *, upto: int) -> int:
    """Write rows up to the ``upto``-th of the file; answer how many are settled."""
    for attempt in range(RACES_LOST):
        try:
            with transaction.atomic():
                return _write_locked(import_id, batch, upto=upto)
        except IntegrityError:  # a contact of this batch was written by somebody else since it was looked for
            if attempt == RACES_LOST - 1:
                raise
    raise AssertionError("unreachable")


def _hurry() -> None:
    """Do not wait for the disk at the end of this transaction.

    A power cut may then take the last batches, whole and together with their count in ``rows_done``: the job, which has
    not ended, writes them again. The end of the import waits, and everything before it is on the disk then.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local synchronous_commit = off")


def _write_locked(import_id: UUID, batch: list[Outcome], *, upto: int) -> int:
    import_ = Import.objects.select_for_update(of=("self",)).defer("mapping", "layout").get(id=import_id)
    left = upto - import_.rows_done
    if import_.state != ImportState.RUNNING or left <= 0:
        return import_.rows_done
    _hurry()
    rows = screen(batch[-left:])
    origin = Origin(import_id=import_.id, name=import_.name, now=moment(), by=import_.created_by_id)
    written = write([row for row in rows if isinstance(row, Accepted)], origin=origin)
    tally = Tally()
    tally.add(rows, known=written.updated)
    for name, value in tally.counts().items():
        if name != "rows":
            setattr(import_, name, getattr(import_, name) + value)
    import_.save(update_fields=["rows_done", "created", "updated", "duplicates", "refused"])
    live.notify(current_workspace(), "import", id=import_id)
    return import_.rows_done


def _finish(import_id: UUID, *, rows: int) -> None:
    with transaction.atomic():
        import_ = Import.objects.select_for_update(of=("self",)).get(id=import_id)
        if import_.state != ImportState.RUNNING or import_.rows_done < rows:
            return
        import_.state, import_.rows, import_.finished_at = ImportState.DONE, rows, moment()
        import_.save(update_fields=["state", "rows", "finished_at"])
        counts = {name: getattr(import_, name) for name in ("created", "updated", "duplicates", "refused")}
        event = ImportDone(import_id=import_.id, name=import_.name, **counts)
        publish(event, at=import_.finished_at, actor_id=import_.created_by_id)
        live.notify(current_workspace(), "import", id=import_id)
        live.notify(current_workspace(), "contact")


def _fail(import_id: UUID, sentence: str) -> None:
    running = [ImportState.UPLOADED, ImportState.RUNNING]
    Import.objects.filter(id=import_id, state__in=running).update(state=ImportState.FAILED, failure=sentence)
    live.notify(current_workspace(), "import", id=import_id)
