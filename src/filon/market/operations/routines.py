"""Routines as they are written and edited. An edit of the criteria makes a version; what was stays readable."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace
from filon.market.checking import refuse_faults
from filon.market.criteria import HIGHEST_SCORE, MANDATORY_POINTS, Scoring, to_json
from filon.market.events import RoutineSaved
from filon.market.jobs import refresh_routine
from filon.market.models import Routine, RoutineMember, RoutineVersion
from filon.market.queries.routines import version_of
from filon.market.resolve import Codes
from filon.tenants.models import Member
from filon.timeline.events import publish

LONGEST_TITLE = 120


@dataclass(frozen=True, kw_only=True)
class RoutineFields:
    """CO-140, CO-149, CO-150. ``users`` may work the routine; it becomes the default one of ``default_for``."""

    title: str
    scoring: Scoring
    description: str = ""
    users: Collection[int] = ()
    default_for: Collection[int] = ()
    notice_above: int | None = None
    follow_ups_win: bool = field(default=False)

    def columns(self, codes: Codes) -> dict[str, object]:
        """Column → value. Raises Refused for the first fault, a criterion's included."""
        title = " ".join(self.title.split())[:LONGEST_TITLE]
        if not title:
            raise Refused(_("Donnez un titre au flux."), field="title", code="title_missing")
        above = self.notice_above
        if above is not None and not MANDATORY_POINTS <= above <= HIGHEST_SCORE:
            raise Refused(_("Indiquez un score de 40 à 100."), field="notice_above", code="notice_above")
        refuse_faults(self.scoring, codes)
        return {
            "title": title,
            "description": self.description.strip(),
            "notice_above": above,
            "follow_ups_win": self.follow_ups_win,
        }


def create_routine(fields: RoutineFields, *, codes: Codes, now: datetime, by: int | None = None) -> Routine:
    """Write a routine and have it refreshed. ``codes`` are the directory's of today. Raises Refused."""
    columns = fields.columns(codes)
    with transaction.atomic():
        routine = Routine.objects.create(**columns, created_by_id=by, created_at=now, updated_at=now)
        _set_members(routine, fields)
        _new_version(routine, fields.scoring, number=1, now=now, by=by)
    return routine


def save_routine(
    routine_id: UUID,
    fields: RoutineFields,
    *,
    codes: Codes,
    now: datetime,
    by: int | None = None,
    seen: datetime | None = None,
) -> RoutineVersion:
    """Keep what was edited; other criteria are a new version, and a refresh. Raises Refused, Routine.DoesNotExist.

    ``seen`` is the ``updated_at`` of what was edited: of two who edit at once, who saves first wins, and the other is
    refused (code "changed_meanwhile") and writes nothing. None writes over whatever is there.
    """
    columns = fields.columns(codes)
    with transaction.atomic():
        routine = Routine.objects.select_for_update().get(id=routine_id)
        if seen is not None and seen != routine.updated_at:
            raise Refused(
                _("Ce flux a été enregistré par quelqu’un d’autre pendant que vous écriviez."), code="changed_meanwhile"
            )
        for name, value in {**columns, "updated_at": now}.items():
            setattr(routine, name, value)
        routine.save(update_fields=[*columns, "updated_at"])
        _set_members(routine, fields)
        version = version_of(routine.id)
        if version.scoring == to_json(fields.scoring):
            return version
        return _new_version(routine, fields.scoring, number=version.number + 1, now=now, by=by)


def archive_routine(routine_id: UUID, *, now: datetime) -> bool:
    """Put a routine away: it is not refreshed and is nobody's default. False when it was away already."""
    with transaction.atomic():
        if not Routine.objects.filter(id=routine_id, archived_at=None).update(archived_at=now):
            return False
        RoutineMember.objects.filter(routine=routine_id, is_default=True).update(is_default=False)
    return True


def restore_routine(routine_id: UUID) -> bool:
    """Take a routine back into use and have it refreshed. False when it was in use already."""
    with transaction.atomic():
        if not Routine.objects.filter(id=routine_id, archived_at__isnull=False).update(archived_at=None):
            return False
        refresh_routine.defer_once(routine_id=routine_id)
    return True


def _new_version(routine: Routine, scoring: Scoring, *, number: int, now: datetime, by: int | None) -> RoutineVersion:
    version = RoutineVersion.objects.create(
        routine=routine, number=number, scoring=to_json(scoring), created_by_id=by, created_at=now
    )
    publish(RoutineSaved(version=number), at=now, origin_id=routine.id, actor_id=by)
    refresh_routine.defer_once(routine_id=routine.id)
    return version


def _set_members(routine: Routine, fields: RoutineFields) -> None:
    """Those chosen who are of the workspace; a default moves here from the routine that was it before.

    Who chooses the default of somebody holds their place in the workspace: two routines cannot become it at once.
    """
    members = Member.objects.filter(workspace=current_workspace(), left_at=None)
    held = members.filter(user__in=fields.default_for).select_for_update(no_key=True).order_by("id")
    default = set(held.values_list("user_id", flat=True))
    chosen = default | set(members.filter(user__in=fields.users).values_list("user_id", flat=True))
    RoutineMember.objects.filter(routine=routine).delete()
    RoutineMember.objects.filter(user__in=default, is_default=True).update(is_default=False)
    RoutineMember.objects.bulk_create(
        RoutineMember(routine=routine, user_id=user_id, is_default=user_id in default) for user_id in sorted(chosen)
    )
