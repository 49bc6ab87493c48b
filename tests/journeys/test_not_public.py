"""Companies that SIRENE does not leave public, from the files of INSEE to what Filon plans to do (compliance §4.5)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.directory.sirene.rows import unit, write
from tests.factories import make_call_campaign, make_campaign, make_company, make_contact, make_manager, make_workspace

from filon.actions import loops
from filon.actions.models import Action
from filon.actions.states import State
from filon.calls.claim import Claimant, claim
from filon.calls.models import Prospect
from filon.calls.operations import NewProspect, activate, add_prospects
from filon.crm.models import Contact
from filon.directory.models import Company
from filon.directory.public.models import Unit
from filon.directory.sirene.importing import import_file
from filon.kernel.clock import SystemClock, VirtualClock
from filon.kernel.tenancy import scope
from filon.outreach.audience import Audience, kept_people
from filon.outreach.operations import launch
from filon.outreach.rules import Launcher

SIRENS = ("000000018", "000000026", "000000034", "000000042", "000000059")
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""An example takes a quarter of a second; what fails is short enough as it is."""
OWN_CLOCK = [HealthCheck.function_scoped_fixture]
"""Each example moves a clock of its own."""
STATUSES = st.sampled_from(["O", "O", "O", "P", "N", "", "o", "OUI", "[ND]"])
EVERYBODY = Audience(everybody=True)

files = st.fixed_dictionaries({}, optional=dict.fromkeys(SIRENS, STATUSES))
"""A file of INSEE: the status of diffusion of each unit that is in it."""


@contextmanager
def undone() -> Iterator[None]:
    """What an example writes is gone for the next one."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def imported(told: Mapping[str, str], *, day: int, clock: VirtualClock) -> None:
    rows = [
        unit(
            siren=siren,
            statutDiffusionUniteLegale=status,
            dateDernierTraitementUniteLegale=f"2026-11-{day:02d}T10:00:00",
        )
        for siren, status in told.items()
    ]
    if rows:
        with tempfile.TemporaryDirectory() as folder:
            import_file(write(Path(folder) / "units.csv", *rows), clock=clock)


def shown() -> dict[str, bool]:
    return dict(Unit.objects.values_list("siren", "diffusible"))


def hidden(companies: Sequence[Company]) -> set[object]:
    known = shown()
    return {company.id for company in companies if not known.get(str(company.siren), True)}


def in_the_audience() -> set[object]:
    return {person.company_id for batch in kept_people(EVERYBODY) for person in batch}


def planned() -> set[object]:
    return set(Action.objects.filter(state=State.PLANNED).values_list("company_id", flat=True))


def dialled(trunk_id: object, clock: VirtualClock) -> set[object]:
    placed = claim(trunk_id, Claimant("d1", 100, SystemClock().now(), clock.now()))  # type: ignore[arg-type]  # its id
    called = Action.objects.filter(state=State.CLAIMED)
    return set(called.values_list("company_id", flat=True)) if placed else set()


@pytest.mark.django_db
@settings(deadline=None, max_examples=20, phases=NO_SHRINKING, suppress_health_check=OWN_CLOCK)
@given(before=files, launched_after=files, afterwards=files)
def test_must_show_4_no_company_that_is_not_public_is_in_an_audience_or_planned(
    clock: VirtualClock, before: dict[str, str], launched_after: dict[str, str], afterwards: dict[str, str]
) -> None:
    """Three files of INSEE: one before the companies are written down, one before the launch, one while it runs."""
    with undone():
        now = VirtualClock(clock.now() + timedelta(hours=2))
        workspace = make_workspace()
        with scope(workspace.id):
            imported(before, day=1, clock=now)
            companies = [make_company(siren=siren) for siren in SIRENS]
            for company in companies:
                make_contact(company=company)
            imported(launched_after, day=2, clock=now)
            assert in_the_audience() == {c.id for c in companies} - hidden(companies)

            manager = Launcher(user_id=make_manager(workspace).user_id, is_manager=True)
            if in_the_audience():
                launch(make_campaign(audience=EVERYBODY.as_json()).id, by=manager, now=now.now())
            phone = make_call_campaign(simultaneous=100)
            numbers = [NewProspect(phone=f"+3319900000{n}", company_id=c.id) for n, c in enumerate(companies)]
            add_prospects(phone.id, numbers, reference="a", now=now.now())
            assert planned() == {c.id for c in companies} - hidden(companies)

            imported(afterwards, day=3, clock=now)
            assert not in_the_audience() & hidden(companies)
            loops.refuse_masked()
            assert not planned() & hidden(companies)
            if Prospect.objects.filter(state="waiting").exists():
                activate(phone.id, now=now.now())
            assert not dialled(phone.trunk_id, now) & hidden(companies)
            assert Contact.objects.count() == len(SIRENS)
