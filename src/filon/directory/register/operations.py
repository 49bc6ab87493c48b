"""Officers and finances of a unit: asked for, and written down."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from filon.directory.public.masking import mask
from filon.directory.public.models import Finance, Lookup, Officer, Unit
from filon.directory.public.states import LookupState
from filon.directory.register.answers import Official, Told
from filon.kernel.errors import Refused

SOURCE = "rne"
"""The national register of companies, which the public search repeats."""
FRESH = timedelta(hours=24)
"""What was asked for is not asked for again sooner, whoever wants it."""
LOST = timedelta(hours=2)
"""A question without an answer for so long may be asked again."""


def ask(siren: str, *, now: datetime) -> Lookup:
    """Have officers and finances of this unit looked up; the answer of a day ago or less is kept (A-CO-8).

    Raises Refused for a unit that is not in the directory, may not be shown or is invented where nobody answers for
    those, and where the host asks nobody.
    """
    from filon.directory.register.jobs import look_up  # noqa: PLC0415 the job writes through this module

    with transaction.atomic():
        unit = Unit.objects.select_for_update().filter(siren=siren, diffusible=True).first()
        if unit is None:
            raise Refused(_("L’annuaire public ne montre pas cette société."), code="not_public")
        if not settings.FILON_REGISTER_URL and not unit.sample:
            raise Refused(_("Cette installation n’interroge pas le registre des entreprises."), code="no_register")
        known = Lookup.objects.filter(unit=unit).first()
        if known and not _may_ask_again(known, now):
            return known
        values = {"state": LookupState.WAITING, "failure": "", "asked_at": now}
        row, _made = Lookup.objects.update_or_create(unit=unit, defaults=values)
        look_up.defer(siren=siren)
    return row


def store(siren: str, told: Told, *, now: datetime, source: str = SOURCE) -> None:
    """Write what a register told of a unit. Its people are those told, no others; rows that stay keep their number.

    Nothing is written of a unit that may not be shown, and one that the register hides is masked at once.
    """
    with transaction.atomic():
        unit = Unit.objects.select_for_update().filter(siren=siren, diffusible=True).first()
        if unit is None:
            return
        if not told.diffusible:
            mask(siren, on=now.date())
            return
        hidden = _masked(told)
        wanted = {_key(o): o for o in told.officers if o.company_siren not in hidden}
        known = {(o.last_name, o.first_name, o.company_siren, o.role): o.id for o in Officer.objects.filter(unit=unit)}
        kept = known.keys() & wanted.keys()
        Officer.objects.filter(unit=unit).exclude(id__in=[known[key] for key in kept]).delete()
        Officer.objects.filter(unit=unit).update(learnt_at=now, source=source)
        Officer.objects.bulk_create(
            Officer(unit=unit, source=source, learnt_at=now, **vars(o)) for key, o in wanted.items() if key not in kept
        )
        Finance.objects.bulk_create(
            [Finance(unit=unit, **vars(year)) for year in told.finances],
            update_conflicts=True,
            unique_fields=["unit", "year"],
            update_fields=["turnover", "net_result"],
        )


def begin(siren: str) -> bool:
    """The question is on its way. False: the unit is gone, or was masked, since it was asked for."""
    waiting = Lookup.objects.filter(unit_id=siren, unit__diffusible=True).exclude(state=LookupState.DONE)
    return bool(waiting.update(state=LookupState.RUNNING, failure=""))


def end(siren: str, *, now: datetime, failure: str = "") -> None:
    """The question has its answer, or failed for good."""
    state = LookupState.FAILED if failure else LookupState.DONE
    Lookup.objects.filter(unit_id=siren).update(state=state, failure=failure, done_at=now)


def _may_ask_again(row: Lookup, now: datetime) -> bool:
    if row.state == LookupState.FAILED:
        return True
    if row.state == LookupState.DONE:
        return row.done_at is None or now - row.done_at >= FRESH
    return now - row.asked_at >= LOST


def _key(o: Official) -> tuple[str, str, str, str]:
    return (o.last_name, o.first_name, o.company_siren, o.role)


def _masked(told: Told) -> set[str]:
    """Companies among the officers that may not be shown."""
    sirens = {o.company_siren for o in told.officers if o.company_siren}
    return set(Unit.objects.filter(siren__in=sirens, diffusible=False).values_list("siren", flat=True))
