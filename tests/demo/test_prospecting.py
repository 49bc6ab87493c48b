from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from filon.alerts.models import AlertRule
from filon.alerts.standing import missing_fields
from filon.demo.operations.prospecting import add_routine
from filon.demo.operations.sample import ensure_sample
from filon.demo.sirene.sample import load
from filon.kernel.clock import VirtualClock
from filon.kernel.tenancy import scope
from filon.market.engine import Market
from filon.market.models import Routine, RoutineScore
from filon.market.operations import refresh


@pytest.mark.django_db
def test_the_sample_has_a_flow_that_finds_companies_and_completes_its_rule(
    settings: Settings, tmp_path: Path, clock: VirtualClock
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    snapshot = load(size=2_000, clock=clock)
    workspace = ensure_sample(now=clock.now())
    with scope(workspace.id):
        assert add_routine(workspace, codes=snapshot.codes, now=clock.now()) is True
        assert add_routine(workspace, codes=snapshot.codes, now=clock.now()) is False
        routine = Routine.objects.get()
        refresh(routine.id, market=Market(snapshot), now=clock.now())
        scores = set(RoutineScore.objects.filter(routine=routine).values_list("raw", flat=True))
        assert {40, 70} <= scores
        rule = AlertRule.objects.get()
        told = rule.recipients.values_list("user_id", flat=True)
        assert (rule.routine_id, missing_fields(rule, recipients=told)) == (routine.id, ())
