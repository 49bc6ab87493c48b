"""A Full campaign with every status, in the sample workspace of a site; `make` prints its id."""

from __future__ import annotations

import wave
from pathlib import Path

from django.conf import settings
from tests.calls.web.saying import MODIFIED, make_person, make_spoken
from tests.factories import make_call_campaign, make_extract

from filon.calls.models import Trunk
from filon.calls.states import Scenario, Status
from filon.demo.logins import SLUG
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace

RUN = "import django; django.setup(); from tests.calls.web.sampled import make; make()"


def make() -> None:
    with scope(Workspace.objects.get(slug=SLUG).id):
        _make()


def _make() -> None:
    campaign = make_call_campaign(name="Salon, tous les statuts", scenario=Scenario.FULL, trunk=Trunk.objects.first())
    for status in Status:
        make_spoken(campaign, status=status)
    make_person(campaign)
    turns = [
        {"ours": True, "start": 0.0, "end": 4.0, "text": "Claire Martin ?", "intent": "", "confidence": 1.0},
        {"ours": False, "start": 5.0, "end": 6.0, "text": "Paul Roux", "intent": "replaced", "confidence": 0.5},
    ]
    row = make_spoken(
        campaign, "Claire Martin", status=Status.PERSON_EMAIL_MODIFIED, person=MODIFIED, new_first_name="Paul",
        new_last_name="Roux", email=MODIFIED, new_email="p.roux@acme.example", doubt=["email"], turns=turns,
        row={"email": "c.martin@acme.example", "job_title": "directrice des achats"},
    )  # fmt: skip
    tone(Path(settings.MEDIA_ROOT) / "calls" / "tone.wav")
    for field in ("person", "email"):
        make_extract(row, field, quote="c’est Paul Roux", audio="calls/tone.wav")
    print(campaign.id)  # noqa: T201 read by the test that runs this


def tone(path: Path) -> None:
    """Three seconds that a player plays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\0\x10\0\xf0" * 12_000)
