"""The dialer drill itself; `dialer_drill.py` runs it once Django is ready."""

from __future__ import annotations

import asyncio
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Count, Q
from tools.drill_ledger import Ledger
from tools.ledger_sip import UNACKNOWLEDGED_S

from filon.calls.claims import MAYBE_UP
from filon.calls.dialer import Dialer
from filon.calls.models import Attempt, CallCampaign, Prospect
from filon.calls.operations import (
    CampaignFields,
    NewProspect,
    TrunkFields,
    activate,
    add_prospects,
    create_campaign,
    pause,
    save_trunk,
)
from filon.calls.states import LIVE
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
from filon.voice.listen.classify import Verdict
from filon.voice.sip.sdp import Offer

HERE = Path(__file__).resolve().parent
DAYS, SLOTS = tuple(range(7)), ((0, 24),)
HEARD_AFTER_S = (0.2, 0.6)
CAMPAIGNS = 3
SETTLE_S = 0.3
"""A call that was committed before the pause may still leave: not later than this."""
SEEN_LATE_S = 0.05
"""The switchboard reads a packet so late at times, where dialers fill the machine: that second seems to have more."""


@dataclass(frozen=True)
class Plan:
    """How much of everything."""

    prospects: int = 6000
    dialers: int = 4
    trunk_cap: int = 60
    narrow_cap: int = 10
    wide_cap: int = 50
    per_second: float = 100.0
    limit_s: float = 900.0


class Ears:
    """The audio of a call without sound: a word some time after the answer. Keeps `calls.conversation.Audio`."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None

    def offer(self) -> Offer:

        return Offer("127.0.0.1", 9)

    def connect(self, answer: Any) -> None:
        """Nothing is sent."""

    def listen(self, told: Callable[[Any], None] | None = None) -> None:
        wait = random.uniform(*HEARD_AFTER_S)  # noqa: S311 no secret
        if told:
            self._timer = self._loop.call_later(wait, told, word("human", wait))

    async def conclude(self) -> Any:
        return None

    def recording(self) -> Any:
        return np.zeros(0, np.int16)

    def close(self) -> None:
        if self._timer:
            self._timer.cancel()


class Room:
    """Opens ears. Keeps `calls.dialer.Sounds`."""

    def open(self, _opened: Any) -> Any:
        return Ears()


def word(nature: str, at: float) -> Verdict:

    return Verdict(nature=nature, confidence=0.9, decided_at=at, evidence=(), ring_s=0.0, hold_s=at)


@dataclass
class Dialers:
    """Processes, each in a session of its own so that a kill takes nothing else along."""

    count: int
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        command = [sys.executable, str(HERE / "dialer_drill.py"), "dial"]
        while len(self.running) < self.count:
            self.running.append(subprocess.Popen(command, start_new_session=True))

    def kill_one(self) -> int:
        victim = self.running.pop(1)
        victim.kill()
        victim.wait()
        return victim.pid

    def stop(self) -> None:
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait(30)


@contextmanager
def switchboard(folder: Path) -> Iterator[tuple[int, Path]]:
    """The port of a switchboard, and its ledger."""
    ledger = folder / "ledger.jsonl"
    command = [sys.executable, str(HERE / "ledger_sip.py"), str(ledger)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline()), ledger
    finally:
        process.terminate()
        process.wait(10)


def seed(plan: Plan, port: int) -> tuple[UUID, list[UUID]]:
    """A workspace with a trunk to the switchboard and the campaigns, running. Ids of workspace and campaigns."""

    now = SystemClock().now()
    workspace = Workspace.objects.create(name="Exercice", slug=f"exercice-{int(time.time())}")
    fields = TrunkFields(
        name="Exercice",
        kind="practice",
        host="127.0.0.1",
        port=port,
        caller="+33199000000",
        max_concurrent=plan.trunk_cap,
        calls_per_second=plan.per_second,
    )
    made = []
    with scope(workspace.id):
        trunk = save_trunk(fields, now=now)
        for place in range(CAMPAIGNS):
            cap = plan.narrow_cap if place == 0 else plan.wide_cap
            wanted = CampaignFields(
                name=f"Exercice {place + 1}",
                trunk_id=trunk.id,
                attempts=2,
                delay_hours=1,
                days=DAYS,
                slots=SLOTS,
                skip_holidays=False,
                simultaneous=cap,
            )
            campaign = create_campaign(wanted, now=now)
            count = plan.prospects // CAMPAIGNS
            rows = [NewProspect(phone=f"+331990{place}{n:05d}") for n in range(count)]
            add_prospects(campaign.id, rows, reference="drill", now=now)
            activate(campaign.id, now=now)
            made.append(campaign.id)
    return workspace.id, made


@dataclass
class Watch:
    """What was seen in the database meanwhile."""

    workspace_id: UUID
    most: Counter[str] = field(default_factory=Counter)
    shares: list[tuple[int, ...]] = field(default_factory=list)

    def look(self, campaigns: Sequence[UUID]) -> dict[str, int]:
        """Count what is up and what is left; answers rows by state."""

        with scope(self.workspace_id):
            live = Counter(Attempt.objects.filter(MAYBE_UP).values_list("campaign_id", flat=True))
            states = dict(Prospect.objects.values("state").annotate(n=Count("id")).values_list("state", "n"))
        self.most["trunk"] = max(self.most["trunk"], sum(live.values()))
        for place, campaign_id in enumerate(campaigns):
            self.most[f"campaign {place + 1}"] = max(self.most[f"campaign {place + 1}"], live[campaign_id])
        self.shares.append(tuple(live[campaign_id] for campaign_id in campaigns))
        return states


def drill(plan: Plan) -> dict[str, Any]:
    """Everything, and the report."""
    with tempfile.TemporaryDirectory() as folder, switchboard(Path(folder)) as (port, ledger):
        workspace_id, campaigns = seed(plan, port)
        dialers, watch, begun = Dialers(plan.dialers), Watch(workspace_id), time.monotonic()
        try:
            dialers.start()
            _until(watch, campaigns, lambda states: states.get("done", 0) >= plan.prospects // 4, plan)
            victim = dialers.kill_one()
            killed_with = _held_by(workspace_id, victim)
            dialers.start()
            _until(watch, campaigns, lambda states: states.get("done", 0) >= plan.prospects // 2, plan)
            late = _pause(workspace_id, campaigns[2], ledger=ledger, meanwhile=lambda: watch.look(campaigns))
            _until(watch, campaigns, lambda _states: _first_round_is_over(workspace_id), plan)
            first_s = time.monotonic() - begun
            _an_hour_later(workspace_id)
            _until(watch, campaigns, lambda states: not states.get("waiting") and not states.get("calling"), plan)
            time.sleep(UNACKNOWLEDGED_S)
        finally:
            dialers.stop()
        seconds = time.monotonic() - begun
        found = report(plan, watch, Ledger.read(ledger)) | {
            "seconds": round(seconds, 1),
            "first_round_s": round(first_s, 1),
            "killed_while_holding": killed_with,
            "calls_after_pause": late,
        }
        return found | {"good": found["good"] and not late}


def report(plan: Plan, watch: Watch, ledger: Ledger) -> dict[str, Any]:
    """Ledger and database, side by side; `good` when nothing is wrong."""

    with scope(watch.workspace_id):
        attempts = list(Attempt.objects.values_list("phone", "state", "call_id", "counted"))
        most_attempts = max(Prospect.objects.values_list("attempts_made", flat=True))
        finished = CallCampaign.objects.filter(state="finished").count()
        hung_up = not Attempt.objects.filter(hung_up=False).exists()
    calls = ledger.calls()
    known = {call_id for _, _, call_id, _ in attempts if call_id}
    narrow = {f"+3319900{n:05d}" for n in range(plan.prospects // CAMPAIGNS)}
    busiest = [shares for shares in watch.shares if sum(shares) >= plan.trunk_cap * 0.9 and min(shares) > 0]
    found = {
        "prospects": plan.prospects,
        "calls": len(calls),
        "attempts": len(attempts),
        "interrupted": sum(state == "interrupted" for _, state, _, _ in attempts),
        "most_on_trunk_seen_there": ledger.most_at_once(),
        "most_of_narrow_campaign_seen_there": ledger.most_at_once(narrow),
        "most_in_a_second": ledger.most_in_a_second(),
        "most_in_database": dict(watch.most),
        "mean_shares_when_busy": [round(float(x), 1) for x in np.mean(busiest, axis=0)] if busiest else [],
        "overlapping": ledger.overlapping(),
        "left_up": ledger.left_up(),
        "unacknowledged": ledger.unacknowledged(),
        "calls_without_attempt": len(set(calls) - known),
        "most_attempts": most_attempts,
        "campaigns_finished": finished,
    }
    found["good"] = bool(
        found["most_on_trunk_seen_there"] <= plan.trunk_cap
        and found["most_of_narrow_campaign_seen_there"] <= plan.narrow_cap
        and found["most_in_a_second"] <= plan.per_second * (1 + SEEN_LATE_S) + 1
        and watch.most["trunk"] <= plan.trunk_cap
        and not found["overlapping"]
        and not found["left_up"]
        and hung_up
        and most_attempts <= 2
        and finished == CAMPAIGNS
    )
    return found


def _until(watch: Watch, campaigns: Sequence[UUID], done: Callable[[dict[str, int]], bool], plan: Plan) -> None:
    deadline = time.monotonic() + plan.limit_s
    while not done(watch.look(campaigns)):
        if time.monotonic() > deadline:
            raise SystemExit(f"not done after {plan.limit_s:.0f} s: {watch.look(campaigns)}")
        time.sleep(0.2)


def _pause(workspace_id: UUID, campaign_id: UUID, *, ledger: Path, meanwhile: Callable[[], object]) -> int:
    """Pause for a moment; answers how many calls of the campaign began after that."""

    with scope(workspace_id):
        pause(campaign_id, now=SystemClock().now())
    at = time.time()
    for _ in range(10):
        time.sleep(0.2)
        meanwhile()
    late = sum(
        e["what"] == "invite" and e["number"].startswith("+3319902") and e["at"] > at + SETTLE_S
        for e in Ledger.read(ledger).events
    )
    with scope(workspace_id):
        activate(campaign_id, now=SystemClock().now())
    return late


def _held_by(workspace_id: UUID, pid: int) -> int:

    with scope(workspace_id):
        return Attempt.objects.filter(state__in=LIVE, holder__contains=f"-{pid}-").count()


def _first_round_is_over(workspace_id: UUID) -> bool:

    with scope(workspace_id):
        return not Prospect.objects.filter(Q(attempts_made=0) | Q(state="calling")).exists()


def _an_hour_later(workspace_id: UUID) -> None:
    """The workspace's clock moves on: second attempts are due."""

    Workspace.objects.filter(id=workspace_id).update(clock_offset=timedelta(hours=1, minutes=1))


def dial() -> None:
    """A dialer whose ears are scripted."""

    async def run() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await Dialer(Room()).run(stop)

    asyncio.run(run())
