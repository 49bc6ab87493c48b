"""A company's sheet."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.counting import queries
from tests.directory.public.rows import make_establishment, make_officer, make_unit
from tests.factories import make_company, make_contact, make_manager, make_member

from filon.directory.models import Company, Mistake, News, Park
from filon.directory.public.models import Finance, Lookup
from filon.directory.sheet import PLACES_SHOWN
from filon.tenants.models import Member, Workspace
from filon.timeline.models import Event

ClientFor = Callable[[Member], Client]
SIREN = "000000018"
HTMX = {"HX-Request": "true"}
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def company(workspace: Workspace) -> Company:
    make_unit(
        siren=SIREN,
        brand="Le Petit Four",
        headcount_year=2024,
        created_on=date(2010, 3, 22),
        naf="10.72Z",
        naf25="10.72Y",
    )
    make_establishment(siret=f"{SIREN}00015", naf="10.72Z")
    return make_company(siren=SIREN, name="Biscuiterie des Dunes", phone="+33199001122", address="1 quai Neuf")


@pytest.fixture
def browser(workspace: Workspace, client_for: ClientFor) -> Client:
    return client_for(make_member(workspace))


def page(browser: Client, company: Company, query: str = "") -> str:
    return browser.get(f"/societes/{company.id}/{query}").content.decode()


def said(answer: HttpResponse) -> str:
    """The toast of an answer."""
    return str(json.loads(answer.headers["HX-Trigger"])["filon:done"]["toast"]["text"])


def test_co_1_co_14_information_stands_left_and_follow_up_right(browser: Client, company: Company) -> None:
    found = page(browser, company)
    order = [found.index(f'id="{part}"') for part in ("company", "people", "parks", "beside", "timeline")]
    assert order == sorted(order)
    left, right = found[order[0] : order[3]], found[order[3] :]
    assert ("Siège" in left, "Historique" in left, "Historique" in right) == (True, False, True)


def test_co_2_a_co_8_the_head_office_and_what_is_public_stand_on_top(browser: Client, company: Company) -> None:
    Company.objects.filter(id=company.id).update(
        agreement="Métallurgie", labels="Qualiopi", website="https://d.example"
    )
    Finance.objects.create(unit_id=SIREN, year=2025, turnover=5_020_000, net_result=-12_000)
    make_officer(unit_id=SIREN, first_name="Zoé", last_name="Lafitte", role="Présidente")
    found = page(browser, company)
    told = (
        *(SIREN, f"{SIREN}00015", "Biscuiterie des Dunes", "Le Petit Four", "Société par actions simplifiée (SAS)"),
        *("10.72Z", "10.72Y", "biscuits", "20 à 49 salariés en 2024", "Petite ou moyenne entreprise", "22/03/2010"),
        *("En activité", "1 quai Neuf", "01 99 00 11 22", "https://d.example", "linkedin.com", "Zoé Lafitte"),
        *("5\u202f020\u202f000", "-12\u202f000", "Métallurgie", "Qualiopi", "Informations publiques"),
    )
    assert [text for text in told if text not in found] == []


def test_a_co_8_the_code_of_the_main_nomenclature_stands_first(browser: Client, company: Company) -> None:
    found = page(browser, company)
    assert found.index("NAF rév. 2") < found.index("NAF 2025")
    Workspace.objects.update(is_sample=True, clock_offset=timedelta(days=800))
    found = page(browser, company)
    assert found.index("NAF 2025") < found.index("NAF rév. 2")


def test_a_co_8_what_is_not_public_is_not_shown(browser: Client, workspace: Workspace) -> None:
    make_unit(siren=SIREN, diffusible=False, name="")
    make_officer(unit_id=SIREN, last_name="Cachée")
    Finance.objects.create(unit_id=SIREN, year=2025, turnover=5_020_000)
    found = page(browser, make_company(siren=SIREN))
    assert "Diffusion refusée" in found
    assert [text for text in ("Cachée", "5\u202f020\u202f000", "SAS", "24.51Z") if text in found] == []


def test_co_3_each_establishment_has_a_tab(browser: Client, company: Company) -> None:
    second = make_establishment(siret=f"{SIREN}00023", head=False, city="Millau", address="8 route d’Albi")
    found = page(browser, company)
    assert found.count('role="tab"') == 2
    assert ("3 rue du Port" in found, "8 route d’Albi" in found) == (True, False)
    tab = browser.get(f"/societes/{company.id}/etablissements/siret-{second.siret}/").content.decode()
    assert ("3 rue du Port" in tab, "8 route d’Albi" in tab) == (False, True)
    assert "8 route d’Albi" in page(browser, company, f"?etablissement={second.siret}")


def test_an_establishment_of_another_company_is_not_found(browser: Client, company: Company) -> None:
    other = make_establishment(siret="00000002600015")
    assert browser.get(f"/societes/{company.id}/etablissements/siret-{other.siret}/").status_code == 404


def test_a_company_with_many_establishments_gives_its_tabs_by_pages(browser: Client, company: Company) -> None:
    for n in range(PLACES_SHOWN + 2):
        make_establishment(siret=f"{SIREN}1{n:04}", head=False, city=f"Ville {n}")
    found = page(browser, company)
    assert found.count('role="tab"') == PLACES_SHOWN
    more = browser.get(f"/societes/{company.id}/etablissements/1/").content.decode()
    assert (more.count('role="tab"'), "Voir les suivants" in found, "Voir les suivants" in more) == (3, True, False)


def test_co_17_the_linkedin_logo_opens_the_page_of_the_company(browser: Client, company: Company) -> None:
    assert "linkedin.com/search/results/companies/?keywords=Biscuiterie+des+Dunes" in page(browser, company)
    Company.objects.filter(id=company.id).update(linkedin_url="https://www.linkedin.com/company/dunes/")
    found = page(browser, company)
    assert ("https://www.linkedin.com/company/dunes/" in found, "search/results/companies" in found) == (True, False)


def test_a_company_without_siren_says_what_would_help(browser: Client, workspace: Workspace) -> None:
    found = page(browser, make_company())
    assert "Renseignez le SIREN" in found
    assert 'id="establishments"' not in found


def test_co_16_the_timeline_is_asked_again_alone(browser: Client, company: Company) -> None:
    found = page(browser, company)
    assert f'hx-get="/societes/{company.id}/suite/?filtre=tout"' in found
    part = browser.get(f"/societes/{company.id}/suite/?filtre=tout", headers=HTMX).content.decode()
    assert part.lstrip().startswith('<section class="card" id="timeline"')


def test_co_20_everything_is_what_the_timeline_shows_at_first(browser: Client, company: Company) -> None:
    found = page(browser, company)
    keys = ("tout", "notes", "mails", "appels", "visites")
    assert [f"suite/?filtre={key}" in found for key in keys] == [True] * 5
    unknown = browser.get(f"/societes/{company.id}/suite/?filtre=inconnu").content.decode()
    assert unknown.count("aria-current") == 1


def test_co_22_the_mails_of_the_timeline_are_those_sent_and_received(browser: Client, company: Company) -> None:
    contact = make_contact(company=company)
    for kind in ("mail.sent", "mail.replied", "mail.bounced", "crm.contact_added"):
        data = {"bounce": "hard"} if kind == "mail.bounced" else {}
        Event.objects.create(at=AT, kind=kind, company_id=company.id, contact_id=contact.id, data=data)
    found = browser.get(f"/societes/{company.id}/suite/?filtre=mails").context["stream"].lines
    assert len(found) == 3


def test_a_filter_is_kept_when_older_events_are_asked_for(browser: Client, company: Company) -> None:
    rows = [Event(at=AT, kind="directory.sheet_visited", company_id=company.id) for _ in range(31)]
    Event.objects.bulk_create(rows)
    found = browser.get(f"/societes/{company.id}/suite/?filtre=visites").content.decode()
    assert f'hx-get="/societes/{company.id}/suite/?filtre=visites&amp;after=' in found


def test_co_18_who_opens_the_sheet_is_on_the_timeline_once_a_visit(browser: Client, company: Company) -> None:
    page(browser, company)
    assert Event.objects.filter(kind="directory.sheet_visited").count() == 0
    for _ in range(2):
        assert browser.post(f"/societes/{company.id}/visite/").status_code == 204
    (event,) = Event.objects.filter(kind="directory.sheet_visited")
    assert event.company_id == company.id
    assert "Fiche consultée" in page(browser, company, "?filtre=visites")


def test_co_19_the_newest_stands_first(browser: Client, company: Company) -> None:
    for day, kind in (
        (1, "directory.company_added"),
        (3, "directory.company_changed"),
        (2, "directory.mistake_settled"),
    ):
        data = {"mistake_id": str(company.id)} if "mistake" in kind else {}
        Event.objects.create(at=AT.replace(day=day), kind=kind, company_id=company.id, data=data)
    lines = browser.get(f"/societes/{company.id}/suite/").context["stream"].lines
    assert [line.text for line in lines] == ["Fiche société modifiée", "Erreur signalée traitée", "Société ajoutée"]


def test_co_9_co_11_parks_are_declared_in_a_dialog_and_unfold(browser: Client, company: Company) -> None:
    posted = {"software": "Sylob", "trade": "erp", "maintenance": "editor", "integrator": "Cap Info"}
    assert browser.post(f"/societes/{company.id}/logiciels/", posted, headers=HTMX).status_code == 204
    park = Park.objects.get()
    found = page(browser, company)
    assert f'<details class="fold" id="park-{park.id}"><summary>' in found
    assert all(text in found for text in ("Sylob", "Cap Info", "Contrat avec l’éditeur", "Déclaré"))


def test_a_park_is_completed_reviewed_and_removed(browser: Client, company: Company) -> None:
    browser.post(f"/societes/{company.id}/logiciels/", {"software": "Sylob", "trade": "erp"}, headers=HTMX)
    address = f"/logiciels/{Park.objects.get().id}/"
    completed = {"trade": "erp", "maintenance": "none", "maintenance_until": "2027-03-31", "note": "Vieux"}
    assert browser.post(address, completed, headers=HTMX).status_code == 204
    assert browser.post(f"{address}avis/", {"stars": "4", "text": "Solide"}, headers=HTMX).status_code == 204
    found = page(browser, company)
    assert all(text in found for text in ("Aucun contrat", "31/03/2027", "Vieux", "Solide", "4 sur 5"))
    browser.post(f"{address}retirer/", headers=HTMX)
    assert Park.objects.count() == 0


def test_co_10_the_site_of_the_company_is_read_from_the_sheet(browser: Client, company: Company) -> None:
    address = f"/societes/{company.id}/logiciels/site/"
    assert address not in page(browser, company)
    assert "Renseignez" in said(browser.post(address, headers=HTMX))
    Company.objects.filter(id=company.id).update(website="https://dunes.example/")
    assert address in page(browser, company)
    assert "Filon lit" in said(browser.post(address, headers=HTMX))
    assert "moins d’une semaine" in said(browser.post(address, headers=HTMX))
    assert "Lecture en cours" in page(browser, company)


def test_a_faulty_park_comes_back_with_its_error(browser: Client, company: Company) -> None:
    answer = browser.post(f"/societes/{company.id}/logiciels/", {"software": " ", "trade": "erp"}, headers=HTMX)
    assert (answer.status_code, "obligatoire" in answer.content.decode()) == (422, True)


def test_co_7_co_8_news_and_interests_unfold_under_the_contacts(browser: Client, company: Company) -> None:
    posted = {"kind": "press", "title": "Troisième four", "url": "presse.example/four", "on": "2026-11-03"}
    assert browser.post(f"/societes/{company.id}/actualites/", posted, headers=HTMX).status_code == 204
    found = page(browser, company)
    assert found.index('id="people"') < found.index("Troisième four") < found.index('id="parks"')
    assert 'href="https://presse.example/four"' in found
    browser.post(f"/actualites/{News.objects.get().id}/retirer/", headers=HTMX)
    assert News.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [({"title": " "}, "obligatoire"), ({"on": "2099-01-01"}, "à venir"), ({"url": "pas un site"}, "adresse")],
)
def test_faulty_news_come_back_with_their_error(
    browser: Client, company: Company, change: dict[str, str], said: str
) -> None:
    posted = {"kind": "press", "title": "Four", "on": "2026-11-03", **change}
    answer = browser.post(f"/societes/{company.id}/actualites/", posted, headers=HTMX)
    assert (answer.status_code, said in answer.content.decode(), News.objects.count()) == (422, True, 0)


def test_co_15_a_co_34_a_mistake_is_reported_and_settled_by_a_manager(
    browser: Client, company: Company, workspace: Workspace, client_for: ClientFor
) -> None:
    assert f'hx-get="/societes/{company.id}/erreur/"' in page(browser, company)
    dialog = browser.get(f"/societes/{company.id}/erreur/").content.decode()
    assert f"https://annuaire-entreprises.data.gouv.fr/entreprise/{SIREN}" in dialog
    browser.post(f"/societes/{company.id}/erreur/", {"subject": "address", "text": "A déménagé"}, headers=HTMX)
    mistake, manager = Mistake.objects.get(), client_for(make_manager(workspace))
    assert "A déménagé" in manager.get("/reglages/erreurs/").content.decode()
    assert "1 erreur signalée" in page(browser, company)
    manager.post(f"/reglages/erreurs/{mistake.id}/", {"answer": "Adresse corrigée"}, headers=HTMX)
    mistake.refresh_from_db()
    assert (mistake.answer, mistake.closed_at is not None) == ("Adresse corrigée", True)
    assert "1 erreur signalée" not in page(browser, company)
    assert browser.get("/reglages/erreurs/").status_code == 403


def test_a_mistake_is_settled_once(
    browser: Client, company: Company, workspace: Workspace, client_for: ClientFor
) -> None:
    browser.post(f"/societes/{company.id}/erreur/", {"subject": "other", "text": "Faux"}, headers=HTMX)
    mistake, manager = Mistake.objects.get(), client_for(make_manager(workspace))
    for answer in ("La première", "La seconde"):
        assert manager.post(f"/reglages/erreurs/{mistake.id}/", {"answer": answer}, headers=HTMX).status_code == 204
    mistake.refresh_from_db()
    assert mistake.answer == "La première"


def test_the_register_is_asked_from_the_sheet(browser: Client, company: Company, settings) -> None:
    settings.FILON_REGISTER_URL = "https://registre.example"
    assert "n’ont pas encore été demandés" in page(browser, company)
    browser.post(f"/societes/{company.id}/registre/", headers=HTMX)
    assert Lookup.objects.get().state == "waiting"
    assert "Le registre est interrogé" in page(browser, company)


def test_the_register_is_not_asked_about_a_company_without_siren(browser: Client, workspace: Workspace) -> None:
    browser.post(f"/societes/{make_company().id}/registre/", headers=HTMX)
    assert Lookup.objects.count() == 0


def test_each_part_is_asked_again_alone(browser: Client, company: Company) -> None:
    info = browser.get(f"/societes/{company.id}/?partie=info", headers=HTMX).content.decode()
    beside = browser.get(f"/societes/{company.id}/?partie=suivi", headers=HTMX).content.decode()
    assert [part in info for part in ('id="company"', 'id="beside"', 'id="timeline"')] == [True, False, False]
    assert [part in beside for part in ('id="company"', 'id="beside"', 'id="timeline"')] == [False, True, False]


def test_the_sheet_costs_the_same_queries_whatever_there_is(browser: Client, company: Company) -> None:
    def more(times: int) -> None:
        for n in range(times):
            name = f"{times}-{n}"
            make_contact(company=company)
            make_officer(unit_id=SIREN, last_name=name)
            make_establishment(siret=f"{SIREN}{times}{n:04}", head=False)
            Finance.objects.create(unit_id=SIREN, year=2000 + times * 5 + n, turnover=1)
            for address, posted in (
                ("logiciels", {"software": name, "trade": "erp"}),
                ("actualites", {"kind": "press", "title": name, "on": "2026-11-03"}),
                ("notes", {"text": name}),
                ("erreur", {"subject": "other", "text": name}),
            ):
                browser.post(f"/societes/{company.id}/{address}/", posted, headers=HTMX)
            browser.post(f"/logiciels/{Park.objects.get(software__name=name).id}/avis/", {"stars": "4"}, headers=HTMX)

    more(1)
    address = f"/societes/{company.id}/"
    few = queries(browser, address)
    more(4)
    assert queries(browser, address) == few
