"""Follow-ups narrowed by routine and by tag."""

from __future__ import annotations

import pytest
from tests.desk.days import make_follow_up
from tests.factories import make_company, make_manager, make_member
from tests.market.rows import NOW, make_routine

from filon.market.operations import set_tag
from filon.market.states import Tag


@pytest.fixture
def lea(workspace):
    return make_manager(workspace)


def names(browser, query):
    page = browser.get(f"/relances/?{query}")
    return sorted(each.row.company.name for each in page.context["due"].rows)


@pytest.fixture
def routine(lea):
    """Company A is a prospect in it and a client in another, B the other way round, C has no tag."""
    mine, other = make_routine(title="Nord"), make_routine(title="Sud")
    for name, here, there in (("A", Tag.PROSPECT, Tag.CLIENT), ("B", Tag.CLIENT, Tag.PROSPECT), ("C", None, None)):
        company = make_company(name=name)
        make_follow_up(lea.user, company=company)
        for row, tag in ((mine, here), (other, there)):
            set_tag(row.id, company.id, tag, now=NOW)
    return mine


def test_a_co_13_a_list_of_follow_ups_is_narrowed_by_routine_and_by_the_tag_in_it(lea, routine, client_for):
    browser = client_for(lea)
    assert names(browser, f"routine={routine.id}") == ["A", "B"]
    assert names(browser, "tag=prospect") == ["A", "B"]
    assert names(browser, f"routine={routine.id}&tag=prospect") == ["A"]
    assert [names(browser, each) for each in ("routine=x", "tag=x")] == [[], ["A", "B", "C"]]
    page = browser.get("/relances/").content.decode()
    assert f'<option value="{routine.id}">Nord</option>' in page


def test_a_routine_that_somebody_may_not_see_narrows_to_nothing(lea, routine, client_for, workspace):
    other = make_member(workspace)
    page = client_for(other).get("/relances/").content.decode()
    assert "Nord" not in page
    assert names(client_for(other), f"user=tous&routine={routine.id}") == []
    assert names(client_for(other), "user=tous&tag=prospect") == []
