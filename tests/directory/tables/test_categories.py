"""Categories of companies, from a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.directory.public.rows import make_unit

from filon.directory.public.models import Category, SiteCategory, UnitCategory
from filon.directory.public.queries import categories_of
from filon.directory.tables.categories import import_categories
from filon.kernel.errors import Refused

pytestmark = pytest.mark.django_db
SIREN, OTHER, HIDDEN = "000000018", "000000026", "000000034"


@pytest.fixture(autouse=True)
def units() -> None:
    make_unit(siren=SIREN)
    make_unit(siren=OTHER)
    make_unit(siren=HIDDEN, diffusible=False, name="")


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "categories.csv"
    path.write_text(text, encoding="utf-8")
    return path


def known(siren: str) -> list[tuple[str, bool]]:
    return list(UnitCategory.objects.filter(unit_id=siren).order_by("id").values_list("category_id", "primary"))


def test_ol_57_ol_58_a_company_has_several_categories_the_first_foremost(tmp_path: Path) -> None:
    report = import_categories(
        file(tmp_path, f'siren,categories\n{SIREN},"categories/gcid:foundry; Atelier d’usinage|gcid:metal_finisher"\n')
    )
    assert (report.written, report.problems) == (1, [])
    assert known(SIREN) == [("gcid:foundry", True), ("atelier_d_usinage", False), ("gcid:metal_finisher", False)]
    assert dict(Category.objects.values_list("code", "label")) == {
        "gcid:foundry": "Foundry",
        "atelier_d_usinage": "Atelier d’usinage",
        "gcid:metal_finisher": "Metal finisher",
    }


def test_what_a_file_says_takes_the_place_of_what_was_known(tmp_path: Path) -> None:
    for categories in ("gcid:foundry;gcid:cafe", "gcid:cafe"):
        import_categories(file(tmp_path, f"siren,categories\n{SIREN},{categories}\n{OTHER},gcid:cafe\n"))
    assert (known(SIREN), known(OTHER)) == ([("gcid:cafe", True)], [("gcid:cafe", True)])


def test_the_primary_column_names_the_foremost(tmp_path: Path) -> None:
    import_categories(file(tmp_path, f"siret;primary;categories\n{SIREN}00015;gcid:cafe;gcid:foundry\n"))
    assert known(SIREN) == [("gcid:cafe", True), ("gcid:foundry", False)]


def test_a_company_may_be_known_by_its_site(tmp_path: Path) -> None:
    import_categories(file(tmp_path, "domain,categories\nhttps://www.fonderie.example/a,gcid:foundry\n"))
    assert list(SiteCategory.objects.values_list("domain", "category_id")) == [("fonderie.example", "gcid:foundry")]
    assert [c.code for c in categories_of("", domain="fonderie.example")] == ["gcid:foundry"]


def test_a_category_is_recognised_by_its_label(tmp_path: Path) -> None:
    import_categories(file(tmp_path, "gcid,displayName\ncategories/gcid:dry_cleaner,Pressing\n"))
    import_categories(file(tmp_path, f"siren,categories\n{SIREN},PRESSING\n"))
    assert known(SIREN) == [("gcid:dry_cleaner", True)]


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_of_labels_is_written_in_one_query_and_a_second_time_changes_nothing(tmp_path: Path, rows: int) -> None:
    lines = "".join(f"gcid:trade_{n},Métier {n}\n" for n in range(rows))
    path = file(tmp_path, f"code,label\ngcid:trade_0,Ancien\n{lines}")
    with CaptureQueriesContext(connection) as caught:
        first = import_categories(path)
    assert sum("INSERT" in query["sql"] for query in caught) == 1
    assert (first.written, first.same, Category.objects.get(code="gcid:trade_0").label) == (rows, 0, "Métier 0")
    again = import_categories(path)
    assert (again.written, again.same) == (0, rows)


def test_refused_rows_are_told_by_row_and_column(tmp_path: Path) -> None:
    rows = ["000000019,gcid:a", "000000042,gcid:a", f"{HIDDEN},gcid:a", f"{SIREN},", f"{OTHER},gcid:a"]
    report = import_categories(file(tmp_path, "\n".join(["SIREN,Catégories", *rows]) + "\n"))
    assert (report.written, report.refused) == (1, 4)
    assert [(p.row, p.column) for p in report.problems] == [(2, "SIREN"), (3, "SIREN"), (4, "SIREN"), (5, "Catégories")]


@pytest.mark.parametrize("text", ["", "siren,naf\n1,2\n", "categories,primary\na,b\n"])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refused) as no:
        import_categories(file(tmp_path, text))
    assert no.value.code == "columns_missing"
