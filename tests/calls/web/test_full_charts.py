"""The two charts of a campaign that talks: each row once on the left, each conversation once on the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.calls.web.saying import make_person, make_spoken
from tests.factories import make_call_campaign, make_member

from filon.calls.full.statuses import WITH_SOMEBODY
from filon.calls.models import CallCampaign
from filon.calls.queries.full_charts import outcomes, sorted_out
from filon.calls.states import ProspectState, Scenario, Status
from filon.tenants.models import Member, Workspace

Browser = Callable[[Member], Client]
COUNTED = st.lists(
    st.tuples(
        st.sampled_from(ProspectState.values), st.sampled_from(["", *Status.values]), st.integers(0, 1),
        st.integers(1, 10_000),
    )
)  # fmt: skip


def mixed(campaign: CallCampaign) -> None:
    """One row of each status, and rows without one."""
    for status in Status:
        make_spoken(campaign, status=status)
    make_person(campaign)
    make_person(campaign, attempts_made=1)
    make_person(campaign, state=ProspectState.CALLING)
    make_person(campaign, state=ProspectState.REFUSED)
    make_person(campaign, state=ProspectState.DONE, nature="other")


@given(COUNTED)
def test_st_96_left_adds_up_to_all_rows_and_right_to_those_with_somebody(counted: list[Any]) -> None:
    found = sorted_out(counted)
    assert found.rows == sum(n for *_, n in counted)
    assert found.people == sum(n for _state, status, _called, n in counted if status in WITH_SOMEBODY)


def test_st_51_st_52_the_left_chart_counts_what_answered_and_the_right_one_what_was_said(workspace: Workspace) -> None:
    campaign = make_call_campaign(scenario=Scenario.FULL)
    mixed(campaign)
    make_spoken(make_call_campaign(scenario=Scenario.FULL))
    found = outcomes(campaign.id)
    left, right = ({bar.label: bar.n for bar in bars} for bars in (found.overall, found.talks))
    assert left == {
        "Une personne a répondu": 13, "Non décroché": 1, "SVI": 1, "Répondeur": 1, "Silence": 1, "Non assigné": 1,
        "Sans résultat": 1, "Écarté": 1, "Appel en cours": 1, "À rappeler": 1, "Pas encore appelé": 1,
    }  # fmt: skip
    assert right == {str(status.label): 1 for status in WITH_SOMEBODY}


def test_st_96_the_page_tells_both_totals_in_a_fixed_number_of_queries(
    workspace: Workspace, client_for: Browser, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    campaign = make_call_campaign(scenario=Scenario.FULL)
    mixed(campaign)
    browser = client_for(make_member(workspace))
    with django_assert_max_num_queries(23):
        page = browser.get(f"/appels/{campaign.id}/graphiques/").content.decode()
    assert "23 lignes" in page
    assert "13 lignes où une personne a répondu" in page
    assert page.index("Tous les résultats") < page.index("Ce que disent les standards")


def test_light_keeps_its_own_chart(workspace: Workspace, client_for: Browser) -> None:
    campaign = make_call_campaign()
    make_spoken(campaign, status=Status.IVR)
    page = client_for(make_member(workspace)).get(f"/appels/{campaign.id}/graphiques/").content.decode()
    assert "Qui décroche" in page
    assert "Tous les résultats" not in page
