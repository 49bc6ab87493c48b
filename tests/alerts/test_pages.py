"""The pages of alerts, as browsers see them."""

from __future__ import annotations

import pytest
from tests.alerts.rows import LATER, make_project, make_rule, notices, tagged
from tests.counting import queries
from tests.factories import make_company, make_contact, make_member

from filon.alerts.models import AlertRule, AlertService, CategoryFollow, Project, ProjectUpdate
from filon.alerts.operations import RuleFields, mute, save_rule
from filon.alerts.queries.notices import unread

HTMX = {"HX-Request": "true"}


def text(browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_co_187_a_project_is_told_by_a_form_and_rules_tell_of_it(service, browser, member):
    routine, company = tagged(name="Fonderie Élan")
    make_rule(routine, member)
    sent = {"company_name": "fonderie elan", "category": "erp", "stage": "purchase", "context": "Un ERP de 2009"}
    answer = browser.post("/alertes/nouveau/", sent)
    project = Project.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/alertes/{project.id}/")
    assert (project.company, project.created_by_id, project.stage) == (company, member.user_id, "purchase")
    assert notices(member) == [("Projet ERP", "new", ["Nouveau projet ERP"])]


def test_a_form_without_a_company_says_so_beside_it(service, browser):
    answer = browser.post("/alertes/nouveau/", {"category": "erp", "stage": "awareness"}, headers=HTMX)
    assert answer.status_code == 422
    assert "Indiquez la société." in answer.content.decode()
    assert not Project.objects.exists()


def test_co_191_from_a_companys_page_its_people_are_offered_as_sources(service, browser):
    company = make_company()
    ana = make_contact(company=company, first_name="Ana", last_name="Ruiz")
    path = f"/alertes/nouveau/?company={company.id}"
    assert "Ana Ruiz" in text(browser, path)
    browser.post(path, {"category": "crm", "stage": "awareness", "contacts": [str(ana.id)]})
    project = Project.objects.get()
    page = text(browser, f"/alertes/{project.id}/")
    assert f"/contacts/{ana.id}/" in page
    assert project.title in text(browser, f"/societes/{company.id}/")


def test_co_188_to_co_191_the_page_of_a_project_tells_what_is_known(service, browser):
    project = make_project(context="Un ERP de 2009", needs="Suivi d’atelier")
    browser.post(f"/alertes/{project.id}/mise-a-jour/", {"stage": "comparison", "text": "Trois éditeurs en lice."})
    page = text(browser, f"/alertes/{project.id}/")
    for said in ("Un ERP de 2009", "Suivi d’atelier", "Comparaison", "Trois éditeurs en lice.", "noté par"):
        assert said in page


def test_opening_a_project_marks_what_its_reader_was_told_as_seen(service, browser, member, workspace):
    routine, company = tagged()
    other = make_member(workspace)
    make_rule(routine, member, other)
    project = make_project(company)
    text(browser, f"/alertes/{project.id}/")
    assert not unread(member.user_id).exists()
    assert unread(other.user_id).count() == 1


def test_a_notice_is_seen_from_today_and_taken_back(service, browser, member):
    routine, company = tagged()
    make_rule(routine, member)
    make_project(company)
    notice = unread(member.user_id).get()
    assert "Règle d’alerte « Nouveau projet ERP »" in text(browser, "/")
    assert browser.post(f"/alertes/avis/{notice.id}/vu/", headers=HTMX).status_code == 204
    assert not unread(member.user_id).exists()
    browser.post(f"/alertes/avis/{notice.id}/a-voir/", headers=HTMX)
    assert unread(member.user_id).get() == notice


def test_nobody_sees_away_anothers_notice(service, office, member):
    routine, company = tagged()
    make_rule(routine, member)
    make_project(company)
    notice = unread(member.user_id).get()
    assert office.post(f"/alertes/avis/{notice.id}/vu/", headers=HTMX).status_code == 404
    assert unread(member.user_id).exists()


def test_the_list_is_found_by_words_category_stage_and_silence(service, browser):
    make_project(make_company(name="Fonderie Élan"), title="Atelier", needs="Ordonnancement")
    quiet = make_project(make_company(name="Scierie"), category="crm", stage="purchase", title="Ventes")
    mute(quiet.id, muted=True, now=LATER)
    found = {
        "q=ordonnanc": "Atelier", "q=elan": "Atelier", "q=ventes": "Ventes", "category=crm": "Ventes",
        "stage=awareness": "Atelier", "muted=yes": "Ventes",
    }  # fmt: skip
    for query, title in found.items():
        page = text(browser, f"/alertes/?{query}")
        assert [name for name in ("Atelier", "Ventes") if f'title="{name}"' in page] == [title], query
    assert "Aucun projet ne correspond" in text(browser, "/alertes/?q=zzz")


def test_a_dialog_asked_for_by_its_address_is_a_page_that_leads_up(service, browser):
    row = make_project(make_company(name="Fonderie Élan"), title="Atelier")
    for path, up in (("/alertes/nouveau/", "/alertes/"), (f"/alertes/{row.id}/modifier/", f"/alertes/{row.id}/")):
        page = text(browser, path)
        assert ("<html" in page, '<dialog class="sheet' in page, f'icon" href="{up}"' in page) == (True, True, True)
        part = browser.get(path, headers={"HX-Request": "true"}).content.decode()
        assert ("<html" in part, '<dialog class="sheet' in part) == (False, True)


def test_co_189_a_user_follows_several_categories(service, browser, member):
    for code in ("erp", "crm", "hr"):
        make_project(category=code, title=f"Le {code}")
    browser.post("/alertes/suivi/", {"categories": ["erp", "hr"]}, headers=HTMX)
    assert sorted(CategoryFollow.objects.values_list("user", "category")) == [
        (member.user_id, "erp"), (member.user_id, "hr"),
    ]  # fmt: skip
    page = text(browser, "/alertes/?mine=yes")
    assert ("Le erp" in page, "Le hr" in page, "Le crm" in page) == (True, True, False)
    browser.post("/alertes/suivi/", {}, headers=HTMX)
    assert not CategoryFollow.objects.exists()


def test_co_193_the_bell_and_the_settings_open_the_page_of_rules(service, browser):
    for path in ("/alertes/", "/profil/"):
        assert 'href="/alertes/regles/"' in text(browser, path)


def posted(routine, *people, **more):
    return {
        "title": "Nouveau projet ERP", "routine": str(routine.id), "tags": ["prospect"], "categories": ["erp"],
        "moments": "new", "recipients": [person.user_id for person in people], **more,
    }  # fmt: skip


def test_co_192_and_co_194_a_plain_user_saves_a_rule_for_everybody(service, browser, office, member, manager):
    routine, company = tagged()
    routine.members.create(user_id=member.user_id)
    text(browser, "/alertes/regles/nouvelle/")
    assert not AlertRule.objects.exists()
    answer = browser.post("/alertes/regles/nouvelle/", posted(routine, member, manager))
    rule = AlertRule.objects.get()
    assert answer["Location"] == f"/alertes/regles/{rule.id}/"
    assert "Nouveau projet ERP" in text(office, "/alertes/regles/")
    make_project(company)
    assert len(notices(member)) == len(notices(manager)) == 1


def test_co_194_and_co_195_the_page_says_what_keeps_a_rule_from_working(service, browser, member):
    routine, _company = tagged()
    rule = make_rule(routine, member)
    path = f"/alertes/regles/{rule.id}/"
    assert "Cette règle est inactive" not in text(browser, path)
    browser.post(path, posted(routine, moments="", recipients=[]))
    page = text(browser, path)
    assert "Il manque quels projets, les destinataires." in page
    assert "Incomplète" in text(browser, "/alertes/regles/")


def test_co_142_saving_keeps_a_routine_that_the_user_may_not_see(service, browser, member):
    routine, _company = tagged()
    rule = make_rule(routine, member)
    page = text(browser, f"/alertes/regles/{rule.id}/")
    assert routine.title not in page
    browser.post(f"/alertes/regles/{rule.id}/", posted(routine, member, title="Autre titre"))
    rule.refresh_from_db()
    assert (rule.title, rule.routine_id) == ("Autre titre", routine.id)
    other = make_rule(None, member)
    assert browser.post(f"/alertes/regles/{other.id}/", posted(routine, member)).status_code == 422


def test_co_201_while_the_service_is_off_only_rules_are_there(workspace, browser, office):
    AlertService.objects.create(active=True)
    project = make_project(title="Secret de fabrique")
    AlertService.objects.update(active=False)
    assert "Secret de fabrique" not in text(browser, "/alertes/")
    assert browser.get(f"/alertes/{project.id}/").status_code == 404
    assert "Secret de fabrique" not in text(browser, f"/societes/{project.company_id}/")
    assert "elles fonctionneront dès que le service sera actif" in text(browser, "/alertes/regles/")
    assert browser.post("/alertes/reglages/service/", {"active": "yes"}).status_code == 403
    office.post("/alertes/reglages/service/", {"active": "yes"}, headers=HTMX)
    assert "Secret de fabrique" in text(browser, "/alertes/")


def test_co_203_dislike_is_a_button_of_the_project_for_everybody(service, browser, office):
    project = make_project()
    browser.post(f"/alertes/{project.id}/silence/", {"muted": "yes"}, headers=HTMX)
    assert "a coupé les avis" in text(office, f"/alertes/{project.id}/")
    office.post(f"/alertes/{project.id}/silence/", {"muted": "no"}, headers=HTMX)
    project.refresh_from_db()
    assert project.muted_at is None


def test_of_two_who_edit_a_card_the_second_reads_why_not(service, browser):
    project = make_project()
    seen = project.updated_at.isoformat()
    path = f"/alertes/{project.id}/modifier/"
    assert browser.post(path, {"title": "A", "category": "erp", "seen": seen}, headers=HTMX).status_code == 204
    answer = browser.post(path, {"title": "B", "category": "erp", "seen": seen}, headers=HTMX)
    assert answer.status_code == 422
    assert "modifié entre-temps" in answer.content.decode()
    project.refresh_from_db()
    assert project.title == "A"


def test_only_a_manager_deletes_a_project(service, browser, office):
    project = make_project()
    assert browser.post(f"/alertes/{project.id}/suppression/").status_code == 403
    assert Project.objects.exists()
    office.post(f"/alertes/{project.id}/suppression/")
    assert not Project.objects.exists()


def test_the_page_of_a_rule_says_which_companies_are_suspects(service, browser):
    assert "parmi ses 50\xa0000 meilleures" in text(browser, "/alertes/regles/nouvelle/").replace("\u202f", "\xa0")


def test_who_saves_a_rule_after_a_colleague_is_told_and_may_insist(service, browser, member):
    rule = make_rule(None, member)
    path, seen = f"/alertes/regles/{rule.id}/", rule.updated_at.isoformat()
    assert f'name="seen" value="{seen}"' in text(browser, path)
    save_rule(rule.id, RuleFields(title="La sienne"), now=LATER)
    mine = {"title": "La mienne", "moments": "all", "seen": seen}
    refused = browser.post(path, mine)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "par quelqu’un d’autre" in page
    assert 'value="La mienne"' in page
    assert f'name="seen" value="{seen}"' in page
    rule.refresh_from_db()
    assert rule.title == "La sienne"
    assert browser.post(path, mine | {"do": "overwrite"}).status_code == 302
    rule.refresh_from_db()
    assert rule.title == "La mienne"


def test_a_rule_is_deleted(service, browser, member):
    rule = make_rule(None, member)
    browser.post(f"/alertes/regles/{rule.id}/suppression/")
    assert not AlertRule.objects.exists()


@pytest.mark.parametrize("path", ["/alertes/", "/alertes/regles/"])
def test_a_list_costs_the_same_queries_whatever_its_length(service, browser, member, path):
    routine, company = tagged()
    make_rule(routine, member)
    make_project(company)
    few = queries(browser, path)
    for _ in range(3):
        make_project(make_company())
        save_rule(make_rule(routine, member).id, RuleFields(title="x"), now=LATER)
    assert queries(browser, path) == few


def test_an_empty_update_is_refused_in_its_dialog(service, browser):
    project = make_project()
    answer = browser.post(f"/alertes/{project.id}/mise-a-jour/", {"stage": "awareness"}, headers=HTMX)
    assert answer.status_code == 422
    assert "Dites ce qui a été appris" in answer.content.decode()
    assert not ProjectUpdate.objects.exists()
