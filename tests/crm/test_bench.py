from __future__ import annotations

import pytest
from tests.factories import make_contact

from filon.crm import bench, scratch
from filon.crm.models import Contact
from filon.kernel.tenancy import scope
from filon.tenants import measuring
from filon.tenants.models import Workspace

SIZE = 200
MANY = 2000


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "REQUESTS", 2)
    monkeypatch.setattr(measuring, "WARM_UP", 1)


@pytest.mark.django_db
def test_every_page_is_measured_beside_its_sql(quick: None) -> None:
    result = bench.run(SIZE)
    assert (result["unit"], result["size"]) == ("ms", SIZE)
    assert 0 < result["limit"] < result["figure"]
    assert result["detail"]["queries"] > 2
    for name in ("first", "deep", "by name", "filter: left", "search: rare"):
        case = result["detail"][name]
        assert 0 < case["sql"]["p50"] < case["part"]["p50"] <= case["part"]["p95"], name


def test_nothing_but_an_empty_workspace_is_left(workspace: Workspace) -> None:
    kept = make_contact()
    with scratch.people(SIZE) as made:
        assert Contact.objects.count() == SIZE
    with scope(made.id):
        assert not Contact.objects.exists()
    assert list(Contact.objects.all()) == [kept]


@pytest.mark.usefixtures("workspace")
def test_names_are_common_and_rare() -> None:
    with scratch.people(MANY):
        common = Contact.objects.filter(last_name=scratch.COMMON_NAME).count()
        assert MANY / 200 < common < MANY / 10
        assert Contact.objects.get(last_name=scratch.RARE_NAME).name_key.startswith("quesnoy ")
