"""The daily changes, from an API of this machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.directory.peer import Asked, Peer, Said
from tests.directory.public.rows import make_establishment, make_officer, make_unit
from tests.directory.sirene.rows import OTHER, SIREN

from filon.directory import loops
from filon.directory.columnar import current
from filon.directory.public.models import DailyChanges, Establishment, Officer, Unit
from filon.directory.register.pacing import Busy
from filon.directory.register.service import Refusal
from filon.directory.sirene import following
from filon.directory.sirene.counts import Counts
from filon.directory.sirene.following import client, days, follow
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
"""The day before the one on which the clock stands."""


@pytest.fixture(autouse=True)
def here(settings: Settings, peer: Peer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.FILON_SIRENE_URL, settings.FILON_SIRENE_KEY = peer.url, "a key of the tests"
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(following, "GAP", timedelta(0))
    peer.answer = pages()


def unit(siren: str, **period: Any) -> dict[str, Any]:
    current_period = {
        "dateFin": None,
        "etatAdministratifUniteLegale": "A",
        "denominationUniteLegale": "FONDERIE AUBRAC",
        "categorieJuridiqueUniteLegale": "5710",
        **period,
    }
    return {
        "siren": siren,
        "statutDiffusionUniteLegale": current_period.pop("status", "O"),
        "dateDernierTraitementUniteLegale": f"{DAY}T06:00:00.000",
        "periodesUniteLegale": [current_period],
    }


def pages(*told: list[dict[str, Any]], places: list[dict[str, Any]] | None = None) -> Callable[[Asked], Said]:
    """An API that answers with these pages of units, and one page of places, on ``DAY`` only."""

    def answer(asked: Asked) -> Said:
        if str(DAY) not in asked.query["q"]:
            return Said(status=404)
        if asked.path == "/siret":
            return page("etablissements", places or [], here=asked.query["curseur"], following="end")
        at = 0 if asked.query["curseur"] == "*" else int(asked.query["curseur"])
        if at >= len(told):
            return page("unitesLegales", [], here=str(at), following=str(at))
        return page("unitesLegales", told[at], here=str(at), following=str(at + 1))

    return answer


def page(name: str, rows: list[dict[str, Any]], *, here: str, following: str) -> Said:
    if not rows:
        following = here
    return Said({"header": {"statut": 200, "curseur": here, "curseurSuivant": following}, name: rows})


def run(clock: VirtualClock, since: date | None = DAY) -> Counts:
    return follow(client=client(), clock=clock, since=since)


def test_ol_59_what_changed_on_a_day_is_written_once(peer: Peer, clock: VirtualClock) -> None:
    make_unit(siren=SIREN, name="ANCIEN NOM")
    peer.answer = pages([unit(SIREN)], [unit(OTHER)])
    assert run(clock) == Counts(new=1, changed=1)
    assert list(Unit.objects.order_by("siren").values_list("siren", "name")) == [
        (SIREN, "FONDERIE AUBRAC"),
        (OTHER, "FONDERIE AUBRAC"),
    ]
    asked = len(peer.asked)
    assert run(clock) == Counts()
    assert len(peer.asked) == asked


def test_questions_name_the_day_the_page_and_the_key(peer: Peer, clock: VirtualClock) -> None:
    peer.answer = pages([unit(SIREN)])
    run(clock)
    first = peer.asked[0]
    assert (first.path, first.query) == (
        "/siren",
        {"q": f"dateDernierTraitementUniteLegale:{DAY}", "nombre": "1000", "curseur": "*"},
    )
    assert first.headers["x-insee-api-key-integration"] == "a key of the tests"
    assert [(a.path, a.query["curseur"]) for a in peer.asked[1:]] == [("/siren", "1"), ("/siret", "*")]


def test_stopped_in_the_middle_of_a_day_it_goes_on_at_the_next_page(peer: Peer, clock: VirtualClock) -> None:
    whole = pages([unit(SIREN)], [unit(OTHER)])
    peer.answer = lambda asked: Said(status=500) if asked.query["curseur"] == "1" else whole(asked)
    with pytest.raises(Refusal):
        run(clock)
    row = DailyChanges.objects.get()
    assert (row.cursor, row.finished_at, Unit.objects.count()) == ("1", None, 1)
    peer.answer = whole
    assert run(clock) == Counts(new=2)
    assert [a.query["curseur"] for a in peer.asked if a.path == "/siren"] == ["*", "1", "1", "2"]


@pytest.mark.parametrize("body", [[], {}, {"header": {}}, {"header": {"curseurSuivant": "2"}}, {"unitesLegales": []}])
def test_an_answer_of_another_form_is_not_taken_for_the_end(peer: Peer, clock: VirtualClock, body: object) -> None:
    peer.answer = lambda _asked: Said(body)
    with pytest.raises(Refusal):
        run(clock)
    assert DailyChanges.objects.get().finished_at is None


def test_cursors_that_go_round_end_with_a_sentence_and_the_day_begins_anew(peer: Peer, clock: VirtualClock) -> None:
    around = {"*": "1", "1": "2", "2": "1"}
    peer.answer = lambda asked: page("unitesLegales", [unit(SIREN)], here="", following=around[asked.query["curseur"]])
    with pytest.raises(Refused, match="n’en finit pas") as no:
        run(clock)
    assert (no.value.code, len(peer.asked)) == ("endless", 3)
    row = DailyChanges.objects.get()
    assert (row.cursor, row.report, row.finished_at) == ("", {}, None)
    peer.answer = pages([unit(SIREN)])
    assert run(clock) == Counts(same=1)


def test_ever_new_cursors_end_all_the_same(peer: Peer, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MOST_PAGES", 4)
    peer.answer = lambda asked: page("unitesLegales", [unit(SIREN)], here="", following=asked.query["curseur"] + "x")
    with pytest.raises(Refused, match="4 pages") as no:
        run(clock)
    assert (no.value.code, len(peer.asked)) == ("endless", 4)


def test_a_cursor_that_cannot_be_kept_is_not_taken(peer: Peer, clock: VirtualClock) -> None:
    peer.answer = lambda _asked: page("unitesLegales", [unit(SIREN)], here="", following="x" * 401)
    with pytest.raises(Refusal):
        run(clock)


def test_a_row_of_another_form_is_in_the_report_of_the_day(peer: Peer, clock: VirtualClock) -> None:
    peer.answer = pages([{**unit(OTHER), "periodesUniteLegale": "2026"}, unit(SIREN)])
    counts = run(clock)
    assert (counts.new, counts.rejected) == (1, 1)
    assert counts.faults == (f"units, ligne 1 ({OTHER}), periodesUniteLegale : une liste est attendue.",)
    assert list(counts.faults) == DailyChanges.objects.get(kind="units").report["faults"]


def test_a_unit_that_opted_out_loses_its_names_its_places_and_its_people(peer: Peer, clock: VirtualClock) -> None:
    make_unit(siren=SIREN)
    make_establishment(siret=f"{SIREN}00015")
    make_officer(unit_id=SIREN)
    place = {
        "siret": f"{SIREN}00023",
        "etablissementSiege": False,
        "statutDiffusionEtablissement": "O",
        "adresseEtablissement": {"libelleCommuneEtablissement": "RODEZ", "codePostalEtablissement": "12000"},
        "periodesEtablissement": [{"dateFin": None, "etatAdministratifEtablissement": "A"}],
    }
    peer.answer = pages([unit(SIREN, status="P")], places=[place])
    assert run(clock).masked == 1
    assert Unit.objects.get().name == ""
    assert set(Establishment.objects.values_list("diffusible", "city")) == {(False, "")}
    assert not Officer.objects.exists()


def test_days_are_asked_for_from_the_last_one_whole_up_to_yesterday(clock: VirtualClock) -> None:
    today = clock.now().date()
    make_unit(processed_at=datetime(2026, 11, 20, 5, tzinfo=UTC))
    assert list(days(today)) == [date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)]
    DailyChanges.objects.create(
        kind="establishments", day=date(2026, 11, 21), started_at=timezone.now(), finished_at=timezone.now()
    )
    DailyChanges.objects.create(kind="units", day=DAY, started_at=timezone.now(), finished_at=timezone.now())
    assert list(days(today)) == [DAY]


def test_too_long_an_absence_asks_for_the_stock_files(clock: VirtualClock) -> None:
    with pytest.raises(Refused) as no:
        list(days(clock.now().date(), since=date(2025, 1, 1)))
    assert no.value.code == "too_old"


@pytest.mark.parametrize(("status", "code"), [(401, "key_refused"), (403, "key_refused")])
def test_a_refused_key_is_said(peer: Peer, clock: VirtualClock, status: int, code: str) -> None:
    peer.answer = lambda _asked: Said(status=status)
    with pytest.raises(Refused) as no:
        run(clock)
    assert no.value.code == code


def test_told_to_wait_it_stops_until_then(peer: Peer, clock: VirtualClock) -> None:
    peer.answer = lambda _asked: Said(status=429, headers={"Retry-After": "3600"})
    for _ in range(2):
        with pytest.raises(Busy):
            run(clock)
    assert len(peer.asked) == 1


def test_without_a_key_nobody_is_asked(settings: Settings, peer: Peer, clock: VirtualClock) -> None:
    settings.FILON_SIRENE_KEY = ""
    with pytest.raises(Refused):
        run(clock)
    assert (loops.follow_changes(), peer.asked) == (0, [])


def test_the_loop_makes_the_copy_anew_when_something_changed(peer: Peer) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    make_unit(siren=SIREN, name="ANCIEN NOM", processed_at=yesterday - timedelta(hours=1))

    def answer(asked: Asked) -> Said:
        if asked.path == "/siret" or asked.query["curseur"] != "*":
            return Said(status=404)
        told = unit(SIREN)
        told["dateDernierTraitementUniteLegale"] = yesterday.isoformat()[:23]
        return page("unitesLegales", [told], here="*", following="1")

    peer.answer = answer
    assert loops.follow_changes() == 0
    snapshot = current()
    assert snapshot is not None
    assert (snapshot.count, Unit.objects.get().name) == (1, "FONDERIE AUBRAC")
    assert json.loads((snapshot.folder / "about.json").read_text())["count"] == 1


def test_what_came_before_a_failure_is_in_the_copy_all_the_same(peer: Peer) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    make_unit(siren=SIREN, name="ANCIEN NOM", processed_at=yesterday - timedelta(hours=1))

    def answer(asked: Asked) -> Said:
        if asked.path == "/siret":
            return Said(status=500)
        told = unit(SIREN)
        told["dateDernierTraitementUniteLegale"] = yesterday.isoformat()[:23]
        return page("unitesLegales", [told], here="*", following="*")

    peer.answer = answer
    assert loops.follow_changes() == 0
    snapshot = current()
    assert snapshot is not None
    assert snapshot.count == 1
