"""The last test of each line."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.calls.trials.states import TrialState
from filon.kernel.tenancy import TenantModel


class TrunkTrial(TenantModel):
    """One row a line, started over by the next test. ``run`` tells one start from another, for a job that comes late.

    ``steps`` are ``{"check", "ok", "code", "said"}`` in the order of ``voice.probe.Check``; ``fault`` is why there are
    none, a code of ``wording``. ``former`` is the last one that came to an end before, ``{"number", "steps", "fault",
    "finished_at"}``, empty when there was none. ``given_up_at`` (machine time) is when a test that says no more counts
    as lost.
    """

    trunk = models.ForeignKey("calls.Trunk", on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=20)
    run = models.UUIDField()
    state = models.CharField(max_length=7, choices=TrialState.choices, default=TrialState.WAITING)
    steps = models.JSONField(default=list)
    fault = models.CharField(max_length=20, blank=True)
    started_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField()
    given_up_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    former = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["trunk"], name="one_trial_per_trunk")]
