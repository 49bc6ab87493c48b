"""What a workspace knows of companies, as criteria ask for it."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import make_company, make_contact, make_workspace
from tests.market.copies import CODES, siren_of
from tests.market.rows import NOW, make_routine, make_unit
from tests.market.scorings import METAL

from filon.crm.states import ContactStatus
from filon.directory.models import Company
from filon.directory.parks.models import Park, Software
from filon.directory.parks.states import Trade
from filon.directory.public.models import Category, SiteCategory, UnitCategory
from filon.kernel.tenancy import scope
from filon.kernel.text import fold
from filon.market.checking import faults
from filon.market.criteria import Between, Fact, Scoring
from filon.market.facts import FACTS, Known, Sought, marks_for
from filon.market.models import RoutineScore
from filon.market.operations import refresh
from filon.market.ranking import rank
from filon.market.wording import said

SIRENS = [siren_of(n) for n in range(4)]


def company(n: int, **fields) -> Company:
    return make_company(siren=str(SIRENS[n]), **fields)


def runs(owner: Company, name: str, *, vendor: str = "", trade: Trade = Trade.ERP, **evidence) -> Park:
    software, _new = Software.objects.get_or_create(
        name_key=fold(name), defaults={"name": name, "vendor": vendor, "trade": trade, "created_at": NOW}
    )
    found = {"declared_at": NOW, **evidence}
    return Park.objects.create(company=owner, software=software, created_at=NOW, updated_at=NOW, **found)


def sought(name: str) -> Sought:
    found = FACTS[name]
    assert isinstance(found, Sought)
    return found


def chosen(name: str) -> Known:
    found = FACTS[name]
    assert isinstance(found, Known)
    return found


def test_a_co_11_personas_are_found_by_their_job_titles(workspace):
    make_contact(company=company(0), job_title="Directrice informatique")
    make_contact(company=company(1), job_title="Directeur commercial")
    make_contact(company=company(2), job_title="Directeur informatique", status=ContactStatus.LEFT)
    assert sought("job_title").find(["informatique", "direct", "pape"]) == {
        "informatique": {SIRENS[0]}, "direct": {SIRENS[0], SIRENS[1]}, "pape": set(),
    }  # fmt: skip


def test_a_co_11_personas_are_found_by_how_far_they_decide(workspace):
    make_contact(company=company(0), job_title="Gérante")
    make_contact(company=company(1), job_title="DSI")
    make_contact(company=company(2), job_title="")
    make_contact(company=None, job_title="PDG")
    assert dict(chosen("level").load()) == {"head": {SIRENS[0]}, "director": {SIRENS[1]}}


def test_a_co_11_software_is_present_or_absent(workspace, market):
    runs(company(0), "Sage 100")
    runs(company(1), "Odoo", vendor="Odoo SA")
    runs(company(2), "Sage X3", declared_at=None, seen_at=NOW, lost_at=NOW)
    assert sought("software").find(["sage", "ODOO s", "oracle"]) == {
        "sage": {SIRENS[0]}, "ODOO s": {SIRENS[1]}, "oracle": set(),
    }  # fmt: skip
    assert dict(chosen("trade").load()) == {"erp": {SIRENS[0], SIRENS[1]}}
    everybody = Between(field="establishments", low=1)
    counts = []
    for criteria in (
        (),
        (Fact(field="software", values=("sage",)),),
        (Fact(field="software", values=("sage",), negated=True),),
    ):
        scoring = Scoring(mandatory=(everybody, *criteria))
        counts.append(rank(market, scoring, marks=marks_for([scoring])).count)
    assert counts[1] <= 1
    assert counts[0] == counts[1] + counts[2]


def test_categories_are_found_by_the_beginning_of_their_labels(workspace):
    plumber = Category.objects.create(code="gcid:plumber", label="Plombier")
    heating = Category.objects.create(code="gcid:heating", label="Plomberie et chauffage")
    for n, category in ((0, plumber), (1, heating)):
        UnitCategory.objects.create(unit=make_unit(str(SIRENS[n])), category=category)
    SiteCategory.objects.create(domain="eau.example", category=plumber)
    company(2, domain="eau.example")
    assert sought("trade_name").find(["plomb", "gcid:plumber", "cuisine"]) == {
        "plomb": {SIRENS[0], SIRENS[1], SIRENS[2]}, "gcid:plumber": {SIRENS[0], SIRENS[2]}, "cuisine": set(),
    }  # fmt: skip


def test_of_sites_only_the_workspaces_own_are_read(workspace):
    plumber = Category.objects.create(code="gcid:plumber", label="Plombier")
    for domain in ("eau.example", "gaz.example", "bois.example"):
        SiteCategory.objects.create(domain=domain, category=plumber)
    company(2, domain="eau.example")
    with CaptureQueriesContext(connection) as caught:
        assert sought("trade_name").find(["plomb"]) == {"plomb": {SIRENS[2]}}
    assert not any("gaz.example" in query["sql"] for query in caught)


def test_what_nobody_knows_is_told_before_it_is_kept(workspace):
    runs(company(0), "Sage 100")
    Category.objects.create(code="gcid:plumber", label="Plombier")
    found = {}
    for field, values in (
        ("software", ("sage", "oracle")),
        ("trade_name", ("chat",)),
        ("job_title", ()),
        ("level", ("x",)),
    ):
        scoring = Scoring(mandatory=(METAL, Fact(field=field, values=values)))
        found[field] = [(fault.place, fault.sentence) for fault in faults(scoring, CODES)]
    assert found == {
        "software": [("mandatory-1", "Aucun logiciel connu ne commence par « oracle ».")],
        "trade_name": [("mandatory-1", "Aucune catégorie de l’annuaire ne commence par « chat ».")],
        "job_title": [("mandatory-1", "Écrivez ce que vous cherchez.")],
        "level": [("mandatory-1", "Une des valeurs choisies n’existe plus.")],
    }


def test_many_texts_cost_the_queries_of_one(workspace, django_assert_num_queries):
    runs(company(0), "Sage 100")
    Category.objects.create(code="gcid:plumber", label="Plombier")
    for field, text, queries in (("software", "sage", 2), ("trade_name", "plomb", 3)):
        texts = [text, *(f"{text}{n}" for n in range(200))]
        with django_assert_num_queries(queries):
            sought(field).find(texts)
        with django_assert_num_queries(1):
            assert f"« {text}0 »" in sought(field).fault(texts)


def test_another_workspace_is_not_asked(workspace):
    with scope(make_workspace().id):
        make_contact(company=company(0), job_title="DSI")
        runs(Company.objects.get(), "Sage 100")
    assert sought("job_title").find(["dsi"]) == {"dsi": set()}
    assert sought("software").find(["sage"]) == {"sage": set()}


def test_a_chosen_value_is_said_by_its_name():
    assert said(Fact(field="level", values=("head", "director"))).endswith("Dirige la société, Dirige une fonction")
    assert said(Fact(field="software", values=("Sage",), negated=True)) == "Logiciel utilisé : sauf Sage"


def test_co_144_a_routine_asks_for_what_is_known_each_morning(workspace, market):
    scoring = Scoring(mandatory=(Fact(field="job_title", values=("dsi",)),))
    known = rank(market, Scoring(mandatory=(Between(field="establishments", low=1),))).siren[:2].tolist()
    routine = make_routine(scoring=scoring)
    for siren in known:
        make_contact(company=make_company(siren=str(siren)), job_title="DSI")
        refresh(routine.id, market=market, now=NOW)
        assert RoutineScore.objects.filter(gone_at=None).count() == known.index(siren) + 1
