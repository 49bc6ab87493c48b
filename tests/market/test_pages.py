from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import make_company, make_manager, make_member
from tests.market.copies import CODES, write
from tests.market.rows import NOW, make_routine, make_unit
from tests.market.scorings import NORTHERN_METAL

from filon.directory.columnar.asking import Bounds
from filon.directory.columnar.snapshot import publish, root
from filon.directory.models import Company
from filon.kernel.turns import Places
from filon.market import engine
from filon.market.models import CompanyTag, Routine, RoutineVersion
from filon.market.operations import RoutineFields, refresh, save_routine, set_tag
from filon.market.queries import preview as previewing
from filon.market.queries.routines import scoring_of
from filon.market.queries.suspects import suspects
from filon.market.states import Tag
from filon.market.web.forms import typed_of
from filon.tenants.models import Member

HTMX = {"HX-Request": "true"}


@pytest.fixture
def directory(settings, tmp_path, columns) -> None:
    """The invented copy is the installation's directory."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    publish(write(root() / "20261123", columns).folder)


@pytest.fixture
def manager(workspace) -> Member:
    return make_manager(workspace)


@pytest.fixture
def browser(manager: Member, client_for: Callable[[Member], Client]) -> Client:
    return client_for(manager)


@pytest.fixture
def routine(workspace, market) -> Routine:
    made = make_routine()
    refresh(made.id, market=market, now=NOW)
    return made


def posted(**more: Any) -> dict[str, Any]:
    """The form of the north's metal trade as a browser sends it."""
    found: dict[str, Any] = {"title": "Métal", "description": "", "notice_above": "", "do": "save", **more}
    for n, criterion in enumerate(NORTHERN_METAL.mandatory):
        found |= _fields(f"mandatory-{n}", typed_of(criterion))
    for n, each in enumerate(NORTHERN_METAL.weighting):
        found |= _fields(f"weighting-{n}", typed_of(each.criterion, each.weight))
    return found


def _fields(place: str, typed) -> dict[str, str]:
    values = {"field": typed.field, "values": typed.values, "low": typed.low, "high": typed.high}
    return {f"{place}-{key}": value for key, value in {**values, "negated": "0", "weight": typed.weight}.items()}


def test_co_139_and_co_143_a_routine_is_written_in_the_settings(directory, browser, manager):
    answer = browser.post("/flux/nouveau/", posted(users=[manager.user_id], default_for=[manager.user_id]))
    made = Routine.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/suspects/{made.id}/")
    assert scoring_of(made.id) == NORTHERN_METAL
    assert made.members.get().is_default


def test_what_is_wrong_stands_beside_its_criterion_and_nothing_is_kept(directory, browser):
    wrong = posted() | {"mandatory-0-values": "99"}
    answer = browser.post("/flux/nouveau/", wrong)
    assert answer.status_code == 422
    assert "Aucun code de l’annuaire ne commence par « 99 »" in answer.content.decode()
    assert not Routine.objects.exists()


def test_a_button_adds_a_criterion_and_keeps_what_was_typed(directory, browser):
    page = browser.post("/flux/nouveau/", posted(do="add-weighting"), headers=HTMX).content.decode()
    assert 'name="weighting-3-field"' in page
    assert 'value="59, 62"' in page
    page = browser.post("/flux/nouveau/", posted(do="remove-mandatory-0"), headers=HTMX).content.decode()
    assert 'name="mandatory-1-field"' not in page
    assert not Routine.objects.exists()


def test_the_preview_counts_and_says_who_leaves_while_one_types(directory, browser, routine):
    everybody = suspects(routine.id).count()
    best = suspects(routine.id).order_by("-raw", "siren").first()
    make_unit(str(best.siren), name="Fonderie Aubry")
    narrower = posted(routine=str(routine.id)) | {"mandatory-1-values": "59"}
    kept = suspects(routine.id).count()
    page = browser.post("/flux/apercu/", posted(routine=str(routine.id)), headers=HTMX).content.decode()
    assert f">{everybody}</b>" in page
    assert "Fonderie Aubry" in page
    assert "sortent" not in page
    page = browser.post("/flux/apercu/", narrower, headers=HTMX).content.decode()
    assert "sortent" in page
    assert suspects(routine.id).count() == kept


def test_a_preview_that_cannot_be_asked_says_why(directory, browser):
    page = browser.post("/flux/apercu/", {"title": "x"}, headers=HTMX)
    assert page.status_code == 200
    assert "au moins un critère obligatoire" in page.content.decode()


@pytest.mark.parametrize("number", ["--5", "-", "٣", "²", "9" * 5000, "1e9", "\0", "0001-01-01", "10000-01-01"])
def test_a_number_that_is_none_is_a_preview_like_any_other(directory, browser, number):
    typed = posted() | {"weighting-0-field": "turnover", "weighting-0-low": number, "weighting-0-high": number}
    page = browser.post("/flux/apercu/", typed, headers=HTMX)
    assert page.status_code == 200
    assert browser.post("/flux/nouveau/", typed | {"do": f"remove-mandatory-{number}"}, headers=HTMX).status_code == 200


def test_without_a_directory_the_preview_says_what_to_do(settings, tmp_path, browser):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    assert "pas encore importé" in browser.post("/flux/apercu/", posted(), headers=HTMX).content.decode()


def test_previews_beyond_the_bounds_say_so_and_the_next_is_shown(directory, browser, monkeypatch):
    with monkeypatch.context() as few:
        few.setattr(engine, "PLACES", Places(0))
        few.setattr(previewing, "SCREEN", Bounds(wait_s=0, longest_s=1))
        page = browser.post("/flux/apercu/", posted(), headers=HTMX)
    assert (page.status_code, "Trop de recherches sont en cours" in page.content.decode()) == (200, True)
    assert "correspond" in browser.post("/flux/apercu/", posted(), headers=HTMX).content.decode()


def test_a_second_preview_of_one_person_takes_the_place_of_the_first(directory, browser, manager, workspace):
    with engine.PLACES.turn(wait_s=0, asker=(workspace.id, manager.user_id)) as earlier:
        browser.post("/flux/apercu/", posted(), headers=HTMX)
        assert earlier.overtaken.is_set()


def test_editing_makes_a_version_and_opening_changes_nothing(directory, browser, routine):
    browser.get(f"/flux/{routine.id}/")
    browser.post(f"/flux/{routine.id}/", posted() | {"mandatory-1-values": "59"})
    assert RoutineVersion.objects.filter(routine=routine).count() == 2


def test_two_who_put_the_same_routine_away_do_not_undo_each_other(directory, browser, routine):
    away, back = f"/flux/{routine.id}/rangement/", f"/flux/{routine.id}/retour/"
    assert toast(browser.post(away, headers=HTMX)) == (f"« {routine.title} » est rangé.", back)
    assert toast(browser.post(away, headers=HTMX)) == (f"« {routine.title} » était déjà rangé.", "")
    routine.refresh_from_db()
    assert routine.archived_at is not None
    assert back in browser.get("/flux/?ranges=1").content.decode()
    assert toast(browser.post(back, headers=HTMX)) == (f"« {routine.title} » est de retour.", away)
    assert toast(browser.post(back, headers=HTMX)) == (f"« {routine.title} » était déjà en service.", "")
    routine.refresh_from_db()
    assert routine.archived_at is None
    assert away in browser.get("/flux/").content.decode()


def toast(answer: Any) -> tuple[str, str]:
    told = json.loads(answer["HX-Trigger"])["filon:done"]["toast"]
    return told["text"], told["undo"]


def test_who_saves_after_a_colleague_is_told_keeps_what_was_typed_and_may_insist(directory, browser, routine):
    seen = routine.updated_at.isoformat()
    assert f'name="seen" value="{seen}"' in browser.get(f"/flux/{routine.id}/").content.decode()
    browser.post(f"/flux/{routine.id}/", posted(seen=seen) | {"title": "Le sien"})
    mine = posted(seen=seen) | {"title": "Le mien", "mandatory-1-values": "59"}
    answer = browser.post(f"/flux/{routine.id}/", mine, headers=HTMX)
    page = answer.content.decode()
    assert (answer.status_code, Routine.objects.get().title) == (422, "Le sien")
    assert "par quelqu’un d’autre" in page
    assert 'value="Le mien"' in page
    assert f'name="seen" value="{seen}"' in page
    browser.post(f"/flux/{routine.id}/", mine | {"do": "overwrite"}, headers=HTMX)
    assert Routine.objects.get().title == "Le mien"


def test_co_154_and_co_155_the_list_counts_tags_and_a_row_changes_one(browser, routine):
    siren = str(suspects(routine.id).order_by("-place").first().siren)
    make_company(name="Fonderie", siren=siren)
    answer = browser.post(f"/suspects/{routine.id}/tag/", {"siren": siren, "tag": "client"}, headers=HTMX)
    assert answer.status_code == 204
    assert list(CompanyTag.objects.values_list("company__siren", "tag")) == [(siren, "client")]
    assert "Client" in browser.get("/flux/").content.decode()
    assert siren not in browser.get(f"/suspects/{routine.id}/").content.decode()


def test_the_tag_before_comes_back_with_the_undo(browser, routine):
    company = make_company()
    set_tag(routine.id, company.id, Tag.PROSPECT, now=NOW)
    posted = {"company": str(company.id), "tag": "off_target"}
    answer = browser.post(f"/suspects/{routine.id}/tag/", posted, headers=HTMX)
    undo = json.loads(answer["HX-Trigger"])["filon:done"]["toast"]["undo"]
    assert CompanyTag.objects.get().tag == Tag.OFF_TARGET
    browser.post(undo, headers=HTMX)
    assert CompanyTag.objects.get().tag == Tag.PROSPECT


def test_an_unknown_tag_changes_nothing(browser, routine):
    company = make_company(siren="732829320")
    browser.post(f"/suspects/{routine.id}/tag/", {"company": str(company.id), "tag": "king"}, headers=HTMX)
    assert not CompanyTag.objects.exists()


def test_co_159_the_menu_opens_the_default_routine(browser, manager, routine):
    other = make_routine(title="Ardoise", default_for=[manager.user_id])
    assert browser.get("/suspects/")["Location"] == f"/suspects/{other.id}/"


def test_the_next_suspect_opens_as_a_company_of_the_workspace(browser, routine):
    best = next(iter(suspects(routine.id).filter(tag=None).order_by("-place")))
    company = make_company(siren=str(best.siren))
    answer = browser.post(f"/suspects/{routine.id}/suivant/")
    assert answer["Location"] == f"/societes/{company.id}/"
    assert "Suspect suivant" in browser.get(answer["Location"]).content.decode()
    assert Company.objects.count() == 1


def test_co_151_the_default_routine_is_the_first_on_the_sheet_and_framed(browser, manager, routine):
    make_routine(title="Zinc", default_for=[manager.user_id])
    page = browser.get(f"/societes/{make_company(siren='732829320').id}/").content.decode()
    rows = re.findall(r'<li class="two"( data-default)?>.*?<strong>(.*?)</strong>', page, re.DOTALL)
    assert rows == [(" data-default", "Zinc"), ("", routine.title)]


def test_a_co_1_the_dashboard_shows_four_tags_and_former_clients_below_clients(browser, routine):
    for tag in (Tag.CLIENT, Tag.CLIENT, Tag.EX_CLIENT, Tag.EX_CLIENT, Tag.EX_CLIENT, Tag.OFF_TARGET):
        set_tag(routine.id, make_company().id, tag, now=NOW)
    for url in ("/flux/", f"/suspects/{routine.id}/"):
        page = browser.get(url).content.decode()
        tiles = re.findall(r'class="stat".*?<span>(.*?)</span><b class="num">(.*?)</b>(?:<small>(.*?)</small>)?', page)
        told = [(label, n, under.strip()) for label, n, under in tiles]
        assert told == [
            ("Suspect", "0", f"{suspects(routine.id).count()} sans tag"),
            ("Prospect", "0", ""),
            ("Client", "2", "3 ex-clients"),
            ("Hors-cible", "1", ""),
        ]


def test_co_142_for_a_user_without_it_a_routine_does_not_exist(workspace, routine, client_for):
    browser = client_for(make_member(workspace))
    assert browser.get(f"/suspects/{routine.id}/").status_code == 404
    assert browser.post(f"/suspects/{routine.id}/tag/", {"tag": "client"}).status_code == 404
    assert browser.get("/flux/").status_code == 403
    assert "Aucun flux" in browser.get("/suspects/").content.decode()


def test_co_158_a_list_of_sirens_is_tagged_and_faulty_lines_are_told(browser, routine):
    make_unit("732829320")
    page = browser.post(f"/flux/{routine.id}/clients/", {"tag": "client", "sirens": "732829320\n12"}, headers=HTMX)
    assert page.status_code == 422
    assert "<b>12</b>" in page.content.decode()
    assert CompanyTag.objects.get().company.siren == "732829320"


def test_co_158_a_file_is_read_and_refused_rows_are_told_by_row_and_column(browser, routine):
    make_unit("732829320")
    rows = ["Société;N° SIREN", "Fonderie Aubry;732 829 320", "Papeterie;", "Verrerie;123456789"]
    file = SimpleUploadedFile("clients.csv", "\r\n".join(rows).encode("cp1252"))
    url = f"/flux/{routine.id}/clients/"
    page = browser.post(url, {"tag": "client", "file": file}, headers=HTMX).content.decode()
    told = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr><td.*?</tr>", page, re.DOTALL)]
    assert [row[:3] for row in told] == [["3", "N°", "SIREN"], ["4", "N°", "SIREN"]]
    assert told[0][3:] == ["—", "Le", "SIREN", "manque."]
    assert told[1][3] == "123456789"
    assert CompanyTag.objects.get().company.siren == "732829320"


def test_nothing_given_and_a_file_too_large_are_told(browser, routine):
    url = f"/flux/{routine.id}/clients/"
    assert "Collez des SIREN" in browser.post(url, {"tag": "client"}, headers=HTMX).content.decode()
    large = SimpleUploadedFile("clients.csv", b"732829320\n" * 10_001)
    page = browser.post(url, {"tag": "client", "file": large}, headers=HTMX).content.decode()
    assert "10001 lignes" in page
    assert not CompanyTag.objects.exists()


@pytest.mark.parametrize("path", ["/suspects/{}/", "/flux/"])
def test_a_list_costs_the_same_queries_whatever_its_length(browser, routine, path):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert browser.get(path.format(routine.id)).status_code == 200
        return len(found)

    first, *others = suspects(routine.id)[:4]
    make_unit(str(first.siren))
    queries()
    before = queries()
    for row in others:
        make_unit(str(row.siren))
    save_routine(routine.id, RoutineFields(title="x", scoring=NORTHERN_METAL), codes=CODES, now=NOW)
    assert queries() == before
