"""Stock files and changes into the public directory."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.directory.sirene.rows import OTHER, SIREN, answer, place, unit, write

from filon.demo.sirene.stock import Order, make
from filon.directory.public.models import DirectoryImport, Establishment, Officer, Unit
from filon.directory.sirene import texts
from filon.directory.sirene.counts import Counts
from filon.directory.sirene.importing import import_file, in_order
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused

pytestmark = pytest.mark.django_db
SIZE = 600
Stock = tuple[Path, Path]


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    return make(tmp_path_factory.mktemp("stock"), Order(size=SIZE))


def _everything() -> list[list[tuple[object, ...]]]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Unit, Establishment)]


def test_a_second_import_of_the_same_stock_changes_nothing(stock: Stock, clock: VirtualClock) -> None:
    units, places = (import_file(path, clock=clock) for path in stock)
    before = _everything()
    again = [import_file(path, clock=clock) for path in stock]
    assert units == Counts(new=SIZE)
    assert again == [Counts(same=SIZE), Counts(same=places.new)]
    assert _everything() == before


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_form_of_file_gives_the_same_rows(stock: Stock, form: str, tmp_path: Path, clock: VirtualClock) -> None:
    for path in stock:
        import_file(path, clock=clock)
    other = make(tmp_path, Order(size=SIZE, form=form))
    assert [import_file(path, clock=clock).changed for path in other] == [0, 0]


def test_files_of_the_older_layout_are_read(tmp_path: Path, clock: VirtualClock) -> None:
    for path in make(tmp_path, Order(size=SIZE, older=True)):
        assert import_file(path, clock=clock).rejected == 0
    assert Unit.objects.exclude(naf="").filter(naf25="").count() == SIZE
    assert Establishment.objects.filter(head=True).count() == SIZE


def test_an_import_that_was_stopped_goes_on_where_it_was(
    stock: Stock, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "BLOCK_BYTES", 20_000)
    marks: list[int] = []

    def stop(at: int, _of: int) -> None:
        marks.append(at)
        if len(marks) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(stock[0], clock=clock, progress=stop)
    there = Unit.objects.count()
    counts = import_file(stock[0], clock=clock, progress=stop)
    assert 0 < there < SIZE
    assert counts == Counts(new=SIZE)
    assert marks == sorted(set(marks))  # no piece twice
    assert DirectoryImport.objects.get().finished_at == clock.now()


def test_changes_of_the_day_close_rename_and_mask(tmp_path: Path, clock: VirtualClock) -> None:
    import_file(write(tmp_path / "units.csv", unit(), unit(siren=OTHER)), clock=clock)
    import_file(write(tmp_path / "places.csv", place()), clock=clock)
    closed = {"etatAdministratifUniteLegale": "C", "denominationUniteLegale": "FONDERIE DU LOT", "dateFin": None}
    former = {
        "etatAdministratifUniteLegale": "A",
        "denominationUniteLegale": "FONDERIE AUBRAC",
        "dateFin": "2026-06-01",
    }
    today = answer(
        tmp_path / "today.json",
        unitesLegales=[
            {
                **unit(dateDernierTraitementUniteLegale="2026-06-02T08:00:00.000"),
                "periodesUniteLegale": [former, closed],
            },
            {
                **unit(
                    siren=OTHER, statutDiffusionUniteLegale="P", dateDernierTraitementUniteLegale="2026-06-02T08:00:00"
                )
            },
        ],
    )
    assert import_file(today, clock=clock) == Counts(changed=2, closed=1, masked=1)
    assert Unit.objects.filter(siren=SIREN).values("active", "name").get() == {
        "active": False,
        "name": "FONDERIE DU LOT",
    }
    hidden = Unit.objects.get(siren=OTHER)
    assert (hidden.diffusible, hidden.name, str(hidden.opted_out_on)) == (False, "", "2026-06-02")


def test_a_unit_that_opts_out_takes_its_places_and_people_along(tmp_path: Path, clock: VirtualClock) -> None:
    import_file(write(tmp_path / "units.csv", unit()), clock=clock)
    import_file(write(tmp_path / "places.csv", place()), clock=clock)
    Officer.objects.create(unit_id=SIREN, last_name="AUBRAC", source="rne", learnt_at=clock.now())
    opted = unit(statutDiffusionUniteLegale="P", dateDernierTraitementUniteLegale="2026-07-01T00:00:00")
    import_file(write(tmp_path / "later.csv", opted), clock=clock)
    assert Establishment.objects.values_list("diffusible", "address", "city").get() == (False, "", "")
    assert not Officer.objects.exists()


def test_a_place_is_masked_because_its_unit_is(tmp_path: Path, clock: VirtualClock) -> None:
    import_file(write(tmp_path / "units.csv", unit(statutDiffusionUniteLegale="P")), clock=clock)
    import_file(write(tmp_path / "places.csv", place(statutDiffusionEtablissement="O")), clock=clock)
    assert Establishment.objects.values_list("diffusible", "address", "latitude").get() == (False, "", None)


def test_an_older_file_undoes_nothing(tmp_path: Path, clock: VirtualClock) -> None:
    newer = unit(denominationUniteLegale="FONDERIE DU LOT", dateDernierTraitementUniteLegale="2026-06-02T08:00:00")
    import_file(write(tmp_path / "newer.csv", newer), clock=clock)
    assert import_file(write(tmp_path / "older.csv", unit()), clock=clock) == Counts(older=1)
    assert Unit.objects.get().name == "FONDERIE DU LOT"


def test_an_invented_company_never_takes_the_place_of_a_real_one(tmp_path: Path, clock: VirtualClock) -> None:
    import_file(write(tmp_path / "real.csv", unit()), clock=clock)
    invented = unit(denominationUniteLegale="ATELIER INVENTE")
    assert import_file(write(tmp_path / "sample.csv", invented), clock=clock, sample=True) == Counts(older=1)
    assert Unit.objects.values_list("name", "sample").get() == ("FONDERIE AUBRAC", False)


def test_sample_companies_are_marked_and_give_way_to_real_ones(tmp_path: Path, clock: VirtualClock) -> None:
    import_file(write(tmp_path / "sample.csv", unit()), clock=clock, sample=True)
    assert Unit.objects.get().sample
    import_file(write(tmp_path / "real.csv", unit(denominationUniteLegale="FONDERIE DU LOT")), clock=clock)
    assert Unit.objects.values_list("name", "sample").get() == ("FONDERIE DU LOT", False)


def test_lines_without_a_valid_number_are_refused_and_counted(tmp_path: Path, clock: VirtualClock) -> None:
    path = write(tmp_path / "units.csv", unit(), unit(siren="000000019"), unit(siren="18"), unit(siren="000000000"))
    with path.open("a") as out:
        out.write("too,short\n")
    assert import_file(path, clock=clock) == Counts(new=1, rejected=4)


def test_of_two_lines_about_the_same_the_one_treated_last_is_kept(tmp_path: Path, clock: VirtualClock) -> None:
    later = unit(denominationUniteLegale="FONDERIE DU LOT", dateDernierTraitementUniteLegale="2026-06-02T08:00:00")
    counts = import_file(write(tmp_path / "units.csv", later, unit()), clock=clock)
    assert (counts.new, counts.rows) == (1, 2)
    assert Unit.objects.get().name == "FONDERIE DU LOT"


def test_the_activity_of_revision_2_stays_when_files_only_know_that_of_2025(
    tmp_path: Path, clock: VirtualClock
) -> None:
    import_file(write(tmp_path / "before.csv", unit()), clock=clock)
    after = unit(
        activitePrincipaleUniteLegale="24.51Y",
        nomenclatureActivitePrincipaleUniteLegale="NAF2025",
        activitePrincipaleNAF25UniteLegale="",
        dateDernierTraitementUniteLegale="2027-01-02T00:00:00",
    )
    import_file(write(tmp_path / "after.csv", after), clock=clock)
    assert Unit.objects.values_list("naf", "naf25").get() == ("24.51Z", "24.51Y")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("siren,statutDiffusionUniteLegale\n1,O\n", "columns_missing"),
        ("nom;ville\nA;B\n", "not_sirene"),
        ("siren,siren\n1,2\n", "columns_twice"),
        ("no line end", "no_header"),
    ],
)
def test_what_is_no_stock_file_is_refused_with_its_reason(text: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(text)
    with pytest.raises(Refused) as refusal:
        in_order([path])
    assert refusal.value.code == code


def test_units_come_before_their_places(stock: Stock) -> None:
    assert in_order([stock[1], stock[0]]) == [stock[0], stock[1]]
