"""How the events of imports are told on a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from filon.crm.imports import events
from filon.timeline.sentences import sentence


@sentence(events.ImportDone.kind, icon="upload", tone="good")
def done(data: Mapping[str, Any]) -> str:
    return _("Fichier « %(name)s » importé : %(created)s contacts ajoutés, %(updated)s complétés") % data


@sentence(events.ImportReverted.kind, icon="undo-2", tone="warning")
def reverted(data: Mapping[str, Any]) -> str:
    counts = {"companies": 0, "given_back": 0, **data}
    return (
        _(
            "Import de « %(name)s » annulé : %(deleted)s contacts et %(companies)s sociétés retirés, "
            "%(given_back)s fiches remises comme avant, %(kept)s contacts gardés"
        )
        % counts
    )
