"""How much of Filon a workspace uses this month. Rooms above say what they count (``settings.FILON_METERS``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from filon.tenants.models import Workspace
from filon.tenants.queries import members, users


@dataclass(frozen=True, kw_only=True)
class Meter:
    """Something counted in the open workspace; ``count`` is given the start of the month."""

    label: str | Promise
    count: Callable[[datetime], int]
    monthly: bool = False
    """Counted from the first of the month, not since ever."""
    is_bytes: bool = False


@dataclass(frozen=True, kw_only=True)
class Used:
    """A figure of the page; ``limit`` is None where the plan sets none."""

    label: str
    amount: int
    limit: int | None = None
    monthly: bool = False
    is_bytes: bool = False


def used(workspace: Workspace, *, now: datetime) -> list[Used]:
    """What the open workspace uses, members first."""
    since = month_of(now, zone=workspace.time_zone)
    seats = Used(label=_("Membres"), amount=members(workspace).count(), limit=workspace.seats)
    return [seats, *(_read(meter, since) for meter in meters())]


def month_of(now: datetime, *, zone: str) -> datetime:
    """Midnight of the first of the month, where the workspace is."""
    return now.astimezone(ZoneInfo(zone)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def meters() -> Sequence[Meter]:
    return cast("Sequence[Meter]", import_string(settings.FILON_METERS))


def photo_bytes(workspace: Workspace) -> int:
    """Room taken by the members' photos."""
    return bytes_of(each.photo for each in users(workspace).exclude(photo=""))


def bytes_of(files: Iterable[FieldFile]) -> int:
    """Room taken on the disk; a file that is gone takes none."""
    total = 0
    for file in files:
        with suppress(FileNotFoundError):
            total += file.size
    return total


def _read(meter: Meter, since: datetime) -> Used:
    return Used(label=str(meter.label), amount=meter.count(since), monthly=meter.monthly, is_bytes=meter.is_bytes)
