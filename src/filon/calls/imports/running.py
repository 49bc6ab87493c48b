"""The long work of an import: its numbers enter the campaign, are paid for and are planned."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from filon.calls.imports.checking import Line
from filon.calls.imports.entering import as_prospects
from filon.calls.imports.limits import BATCH
from filon.calls.imports.models import ProspectImport
from filon.calls.models import CallCampaign
from filon.calls.operations.prospects import add_prospects
from filon.crm.imports.strict.states import ImportState
from filon.kernel import live
from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace
from filon.tenants import queries as tenants
from filon.tenants.clock import clock_for

logger = logging.getLogger(__name__)


def let_in(import_id: UUID) -> None:
    """One transaction a batch, which counts itself: whatever happens, a row enters and is paid for once.

    An import that cannot go on says why on its page. A database that is away is waited for instead.
    """
    with translation.override(tenants.workspace(current_workspace()).language):
        try:
            while _one_batch(import_id):
                pass
        except OperationalError:
            raise
        except Exception:
            logger.exception("import %s failed", import_id)
            sentence = _(
                "Une erreur imprévue a interrompu l’import. Ce qui était fait est gardé : importez de nouveau le "
                "fichier, ce qui est déjà dans la campagne n’est pas compté deux fois."
            )
            running = ProspectImport.objects.filter(id=import_id, state=ImportState.RUNNING)
            running.update(state=ImportState.FAILED, failure=sentence)


def _one_batch(import_id: UUID) -> bool:
    """True while there is more. Credits that ran out end the import with a sentence; what is in stays in.

    The campaign is locked before its import, as when it is deleted.
    """
    now = clock_for(tenants.workspace(current_workspace())).now()
    with transaction.atomic():
        campaigns = ProspectImport.objects.filter(id=import_id).values("campaign_id")
        CallCampaign.objects.select_for_update(no_key=True).filter(id__in=campaigns).first()
        import_ = ProspectImport.objects.select_for_update(of=("self",)).filter(id=import_id).first()
        if import_ is None or import_.state != ImportState.RUNNING:
            return False
        lines = [Line(*each) for each in import_.entries[import_.done : import_.done + BATCH]]
        try:
            with transaction.atomic():
                import_.created += _add(import_, lines, now=now)
        except Refused as no:
            import_.state, import_.failure = ImportState.FAILED, no.message
        else:
            import_.done += len(lines)
        if import_.done >= import_.accepted and import_.state == ImportState.RUNNING:
            import_.state, import_.entries, import_.finished_at = ImportState.DONE, [], now
        import_.save()
        live.notify(import_.workspace_id, "call-import", id=import_.id)
        return import_.state == ImportState.RUNNING


def _add(import_: ProspectImport, lines: Sequence[Line], *, now: datetime) -> int:
    """How many numbers entered the campaign."""
    reference = f"{import_.id}:{import_.done}"
    rows = as_prospects(lines)
    by = import_.created_by_id
    return add_prospects(import_.campaign_id, rows, reference=reference, now=now, actor_id=by).added
