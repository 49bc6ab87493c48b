"""Phone campaigns: made, changed, started, paused, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from django.utils.translation import gettext as _

from filon.actions.models import Action
from filon.actions.operations import cancel_for, reschedule
from filon.actions.policy import Reason
from filon.actions.states import State
from filon.billing.operations import Movement, refund
from filon.billing.queries import used_for
from filon.calls import callers, claims, recordings
from filon.calls.events import CallCampaignActivated, CallCampaignPaused
from filon.calls.full.models import Extract
from filon.calls.full.readiness import check_speech
from filon.calls.models import (
    ATTEMPTS,
    DELAY_HOURS,
    MAX_ATTEMPTS,
    SIMULTANEOUS,
    SLOTS,
    TIME_ZONE,
    WORKING_DAYS,
    Attempt,
    CallCampaign,
    Trunk,
)
from filon.calls.operations.ending import OPEN, end, is_over, settle_used_up
from filon.calls.operations.refusing import reopen
from filon.calls.planning import lane_of
from filon.calls.queries.settings import default_weights
from filon.calls.reachability import weights_of
from filon.calls.schedule import are_slots
from filon.calls.states import CampaignState, ProspectState, Scenario, TrunkKind
from filon.calls.webhook import endpoint_of
from filon.kernel import live
from filon.kernel.errors import Refused
from filon.timeline.events import publish
from filon.timeline.webhooks import addresses
from filon.voice.speaker import can_speak

LONGEST_DELAY_H = 24 * 14
MOST_SIMULTANEOUS = 500
LONGEST_CALLER, LONGEST_PURPOSE = 120, 200


@dataclass(frozen=True, kw_only=True)
class CampaignFields:
    """What a user says of a campaign (ST-22…31); the defaults are the recommended ones (A-ST-8).

    ``scenario`` is chosen once (ST-15): a change of the others leaves it as it is.
    """

    name: str
    scenario: str = Scenario.LIGHT
    trunk_id: UUID | None = None
    attempts: int = ATTEMPTS
    delay_hours: int = DELAY_HOURS
    days: tuple[int, ...] = WORKING_DAYS
    slots: tuple[tuple[int, int], ...] = SLOTS
    time_zone: str = TIME_ZONE
    skip_holidays: bool = True
    simultaneous: int = SIMULTANEOUS
    retry_voicemail: bool = True
    retry_ivr: bool = True
    caller: str = ""
    webhook_url: str = ""
    probe_text: str = ""
    caller_name: str = ""
    purpose: str = ""
    ask_email: bool = True
    weights: Mapping[str, Any] = field(default_factory=dict)
    practice: bool = False

    def checked(self) -> dict[str, Any]:
        """The values to keep. Raises Refused for the first one that cannot be."""
        for ok, name, sentence in self._rules():
            if not ok:
                raise Refused(sentence, field=name, code=name)
        _check_trunk(self)
        _check_webhook(self.webhook_url)
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        slots, days = [list(slot) for slot in self.slots], sorted(set(self.days))
        words = {name: getattr(self, name).strip() for name in ("name", "probe_text", "caller_name", "purpose")}
        return {**plain, **words, "slots": slots, "days": days, "weights": dict(self.weights)}

    def _rules(self) -> list[tuple[bool, str, str]]:
        return [
            (0 < len(self.name.strip()) <= 120, "name", _("Donnez un nom à la campagne, de 120 caractères au plus.")),
            (1 <= self.attempts <= MAX_ATTEMPTS, "attempts", _("Choisissez de une à trois tentatives.")),
            (1 <= self.delay_hours <= LONGEST_DELAY_H, "delay_hours", _("Choisissez un délai d’une heure à 14 jours.")),
            (bool(self.days) and set(self.days) <= set(range(7)), "days", _("Choisissez au moins un jour d’appel.")),
            (are_slots(self.slots), "slots", _("Les tranches horaires doivent se suivre, sans se chevaucher.")),
            (_is_zone(self.time_zone), "time_zone", _("Ce fuseau horaire n’existe pas.")),
            (
                1 <= self.simultaneous <= MOST_SIMULTANEOUS,
                "simultaneous",
                _("Choisissez de 1 à 500 appels simultanés."),
            ),
            (
                callers.says_it_is_automatic(self.probe_text),
                "probe_text",
                _("La phrase doit dire que l’appel est automatique : la loi le demande dès les premiers mots."),
            ),
            (
                not self.probe_text.strip() or can_speak(),
                "probe_text",
                _("Cette installation n’a pas de voix de synthèse (espeak-ng) : laissez la phrase vide."),
            ),
            (self.scenario in Scenario.values, "scenario", _("Choisissez un scénario : Light ou Full.")),
            (len(self.caller_name.strip()) <= LONGEST_CALLER, "caller_name", _("Ce nom est trop long.")),
            (len(self.purpose.strip()) <= LONGEST_PURPOSE, "purpose", _("Cette phrase est trop longue.")),
            (_are_weights(self.weights), "weights", _("Ces poids du score ne peuvent pas être utilisés.")),
        ]


def create_campaign(fields: CampaignFields, *, now: datetime, owner_id: int | None = None) -> CallCampaign:
    """A new campaign; it is paused (ST-40). Its score starts from the workspace's weights. Raises Refused."""
    values = fields.checked()
    values["weights"] = values["weights"] or default_weights()
    with transaction.atomic():
        campaign = CallCampaign.objects.create(owner_id=owner_id, created_at=now, updated_at=now, **values)
        endpoint_of(campaign, now=now)
    return campaign


def change_campaign(campaign_id: UUID, fields: CampaignFields, *, now: datetime) -> CallCampaign:
    """Other settings from the next call on; rows that were called as often as is allowed now get their last word.

    Raises Refused.
    """
    values = fields.checked()
    del values["scenario"]
    with transaction.atomic():
        campaign = locked(campaign_id)
        before = lane_of(campaign)
        for name, value in values.items():
            setattr(campaign, name, value)
        campaign.updated_at = now
        if campaign.state == CampaignState.RUNNING and campaign.trunk_id:
            check_speech(campaign, Trunk.objects.get(id=campaign.trunk_id))
        campaign.save()
        endpoint_of(campaign, now=now)
        if lane_of(campaign) != before:
            _move(campaign)
        reopen(campaign.prospects.all(), codes=["no_sending_day", "attempts_used"], now=now)
        settle_used_up(campaign, now=now)
    return campaign


def activate(campaign_id: UUID, *, now: datetime, actor_id: int | None = None) -> CallCampaign:
    """Start to call, or go on (ST-40). A finished attempt is never repeated (ST-95). One that was paused while its last
    calls were up has ended with them. Raises Refused."""
    with transaction.atomic():
        campaign = locked(campaign_id)
        if campaign.state == CampaignState.RUNNING:
            return campaign
        if campaign.trunk is None:
            raise Refused(_("Choisissez d’abord la ligne téléphonique de la campagne."), field="trunk", code="trunk")
        check_speech(campaign, campaign.trunk)
        if campaign.prospects.exists() and end(campaign, now=now):
            return campaign
        if not campaign.prospects.filter(state__in=OPEN).exists():
            raise Refused(_("Aucun numéro n’est à appeler : importez-en d’abord."), code="nothing_to_call")
        campaign.state, campaign.finished_at, campaign.alarm = CampaignState.RUNNING, None, {}
        campaign.started_at = campaign.started_at or now
        campaign.save(update_fields=["state", "started_at", "finished_at", "alarm"])
        publish(CallCampaignActivated(), at=now, origin_id=campaign.id, actor_id=actor_id)
        _tell(campaign)
    return campaign


def pause(campaign_id: UUID, *, now: datetime, actor_id: int | None = None) -> CallCampaign:
    """Begin no call any more, from this moment on; calls that are up end as they would (ST-95)."""
    with transaction.atomic():
        campaign = CallCampaign.objects.select_related("trunk").get(id=campaign_id)
        if campaign.trunk_id:
            claims.wait_for_turn(campaign.trunk_id)
        campaign = locked(campaign_id)
        if campaign.state != CampaignState.RUNNING:
            return campaign
        campaign.state, campaign.paused_at = CampaignState.PAUSED, now
        campaign.save(update_fields=["state", "paused_at"])
        publish(CallCampaignPaused(), at=now, origin_id=campaign.id, actor_id=actor_id)
        _tell(campaign)
    return campaign


def delete(campaign_id: UUID, *, now: datetime, actor_id: int | None = None) -> int:
    """Delete it with its rows and recordings. Before its start what it cost is paid back (A-ST-16); answers how many
    credits. Raises Refused while it runs or a call is up."""
    with transaction.atomic():
        campaign = locked(campaign_id)
        if campaign.state == CampaignState.RUNNING or campaign.prospects.filter(state=ProspectState.CALLING).exists():
            raise Refused(_("Mettez la campagne en pause et attendez la fin des appels."), code="running")
        credits_back = 0
        if campaign.started_at is None:
            credits_back = used_for(campaign.id)
            movement = Movement(
                amount=credits_back,
                reason="calls.deleted",
                reference=f"calls:{campaign.id}:deleted",
                origin_id=campaign.id,
                actor_id=actor_id,
            )
            refund(movement, now=now)
        _forget_planned(campaign, now=now)
        recordings.erase_on_commit(Attempt.objects.filter(campaign=campaign))
        recordings.erase_on_commit(Extract.objects.filter(row__campaign=campaign))
        campaign.delete()
    return credits_back


def finish_campaigns(*, now: datetime) -> int:
    """End the running campaigns of which every row has its last word (A-ST-17). How many."""
    ended = 0
    for campaign in CallCampaign.objects.filter(state=CampaignState.RUNNING):
        if not is_over(campaign):
            continue
        with suppress(Refused), transaction.atomic():  # deleted meanwhile
            ended += end(locked(campaign.id), now=now)  # looked at again: rows may have been added meanwhile
    return ended


def locked(campaign_id: UUID) -> CallCampaign:
    """The campaign, for this transaction alone to change. Raises Refused when it is gone."""
    rows = CallCampaign.objects.select_for_update(of=("self",), no_key=True).select_related("trunk")
    found = rows.filter(id=campaign_id).first()
    if found is None:
        raise Refused(_("Cette campagne n’existe plus."), code="gone")
    return found


def _move(campaign: CallCampaign) -> None:
    """What is planned goes through the new trunk."""
    planned = Action.objects.filter(origin_id=campaign.id, state=State.PLANNED).values_list("id", "wanted_at")
    reschedule((action_id, lane_of(campaign), at) for action_id, at in planned)


def _forget_planned(campaign: CallCampaign, *, now: datetime) -> None:
    cancel_for(reason=Reason("by_user"), now=now, origin_id=campaign.id)


def _tell(campaign: CallCampaign) -> None:
    live.notify(campaign.workspace_id, "calls", id=campaign.id)


def _check_trunk(fields: CampaignFields) -> None:
    trunk = Trunk.objects.filter(id=fields.trunk_id).first() if fields.trunk_id else None
    if fields.trunk_id and trunk is None:
        raise Refused(_("Cette ligne téléphonique n’existe plus."), field="trunk", code="trunk")
    if fields.practice and trunk and trunk.kind != TrunkKind.PRACTICE:
        raise Refused(_("Un entraînement n’appelle que les standards d’entraînement."), field="trunk", code="trunk")
    if fields.caller and trunk and not callers.is_allowed(fields.caller, kind=trunk.kind):
        raise Refused(
            _("Un appel automatique doit afficher un numéro réservé à cet usage, comme 01 62 ou 09 48."),
            field="caller",
            code="caller",
        )


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _check_webhook(url: str) -> None:
    try:
        if url:
            addresses.checked(url)
    except Refused as refusal:
        raise Refused(refusal.message, field="webhook_url", code=refusal.code) from None


def _are_weights(stored: Mapping[str, Any]) -> bool:
    try:
        weights_of(stored)
    except (ValueError, TypeError):
        return False
    return True
