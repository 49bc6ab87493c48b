from __future__ import annotations

from tests.factories import make_company
from tests.market.rows import NOW, make_routine, make_unit
from tests.market.scorings import NORTHERN_METAL

from filon.kernel import listing
from filon.market.models import Routine, RoutineScore
from filon.market.operations import refresh, set_tag
from filon.market.queries.routines import scoring_of
from filon.market.queries.suspects import SUSPECTS, left_the_market, next_suspect, shown, suspects
from filon.market.ranking import rank
from filon.market.states import Tag


def refreshed(market) -> Routine:
    routine = make_routine()
    refresh(routine.id, market=market, now=NOW)
    return routine


def tag(routine: Routine, siren: int, value: Tag) -> None:
    set_tag(routine.id, make_company(siren=str(siren)).id, value, now=NOW)


def test_co_148_the_best_scores_are_on_top(workspace, market):
    routine = refreshed(market)
    page = listing.page(suspects(routine.id), SUSPECTS, {})
    raws = [row.raw for row in page.rows]
    assert raws == sorted(raws, reverse=True)
    assert raws[0] == max(RoutineScore.objects.values_list("raw", flat=True))


def test_companies_of_equal_scores_come_in_the_order_of_their_sirens(workspace, market):
    routine = refreshed(market)
    expected = [siren for siren, _raw in sorted(RoutineScore.objects.values_list("siren", "raw"), key=by_score)]
    seen, params = [], {}
    while True:
        page = listing.page(suspects(routine.id), SUSPECTS, params)
        seen += [row.siren for row in page.rows]
        if not page.next:
            break
        params = {"after": page.next}
    assert seen == expected == rank(market, NORTHERN_METAL).siren.tolist()


def by_score(row: tuple[int, int]) -> tuple[int, int]:
    return -row[1], row[0]


def test_a_row_shows_its_name_and_why_it_has_its_score(workspace, market):
    routine = refreshed(market)
    row = suspects(routine.id).order_by("-raw").first()
    make_unit(str(row.siren), name="Fonderie Aubry")
    suspect = shown([row], scoring_of(routine.id))[0]
    assert (suspect.card.name, suspect.card.city, suspect.tag) == ("Fonderie Aubry", "Lille", None)
    assert suspect.score == sum(part.points for part in suspect.why.parts) == min(100, row.raw)


def test_customers_and_those_off_target_are_no_suspects(workspace, market):
    routine = refreshed(market)
    first, second, third = suspects(routine.id).order_by("-place").values_list("siren", flat=True)[:3]
    tag(routine, first, Tag.CLIENT)
    tag(routine, second, Tag.PROSPECT)
    left = list(suspects(routine.id).order_by("-place").values_list("siren", "tag")[:2])
    assert left == [(second, "prospect"), (third, None)]
    assert [row.siren for row in listing.narrow(suspects(routine.id), SUSPECTS, {"tag": "prospect"})] == [second]


def test_the_next_suspect_is_the_best_that_nobody_has_tagged(workspace, market):
    routine = refreshed(market)
    order = list(suspects(routine.id).order_by("-place").values_list("siren", flat=True))
    assert next_suspect(routine.id).siren == order[0]
    assert next_suspect(routine.id, after=order[0]).siren == order[1]
    tag(routine, order[0], Tag.SUSPECT)
    assert next_suspect(routine.id).siren == order[1]
    assert next_suspect(routine.id, after=order[-1]) is None


def test_a_co_29_a_tagged_company_that_no_longer_matches_keeps_its_tag(workspace, market):
    routine = refreshed(market)
    siren = suspects(routine.id).values_list("siren", flat=True).first()
    tag(routine, siren, Tag.PROSPECT)
    assert not left_the_market(routine.id).exists()
    RoutineScore.objects.filter(siren=siren).update(gone_at=NOW)
    assert siren not in suspects(routine.id).values_list("siren", flat=True)
    assert [row.tag for row in left_the_market(routine.id)] == ["prospect"]
