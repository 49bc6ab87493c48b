from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import make_company, make_contact, make_member
from tests.market.copies import siren_of
from tests.market.rows import NOW, make_routine, make_unit

from filon.directory.models import Company
from filon.kernel.errors import Refused
from filon.market.facts import FACTS
from filon.market.models import CompanyTag, Routine, RoutineMember
from filon.market.operations import company_of, promote, refresh, set_tag, tag_by_siren
from filon.market.queries.routines import tag_counts, untagged_counts
from filon.market.queries.suspects import suspects
from filon.market.states import Tag
from filon.timeline.models import Event

SIREN, OTHER, HIDDEN = "732829320", "552100554", "404833048"


def tags() -> list[tuple[str, str]]:
    return sorted(CompanyTag.objects.values_list("company__name", "tag"))


def test_co_152_and_co_155_a_company_has_a_tag_in_each_routine(workspace):
    company = make_company(name="Fonderie", siren=SIREN)
    one, two = make_routine(title="A"), make_routine(title="B")
    assert set_tag(one.id, company.id, Tag.CLIENT, now=NOW) is None
    set_tag(two.id, company.id, Tag.SUSPECT, now=NOW)
    assert set_tag(one.id, company.id, Tag.EX_CLIENT, now=NOW) == Tag.CLIENT
    assert tags() == [("Fonderie", "ex_client"), ("Fonderie", "suspect")]
    told = Event.objects.filter(kind="market.company_tagged", origin_id=one.id).order_by("id")
    assert [event.data for event in told] == [{"tag": "client", "before": ""}, {"tag": "ex_client", "before": "client"}]


def test_a_tag_can_be_taken_off_and_setting_it_again_tells_nothing(workspace):
    company, routine = make_company(siren=SIREN), make_routine()
    for tag in (Tag.CLIENT, Tag.CLIENT, None, None):
        set_tag(routine.id, company.id, tag, now=NOW)
    assert tags() == []
    assert Event.objects.filter(kind="market.company_tagged").count() == 2


def test_co_154_the_dashboard_counts_every_tag(workspace):
    routine = make_routine()
    for tag in (Tag.CLIENT, Tag.CLIENT, Tag.PROSPECT):
        set_tag(routine.id, make_company().id, tag, now=NOW)
    assert tag_counts([routine.id])[routine.id] == {
        Tag.SUSPECT: 0, Tag.PROSPECT: 1, Tag.CLIENT: 2, Tag.EX_CLIENT: 0, Tag.OFF_TARGET: 0,
    }  # fmt: skip


def test_the_dashboard_counts_what_nobody_has_tagged_yet(workspace, market):
    routine = make_routine()
    refresh(routine.id, market=market, now=NOW)
    routine.refresh_from_db()
    found = suspects(routine.id).values_list("siren", flat=True)
    assert untagged_counts([routine]) == {routine.id: len(found)}
    for siren, tag in zip(found[:2], (Tag.CLIENT, Tag.SUSPECT), strict=True):
        set_tag(routine.id, make_company(siren=f"{siren:09d}").id, tag, now=NOW)
    set_tag(routine.id, make_company().id, Tag.CLIENT, now=NOW)
    assert untagged_counts([routine]) == {routine.id: suspects(routine.id).filter(tag=None).count()}


@pytest.mark.parametrize("before", [None, Tag.SUSPECT, Tag.OFF_TARGET])
def test_co_156_a_follow_up_makes_a_prospect_on_the_users_default_routine(workspace, before):
    lea, company = make_member(workspace), make_company(siren=SIREN)
    default, other = make_routine(default_for=[lea.user_id]), make_routine(title="B", users=[lea.user_id])
    set_tag(default.id, company.id, before, now=NOW)
    assert promote(company.id, user_id=lea.user_id, now=NOW) == Tag.PROSPECT
    assert list(CompanyTag.objects.values_list("routine", "tag")) == [(default.id, "prospect")]
    assert other.id != default.id


@pytest.mark.parametrize("before", [Tag.CLIENT, Tag.EX_CLIENT])
def test_a_co_2_clients_keep_their_tag_and_the_timeline_says_so(workspace, before):
    lea, company = make_member(workspace), make_company(siren=SIREN)
    routine = make_routine(default_for=[lea.user_id])
    set_tag(routine.id, company.id, before, now=NOW)
    assert promote(company.id, user_id=lea.user_id, now=NOW) == before
    assert CompanyTag.objects.get().tag == before
    assert Event.objects.get(kind="market.tag_kept").data == {"tag": before}
    Routine.objects.update(follow_ups_win=True)
    assert promote(company.id, user_id=lea.user_id, now=NOW) == Tag.PROSPECT


def test_a_co_3_without_a_default_routine_nothing_changes(workspace):
    lea, company = make_member(workspace), make_company(siren=SIREN)
    make_routine(users=[lea.user_id])
    assert RoutineMember.objects.exists()
    assert promote(company.id, user_id=lea.user_id, now=NOW) is None
    assert not CompanyTag.objects.exists()


def test_co_158_customers_are_tagged_by_a_list_of_sirens(workspace):
    routine = make_routine()
    make_company(name="Connue", siren=SIREN)
    make_unit(OTHER, name="De l’annuaire")
    make_unit(HIDDEN, diffusible=False)
    done = tag_by_siren(routine.id, [SIREN, f" {OTHER} ", HIDDEN, "123", "", SIREN], Tag.CLIENT, now=NOW)
    assert done.tagged == 2
    assert [line for line, _why in done.refused] == [HIDDEN, "123"]
    assert tags() == [("Connue", "client"), ("De l’annuaire", "client")]
    again = tag_by_siren(routine.id, [SIREN, OTHER], Tag.CLIENT, now=NOW)
    assert (again.tagged, Event.objects.filter(kind="market.company_tagged").count()) == (2, 2)


def test_a_long_list_costs_no_more_queries_than_a_short_one(workspace):
    routine, sirens = make_routine(), [str(siren_of(n)) for n in range(12)]
    for siren in sirens:
        make_unit(siren)

    def queries(some: list[str]) -> int:
        with CaptureQueriesContext(connection) as found:
            tag_by_siren(routine.id, some, Tag.CLIENT, now=NOW)
        return len(found)

    assert queries(sirens[:2]) == queries(sirens[2:])
    assert Event.objects.filter(kind="directory.company_added").count() == 12


def test_a_suspect_becomes_a_company_of_the_workspace_once(workspace):
    make_unit(SIREN, name="Fonderie Aubry")
    made = company_of(SIREN, now=NOW)
    assert company_of(SIREN, now=NOW) == made
    company = Company.objects.get()
    assert (company.name, company.siren, company.city, company.postcode) == ("Fonderie Aubry", SIREN, "Lille", "59000")


def test_a_unit_that_may_not_be_shown_does_not_become_a_company(workspace):
    make_unit(HIDDEN, diffusible=False)
    with pytest.raises(Refused):
        company_of(HIDDEN, now=NOW)
    assert not Company.objects.exists()


def test_tags_and_acquaintances_are_facts_for_criteria(workspace):
    routine, company = make_routine(), make_company(siren=SIREN)
    set_tag(routine.id, company.id, Tag.OFF_TARGET, now=NOW)
    make_contact(company=company, email="")
    make_contact(company=make_company(siren=OTHER), status="left")
    assert FACTS["tag"].load() == {"off_target": {int(SIREN)}}
    assert FACTS["contact"].load() == {"any": {int(SIREN)}, "email": set(), "phone": set()}
