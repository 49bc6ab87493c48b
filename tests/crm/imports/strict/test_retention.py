from __future__ import annotations

from datetime import timedelta

from tests.factories import make_call_campaign

from filon.calls.imports.models import ProspectImport
from filon.crm.imports.strict.retention import KEPT_FOR, forget_old_files
from filon.crm.imports.strict.states import ImportState
from filon.kernel.clock import VirtualClock
from filon.tenants.models import Workspace


def test_what_was_read_in_a_file_is_kept_for_a_month_and_no_longer(workspace: Workspace, clock: VirtualClock) -> None:
    campaign = make_call_campaign()
    refused = [{"row": 2, "cells": ["x"], "problems": []}]

    def make(state: str, *, days: int) -> ProspectImport:
        at = clock.now() - timedelta(days=days)
        return ProspectImport.objects.create(
            campaign=campaign, name="a.csv", state=state, refused=refused, created_at=at
        )

    month = KEPT_FOR.days
    old, young = make(ImportState.DONE, days=month + 1), make(ImportState.DONE, days=month - 1)
    waiting = make(ImportState.CHECKED, days=month + 1)
    assert forget_old_files(ProspectImport, now=clock.now()) == 2
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.refused, young.refused) == ([], refused)
    assert not ProspectImport.objects.filter(id=waiting.id).exists()
    assert forget_old_files(ProspectImport, now=clock.now()) == 0
