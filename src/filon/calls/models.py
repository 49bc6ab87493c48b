"""Trunks, phone campaigns, the numbers they call, and every call that was placed."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from filon.calls.states import (
    LIVE,
    AttemptState,
    CampaignState,
    Level,
    Nature,
    ProspectState,
    Scenario,
    Status,
    TrunkKind,
    TrunkState,
)
from filon.kernel.secrets import EncryptedTextField
from filon.kernel.tenancy import TenantModel

MAX_ATTEMPTS = 3
"""ST-23, ST-87: nobody is called a fourth time."""
ATTEMPTS = 3
DELAY_HOURS = 2
SLOTS = ((9, 12), (14, 18))
WORKING_DAYS = (0, 1, 2, 3, 4)
TIME_ZONE = "Europe/Paris"
SIMULTANEOUS = 5
"""A-ST-8 and ST-31: what a new campaign proposes."""
MAX_CONCURRENT = 30
CALLS_PER_SECOND = 5.0
MAX_CALL_S = 120
RECORDING_DAYS = 30
"""How long the decisive seconds of a call are kept unless a workspace says otherwise (compliance, §4.4)."""


def working_days() -> list[int]:
    return list(WORKING_DAYS)


def office_slots() -> list[list[int]]:
    return [list(slot) for slot in SLOTS]


def codec_names() -> list[str]:
    return ["PCMA", "PCMU"]


class Trunk(TenantModel):
    """A telephone operator's access. ``caller`` is the number shown, ``next_dial_at`` (machine time) keeps its pace.

    ``extra_networks`` are further networks (CIDR) that signalling and audio may go to; ``domain`` empty means ``host``.
    """

    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=TrunkKind.choices, default=TrunkKind.SIP)
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=0)
    transport = models.CharField(max_length=3, default="udp")
    domain = models.CharField(max_length=253, blank=True)
    user = models.CharField(max_length=120, blank=True)
    password = EncryptedTextField(blank=True)
    caller = models.CharField(max_length=20, blank=True)
    register = models.BooleanField(default=False)
    srtp = models.BooleanField(default=False)
    codecs = ArrayField(models.CharField(max_length=20), default=codec_names)
    extra_networks = ArrayField(models.CharField(max_length=50), default=list)
    max_concurrent = models.PositiveSmallIntegerField(default=MAX_CONCURRENT)
    calls_per_second = models.FloatField(default=CALLS_PER_SECOND)
    max_call_seconds = models.PositiveIntegerField(default=MAX_CALL_S)
    state = models.CharField(max_length=8, choices=TrunkState.choices, default=TrunkState.WORKING)
    state_detail = models.CharField(max_length=200, blank=True)
    retry_at = models.DateTimeField(null=True)
    congestions = models.PositiveSmallIntegerField(default=0)
    next_dial_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "name"], name="one_trunk_per_name")]


class CallSettings(TenantModel):
    """One row a workspace, made when something is set. ``stopped``: the kill switch, no call begins any more.

    ``weights`` are those that a new campaign's score starts from. Recordings are erased after ``recording_days``.
    """

    stopped = models.BooleanField(default=False)
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    weights = models.JSONField(default=dict)
    recording_days = models.PositiveSmallIntegerField(default=RECORDING_DAYS)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace"], name="one_call_settings")]


class CallCampaign(TenantModel):
    """Numbers to call, how often and when. ``slots`` are pairs of hours ``[from, to[``; ``days`` count from Monday, 0.

    ``probe_text`` is said once where listening hesitates between a person and a machine; nothing is where it is empty.
    In the scenario Full the call is made in the name of ``caller_name``, the workspace's where it is empty, and
    ``purpose`` is what is said to whoever asks what it is about; ``ask_email``: addresses are asked for as well.
    ``weights`` are those of the score where they are not the usual ones (``reachability.Weights``). ``started_at`` is
    when it was activated first, ``last_claim_at`` (machine time) when it last got a place on its trunk. ``alarm`` says
    why Filon paused it by itself: how many of the last calls were refused; empty otherwise.
    """

    name = models.CharField(max_length=120)
    scenario = models.CharField(max_length=5, choices=Scenario.choices, default=Scenario.LIGHT)
    state = models.CharField(max_length=8, choices=CampaignState.choices, default=CampaignState.PAUSED)
    trunk = models.ForeignKey(Trunk, null=True, on_delete=models.PROTECT, related_name="campaigns")
    attempts = models.PositiveSmallIntegerField(default=ATTEMPTS)
    delay_hours = models.PositiveSmallIntegerField(default=DELAY_HOURS)
    days = ArrayField(models.PositiveSmallIntegerField(), default=working_days)
    slots = models.JSONField(default=office_slots)
    time_zone = models.CharField(max_length=60, default=TIME_ZONE)
    skip_holidays = models.BooleanField(default=True)
    simultaneous = models.PositiveSmallIntegerField(default=SIMULTANEOUS)
    retry_voicemail = models.BooleanField(default=True)
    retry_ivr = models.BooleanField(default=True)
    caller = models.CharField(max_length=20, blank=True)
    webhook_url = models.URLField(max_length=500, blank=True)
    probe_text = models.CharField(max_length=200, blank=True)
    caller_name = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    ask_email = models.BooleanField(default=True)
    weights = models.JSONField(default=dict)
    practice = models.BooleanField(default=False)
    owner = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    alarm = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)
    last_claim_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(attempts__gte=1, attempts__lte=MAX_ATTEMPTS), name="three_attempts_at_most"
            ),
        ]


class Prospect(TenantModel):
    """One number of a campaign. ``position`` is its row in what was imported, ``columns`` what else the file said.

    In the scenario Full it is a person at a number: ``first_name`` to ``siret`` are as the file gives them and stay so,
    ``person_key`` (``full.people``) tells people of one number apart. All of them are empty in Light.
    ``zone``, ``country`` and ``region`` say whose hours and holidays count. ``parts`` is the waterfall of ``score``.
    ``ring_s`` and ``hold_s`` are those of the call that counts (A-ST-1). ``last_reasons`` are why it waits or is not
    called, as an action keeps them. ``phone`` is empty once its person was forgotten (``calls.erasing``).
    """

    campaign = models.ForeignKey(CallCampaign, on_delete=models.CASCADE, related_name="prospects", db_index=False)
    position = models.PositiveIntegerField(default=0)
    phone = models.CharField(max_length=20)
    kind = models.CharField(max_length=16, blank=True)
    zone = models.CharField(max_length=60, default=TIME_ZONE)
    country = models.CharField(max_length=2, default="FR")
    region = models.CharField(max_length=8, blank=True)
    company = models.ForeignKey("directory.Company", null=True, on_delete=models.SET_NULL, related_name="+")
    contact = models.ForeignKey("crm.Contact", null=True, on_delete=models.SET_NULL, related_name="+")
    label = models.CharField(max_length=200, blank=True)
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    job_title = models.CharField(max_length=160, blank=True)
    email = models.CharField(max_length=254, blank=True)
    external_id = models.CharField(max_length=120, blank=True)
    siret = models.CharField(max_length=14, blank=True)
    person_key = models.CharField(max_length=210, blank=True)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=ProspectState.choices, default=ProspectState.WAITING)
    nature = models.CharField(max_length=10, choices=Nature.choices, blank=True)
    status = models.CharField(max_length=40, choices=Status.choices, blank=True)
    level = models.PositiveSmallIntegerField(choices=Level.choices, null=True)
    score = models.PositiveSmallIntegerField(null=True)
    parts = models.JSONField(default=list)
    attempts_made = models.PositiveSmallIntegerField(default=0)
    ring_s = models.FloatField(null=True)
    hold_s = models.FloatField(null=True)
    next_at = models.DateTimeField(null=True)
    last_called_at = models.DateTimeField(null=True)
    last_reasons = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "phone", "person_key"], name="one_prospect_per_number", condition=~Q(phone="")
            ),
            models.CheckConstraint(condition=Q(attempts_made__lte=MAX_ATTEMPTS), name="never_a_fourth_attempt"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "state", "position"], name="prospect_of_campaign"),
            models.Index(
                fields=["campaign", "-score", "hold_s", "attempts_made", "position"], name="prospect_by_score"
            ),
            models.Index(fields=["workspace", "phone"], name="prospect_by_phone"),
        ]


class Attempt(TenantModel):
    """One call, written and committed before its first packet leaves.

    ``number`` counts from 1. ``counted``: it was an attempt at reaching somebody; a call that the trunk could not place
    is none. ``holder`` is the dialer that has it and ``lease_until`` (machine time) when that dialer is given up;
    ``dialog`` is what it takes to end the call from another process (``voice.sip.dialog.Dialog``); ``hung_up`` is false
    while the far end of a dead dialer has not been told. Other moments are the workspace's. ``outcome`` is a word of
    ``voice.causes`` for a call that failed. ``audio`` is a path in the media folder, of which ``heard_from``…
    ``heard_to`` seconds decided; ``erased_at`` is when it had been kept long enough.

    A number, and a company, have one live call at most in a workspace: by these indexes, whatever the dialers do.
    """

    prospect = models.ForeignKey(Prospect, on_delete=models.CASCADE, related_name="attempts", db_index=False)
    campaign = models.ForeignKey(CallCampaign, on_delete=models.CASCADE, related_name="+", db_index=False)
    trunk = models.ForeignKey(Trunk, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    company_id = models.UUIDField(null=True)
    phone = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    counted = models.BooleanField(default=True)
    action_id = models.UUIDField()
    state = models.CharField(max_length=11, choices=AttemptState.choices, default=AttemptState.PLACING)
    holder = models.CharField(max_length=120, blank=True)
    lease_until = models.DateTimeField(null=True)
    call_id = models.CharField(max_length=200, blank=True)
    dialog = models.JSONField(null=True)
    caller = models.CharField(max_length=20, blank=True)
    placed_at = models.DateTimeField()
    ringing_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    code = models.PositiveSmallIntegerField(null=True)
    q850 = models.PositiveSmallIntegerField(null=True)
    cause = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    nature = models.CharField(max_length=10, choices=Nature.choices, blank=True)
    confidence = models.FloatField(null=True)
    evidence = models.JSONField(default=list)
    ring_s = models.FloatField(null=True)
    hold_s = models.FloatField(null=True)
    audio = models.CharField(max_length=200, blank=True)
    erased_at = models.DateTimeField(null=True)
    heard_from = models.FloatField(null=True)
    heard_to = models.FloatField(null=True)
    hung_up = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["prospect", "number"], name="one_row_per_attempt", condition=Q(counted=True)
            ),
            models.UniqueConstraint(
                fields=["workspace", "phone"], name="one_live_call_per_number", condition=Q(state__in=LIVE)
            ),
            models.UniqueConstraint(
                fields=["workspace", "company_id"], name="one_live_call_per_company", condition=Q(state__in=LIVE)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["prospect", "placed_at"], name="attempt_of_prospect"),
            models.Index(fields=["trunk", "campaign"], name="attempt_live", condition=Q(state__in=LIVE)),
            models.Index(fields=["campaign", "placed_at"], name="attempt_of_campaign"),
            models.Index(fields=["trunk", "placed_at"], name="attempt_to_hang_up", condition=Q(hung_up=False)),
            models.Index(fields=["trunk", "placed_at"], name="attempt_of_trunk"),
            models.Index(fields=["workspace", "placed_at"], name="attempt_with_audio", condition=~Q(audio="")),
        ]
