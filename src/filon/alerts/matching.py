"""Which rules tell of a change. Pure: who carries which tag is looked up before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from filon.alerts.states import Moment, Moments


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something that happened to a project; ``update_id`` is None when it is new."""

    project_id: UUID
    company_id: UUID
    category: str
    muted: bool = False
    update_id: UUID | None = None

    @property
    def moment(self) -> Moment:
        return Moment.UPDATED if self.update_id else Moment.NEW


def wants(change: Change, *, categories: Collection[str], moments: str) -> bool:
    """Whether a rule of these categories and moments tells of the change, its companies aside (CO-198, CO-199).

    Nobody is told of an update of a muted project (CO-203); a new one is another project (CO-204).
    """
    if change.moment == Moment.UPDATED and change.muted:
        return False
    return change.category in categories and moments in {Moments.ALL, change.moment}
