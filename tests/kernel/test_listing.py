from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import reduce
from operator import and_
from random import Random

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import MADE_AT, make_company

from filon.crm.models import Contact
from filon.kernel import keyset
from filon.kernel.listing import Count, ListSpec, Page, Sort, count, narrow, one_of, page

pytestmark = pytest.mark.usefixtures("workspace")

SPEC = ListSpec(
    sorts={
        "name": Sort("name_key"),
        "quiet": Sort("opted_out_at", desc=True),
        "company": Sort("company__name_key"),
        "made": Sort("created_at", desc=True),
    },
    default_sort="made",
    filters={"city": lambda queryset, value: queryset.filter(city=value), "state": one_of("status", "active", "left")},
    search=lambda text: Q(name_key__contains=text.lower()),
    size=5,
)
SORTS = [sign + key for key in SPEC.sorts for sign in ("", "-")]


def make(n: int, *, seed: int = 1) -> set[str]:
    """Contacts with many equal and many missing sort values, in no order."""
    dice = Random(seed)
    companies = [make_company(name=name) for name in ("Aube", "Bruyère", "Cèdre")]
    rows = [
        Contact(
            name_key=dice.choice(["", "adam", "adam", "zoé", "béa"]),
            company=dice.choice([None, *companies]),
            opted_out_at=dice.choice([None, None, MADE_AT, MADE_AT + timedelta(microseconds=dice.randrange(9))]),
            city=dice.choice(["Lyon", "Lille"]),
            created_at=MADE_AT + timedelta(seconds=dice.randrange(4)),
            updated_at=MADE_AT,
        )
        for _ in range(n)
    ]
    Contact.objects.bulk_create(rows)
    return {str(row.id) for row in rows}


def contacts() -> QuerySet[Contact]:
    return Contact.objects.select_related("company")


def ids(found: Page[Contact]) -> list[str]:
    return [str(row.id) for row in found.rows]


def forwards(**params: str) -> list[Page[Contact]]:
    """Every page from the first to the last."""
    pages = [page(contacts(), SPEC, params)]
    while pages[-1].next:
        pages.append(page(contacts(), SPEC, {**params, "after": pages[-1].next}))
    return pages


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("n", [0, 1, 5, 6, 43])
def test_a_walk_sees_every_row_once_both_ways(sort: str, n: int) -> None:
    made = make(n, seed=n)
    there = forwards(sort=sort)
    seen = [i for one in there for i in ids(one)]
    assert (len(seen), set(seen)) == (n, made)
    back = [there[-1]]
    while back[-1].prev:
        back.append(page(contacts(), SPEC, {"sort": sort, "before": back[-1].prev}))
    assert [ids(one) for one in reversed(back)] == [ids(one) for one in there]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize(("sample", "near"), [(1, 1), (4, 9), (9, 1000), (1000, 1000)])
def test_a_search_finds_its_rows_in_the_order_of_the_list(
    sort: str, sample: int, near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(43)
    monkeypatch.setattr(keyset, "SAMPLE", sample)
    monkeypatch.setattr(keyset, "NEAR", near)
    monkeypatch.setattr(keyset, "FREQUENT", 1)
    expected = [str(row.id) for p in forwards(sort=sort) for row in p.rows if "ad" in row.name_key]
    pages = forwards(sort=sort, q="ad")
    assert [key for p in pages for key in ids(p)] == expected
    assert len(pages) > 2
    back = page(contacts(), SPEC, {"sort": sort, "q": "ad", "before": pages[-1].prev})
    assert ids(back) == expected[(len(pages) - 2) * SPEC.size : (len(pages) - 1) * SPEC.size]


def test_a_frequent_word_is_looked_up_in_the_rows_of_the_rare_one(monkeypatch: pytest.MonkeyPatch) -> None:
    make(60)
    lone = Contact.objects.create(name_key="adam rare", created_at=MADE_AT - timedelta(days=1), updated_at=MADE_AT)
    monkeypatch.setattr(keyset, "SAMPLE", 50)
    monkeypatch.setattr(keyset, "COMMON", 2)
    both = replace(SPEC, search=lambda text: reduce(and_, [Q(name_key__contains=word) for word in text.split()]))
    with CaptureQueriesContext(connection) as queries:
        assert page(contacts(), both, {"q": "rare adam"}).rows == [lone]
    look, index, _rows = [query["sql"] for query in queries]
    assert "count(*) filter" in look
    assert index.count("CASE WHEN") == 1
    assert "LIKE '%rare%'" in index.split("CASE WHEN")[0]


@pytest.mark.parametrize("sort", ["quiet", "-quiet", "company", "-company"])
def test_rows_without_a_value_come_last_whatever_the_direction(sort: str) -> None:
    make(30)
    rows = [row for one in forwards(sort=sort) for row in one.rows]
    empty = [(row.opted_out_at if "quiet" in sort else row.company) is None for row in rows]
    assert any(empty)
    assert empty == sorted(empty)


def test_a_page_reads_the_rows_after_the_cursor_only() -> None:
    make(20)
    first = page(contacts(), SPEC, {"sort": "name"})
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page(contacts(), SPEC, {"sort": "name", "after": first.next})
    assert len(queries) == 1
    sql = queries[0]["sql"]
    assert '("crm_contact"."name_key", "crm_contact"."id") > (' in sql
    assert "OFFSET" not in sql


@pytest.mark.parametrize("n", [1, 3])
def test_a_page_costs_one_query_however_many_rows(n: int) -> None:
    make(n)
    with CaptureQueriesContext(connection) as queries:
        page(contacts(), SPEC, {})
    assert len(queries) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    params=st.dictionaries(
        st.sampled_from(["after", "before", "sort", "q", "city", "state"]), st.text(max_size=300), max_size=6
    )
)
def test_any_parameters_give_a_page(params: dict[str, str]) -> None:
    found = page(contacts(), SPEC, params)
    assert found.sort in SPEC.sorts
    assert found.rows == []
    count(narrow(contacts(), SPEC, params))


def test_a_cursor_of_another_sort_or_direction_gives_the_first_page() -> None:
    make(12)
    by_name = page(contacts(), SPEC, {"sort": "name"})
    for sort in ("-name", "quiet"):
        assert ids(page(contacts(), SPEC, {"sort": sort, "after": by_name.next})) == ids(
            page(contacts(), SPEC, {"sort": sort})
        )
    forged = by_name.next[:-1] + ("A" if by_name.next[-1] != "A" else "B")
    assert ids(page(contacts(), SPEC, {"sort": "name", "after": forged})) == ids(by_name)


def test_a_page_back_whose_rows_went_away_becomes_the_first_page() -> None:
    make(12)
    second = page(contacts(), SPEC, {"after": page(contacts(), SPEC, {}).next})
    Contact.objects.filter(id=page(contacts(), SPEC, {}).rows[0].id).delete()
    back = page(contacts(), SPEC, {"before": second.prev})
    assert (len(back.rows), back.prev) == (5, "")
    assert ids(back) == ids(page(contacts(), SPEC, {}))


def test_filters_and_search_narrow_together_and_unknown_choices_are_ignored() -> None:
    make(40)
    rows = page(contacts(), SPEC, {"city": "Lyon", "q": "Adam", "state": "gone"}).rows
    assert rows
    assert {(row.city, row.name_key) for row in rows} == {("Lyon", "adam")}


def test_links_keep_what_narrows_and_drop_the_place() -> None:
    make(12)
    found = page(contacts(), SPEC, {"city": "Lyon", "sort": "-name", "after": "x", "other": "y", "q": " "})
    assert found.query() == "city=Lyon&sort=-name"
    assert found.query(city="") == "sort=-name"
    assert found.sorted_by("name") == "city=Lyon&sort=name"
    assert found.sorted_by("quiet") == "city=Lyon&sort=-quiet"
    assert found.narrowed
    assert not page(contacts(), SPEC, {"sort": "name"}).narrowed


@pytest.mark.parametrize(
    ("n", "expected"), [(0, Count(0, exact=True)), (7, Count(7, exact=True)), (8, Count(7, exact=False))]
)
def test_a_count_stops_at_its_cap(n: int, expected: Count) -> None:
    make(n)
    assert count(contacts(), cap=7) == expected


def test_a_spec_that_cannot_work_is_refused() -> None:
    with pytest.raises(ValueError, match="default_sort"):
        ListSpec(sorts={"a": Sort("a")}, default_sort="b")
    with pytest.raises(ValueError, match="taken"):
        ListSpec(sorts={"a": Sort("a")}, default_sort="a", filters={"after": lambda queryset, value: queryset})
