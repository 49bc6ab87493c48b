"""``filon bench market``: refreshes and previews of routines over a whole directory.

The figure is the seconds that one more routine costs: scored, its best 50,000 compared with yesterday's, the difference
written. The limit beside it is the time that DuckDB takes to decode and add up the same columns.
"""

from __future__ import annotations

import secrets
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from filon.directory.columnar.snapshot import publish, root
from filon.kernel import bulk
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import current_workspace, scope
from filon.market.compile import UNITS
from filon.market.criteria import Between, Flag, OneOf, Scoring, Weight, Weighted
from filon.market.engine import Market
from filon.market.operations import RoutineFields, create_routine, refresh
from filon.market.preview import preview
from filon.tenants.models import Workspace
from filon.tenants.operations import create_user, create_workspace
from filon.tenants.operations.users import NewUser
from filon.tenants.operations.workspaces import NewWorkspace

ROUTINES = 5
PREVIEWS = 15
SLUG = "bench-market"
ASKED = (
    "siren", "naf", "headcount", "department", "created", "establishments", "turnover", "category_company", "ess",
    "employer", "legal", "diffusible",
)  # fmt: skip
"""The columns that the routines below read."""


FORGET = (
    "delete from market_routinescore where workspace_id = %b::uuid and routine_id = %b::uuid and mod(siren, 100) = 0"
)


def run(size: int) -> dict[str, Any]:
    """The result of a measurement over ``size`` companies; figure and limit in seconds."""
    folder = root() / "bench"
    subprocess.run([sys.executable, "-m", "filon.market.scratch", str(folder), str(size)], check=True)  # noqa: S603 ours
    market = Market(publish(folder))
    now = SystemClock().now()
    workspace = _workspace(now)
    with scope(workspace.id):
        ids = [_routine(scoring, market, now) for scoring in scorings()]
        first = [_timed(partial(refresh, key, market=market, now=now)) for key in ids]
        again = [_timed(partial(refresh, key, market=market, now=now)) for key in ids]
        other = _next_day(ids, market, now)
    shown = [_timed(partial(preview, market, typed(n), saved=scorings()[0])) for n in range(PREVIEWS)]
    limit = min(_timed(partial(_decode, market)) for _turn in range(3))
    return {
        "figure": round(statistics.median(again), 3),
        "unit": "s a routine",
        "limit": round(limit, 3),
        "size": size,
        "detail": {
            "first_refresh_s": round(statistics.median(first), 3),
            "refresh_with_a_difference_s": round(statistics.median(other), 3),
            "preview_p50_s": round(statistics.median(shown), 3),
            "preview_worst_s": round(max(shown), 3),
            "routines": len(ids),
        },
    }


def scorings() -> list[Scoring]:
    """Routines of five mandatory and six weighting criteria, from narrow markets to one in ten companies."""
    since = (date(1978, 1, 1) - date(1970, 1, 1)).days
    weighting = (
        Weighted(criterion=OneOf(field="naf", values=("25", "28")), weight=Weight.IMPORTANT),
        Weighted(criterion=Between(field="headcount", low=10), weight=Weight.IMPORTANT),
        Weighted(criterion=Between(field="establishments", low=2), weight=Weight.NOTABLE),
        Weighted(criterion=Between(field="turnover", low=1_000), weight=Weight.NOTABLE),
        Weighted(criterion=Flag(field="ess"), weight=Weight.INTERESTING),
        Weighted(criterion=OneOf(field="category", values=("PME",)), weight=Weight.INTERESTING),
    )
    return [
        Scoring(
            mandatory=(
                OneOf(field="naf", values=tuple("ABCDEFGHIJ"[: 2 + 2 * n])),
                OneOf(field="department", values=tuple(f"{d:02d}" for d in range(1, 30 + 10 * n))),
                Between(field="created", low=since),
                OneOf(field="legal", values=("9",), negated=True),
                Between(field="establishments", low=1),
            ),
            weighting=weighting,
        )
        for n in range(ROUTINES)
    ]


def typed(n: int) -> Scoring:
    """What the editor asks while somebody changes a routine: a criterion less, another weight, another bound."""
    wide = scorings()[n % ROUTINES]
    if n % 3 == 0:
        return replace(wide, mandatory=wide.mandatory[1:])
    if n % 3 == 1:
        return replace(wide, weighting=wide.weighting[n % 6 :])
    return replace(wide, mandatory=(*wide.mandatory, Between(field="headcount", low=n)))


def _workspace(now: datetime) -> Workspace:
    manager = create_user(NewUser(email=f"{SLUG}@filon.example", password=secrets.token_urlsafe()))
    return create_workspace(NewWorkspace(name="Bench", slug=SLUG), manager=manager, at=now)


def _routine(scoring: Scoring, market: Market, now: datetime) -> UUID:
    return create_routine(RoutineFields(title="Bench", scoring=scoring), codes=market.codes, now=now).id


def _next_day(ids: list[UUID], market: Market, now: datetime) -> list[float]:
    """Refreshes to which one in a hundred of the kept companies is new: what a busy day writes."""
    taken = []
    for key in ids:
        bulk.change(FORGET, current_workspace(), key)
        taken.append(_timed(partial(refresh, key, market=market, now=now + timedelta(days=1))))
    return taken


def _decode(market: Market) -> None:
    market.ask(UNITS.agg(**{name: UNITS[name].sum() for name in ASKED}))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
