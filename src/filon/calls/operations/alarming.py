"""The alarm: a campaign, or a line, of which too many calls are refused stops before its number is blocked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from filon.actions.policy import ALARM_CALLS, burns_the_number
from filon.calls.events import CallCampaignAlarmed
from filon.calls.models import Attempt, CallCampaign
from filon.calls.operations import trunks
from filon.calls.states import AttemptState, CampaignState
from filon.kernel import live
from filon.kernel.tenancy import current_workspace
from filon.tenants.models import Workspace
from filon.timeline.events import publish
from filon.voice.causes import Outcome as Cause


def watch(attempt: Attempt, *, now: datetime) -> None:
    """A call was refused: pause its campaign and its line where the policy says that too many were.

    Counted since each was paused last, so that whoever lets them begin again is heard. Claims that are under way are
    not waited for: a few calls more may leave.
    """
    campaign = CallCampaign.objects.select_related("trunk").get(id=attempt.campaign_id)
    calls, refused = _last(Attempt.objects.filter(campaign=campaign), since=campaign.paused_at)
    if burns_the_number(calls=calls, refused=refused):
        _pause(campaign, calls=calls, refused=refused, now=now)
    trunk = campaign.trunk if campaign.trunk_id == attempt.trunk_id else attempt.trunk
    if trunk is None:
        return
    calls, refused = _last(Attempt.objects.filter(trunk=trunk), since=trunk.checked_at)
    if burns_the_number(calls=calls, refused=refused):
        trunks.give_up(trunk.id, reason=_sentence(calls=calls, refused=refused), now=now)


def _last(attempts: QuerySet[Attempt], *, since: datetime | None) -> tuple[int, int]:
    """(calls, refused) among the last that reached the other side and are over."""
    over = attempts.filter(state=AttemptState.OVER, counted=True)
    if since is not None:
        over = over.filter(placed_at__gt=since)
    ends = list(over.order_by("-placed_at").values_list("outcome", flat=True)[:ALARM_CALLS])
    return len(ends), ends.count(Cause.REFUSED)


def _pause(campaign: CallCampaign, *, calls: int, refused: int, now: datetime) -> None:
    alarm = {"calls": calls, "refused": refused}
    with transaction.atomic():
        running = CallCampaign.objects.filter(id=campaign.id, state=CampaignState.RUNNING)
        if running.update(state=CampaignState.PAUSED, paused_at=now, alarm=alarm):
            publish(CallCampaignAlarmed(**alarm), at=now, origin_id=campaign.id)
            live.notify(campaign.workspace_id, "calls", id=campaign.id)


def _sentence(*, calls: int, refused: int) -> str:
    """What the line keeps as the reason of its pause, in the language of the workspace."""
    language = Workspace.objects.values_list("language", flat=True).get(id=current_workspace())
    with translation.override(language):
        return _("%(refused)s des %(calls)s derniers appels ont été refusés : vérifiez le numéro présenté.") % {
            "refused": refused,
            "calls": calls,
        }
