"""The pages of the public directory, and the way to the workspace's own companies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings
from tests.counting import queries
from tests.directory.public.rows import make_establishment, make_unit
from tests.factories import make_company, make_member

from filon.directory.adopting import adopt, adopt_abroad
from filon.directory.columnar.asking import Bounds
from filon.directory.columnar.build import build
from filon.directory.models import Company
from filon.directory.public import listing
from filon.directory.public.models import Abroad
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.kernel.turns import Places
from filon.tenants.models import Member, Workspace
from filon.timeline.models import Event

SIREN, OTHER = "000000018", "000000026"


@pytest.fixture
def browser(workspace: Workspace, client_for: Callable[[Member], Client]) -> Client:
    return client_for(make_member(workspace))


@pytest.fixture
def directory(settings: Settings, tmp_path: Path, clock: VirtualClock) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    make_unit(siren=SIREN, name="FONDERIE AUBRAC")
    make_unit(siren=OTHER, name="GARAGE AUBRAC")
    make_establishment(siret=f"{SIREN}00015")
    build(now=clock.now())


@pytest.mark.usefixtures("workspace", "directory")
def test_the_list_shows_companies_with_their_activity(browser: Client) -> None:
    make_company(siren=OTHER, name="Garage Aubrac")
    page = browser.get("/annuaire/", {"q": "aubrac"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "FONDERIE AUBRAC" in text
    assert "24.51Z Fonderie de fonte" in text
    assert text.count("Dans vos sociétés") == 1


@pytest.mark.usefixtures("workspace", "directory")
def test_a_longer_list_asks_no_more_queries(browser: Client) -> None:
    few = queries(browser, "/annuaire/?q=fonderie")
    assert queries(browser, "/annuaire/") <= few


@pytest.mark.usefixtures("workspace")
def test_before_the_first_import_the_page_says_so(browser: Client, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    assert "pas encore importé" in browser.get("/annuaire/").content.decode()


@pytest.mark.usefixtures("workspace", "directory")
def test_too_many_lists_at_once_are_refused_in_a_sentence(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PLACES", Places(0))
    monkeypatch.setattr(listing, "SCREEN", Bounds(wait_s=0, longest_s=1))
    for path in ("/annuaire/", "/annuaire/nombre/"):
        page = browser.get(path, {"q": "aubrac"})
        assert page.status_code == 200
        assert "Trop de recherches sont en cours" in page.content.decode()
        assert "FONDERIE" not in page.content.decode()


@pytest.mark.usefixtures("workspace", "directory")
def test_opening_a_company_makes_it_the_workspaces_own(browser: Client) -> None:
    answer = browser.post(f"/annuaire/societes/{SIREN}/")
    company = Company.objects.get()
    assert answer.headers["Location"] == f"/societes/{company.id}/"
    assert (company.name, company.siren, company.city) == ("FONDERIE AUBRAC", SIREN, "Rodez")
    assert Event.objects.get(kind="directory.company_added").data == {"source": "SIRENE"}
    browser.post(f"/annuaire/societes/{SIREN}/")
    assert (Company.objects.count(), Event.objects.filter(kind="directory.company_added").count()) == (1, 1)


@pytest.mark.parametrize("siren", [SIREN, "nimporte"])
def test_a_company_that_is_not_public_is_not_adopted(workspace: Workspace, clock: VirtualClock, siren: str) -> None:
    make_unit(siren=SIREN, diffusible=False, name="")
    with pytest.raises(Refused) as no:
        adopt(siren, now=clock.now())
    assert (no.value.code, Company.objects.count()) == ("not_public", 0)


@pytest.mark.django_db(transaction=True)
def test_users_who_open_a_company_together_share_one(workspace: Workspace, clock: VirtualClock) -> None:
    make_unit(siren=SIREN)
    together, got = Barrier(3), []

    def open_it() -> None:
        try:
            with scope(workspace.id):
                together.wait()
                got.append(adopt(SIREN, now=clock.now()).id)
        finally:
            connection.close()

    threads = [Thread(target=open_it) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(got), len(set(got)), Company.objects.count()) == (3, 1, 1)


def test_a_company_of_another_country_is_adopted_once(workspace: Workspace, clock: VirtualClock) -> None:
    row = Abroad.objects.create(
        country="BE", number="0403019261", name="Gieterij", name_key="gieterij", city="Gent", imported_at=clock.now()
    )
    first, again = adopt_abroad(row.id, now=clock.now()), adopt_abroad(row.id, now=clock.now())
    assert (first.id, first.country, first.city, first.siren) == (again.id, "BE", "Gent", None)


@pytest.mark.parametrize("website", ["http://[a.b", "javascript:a.b", "pas un site", "mailto:a@b.example"])
def test_a_site_that_is_none_keeps_no_company_of_another_country_out(
    workspace: Workspace, clock: VirtualClock, website: str
) -> None:
    names = {"name": "Gieterij", "name_key": "gieterij"}
    row = Abroad.objects.create(country="BE", number="1", **names, website=website, imported_at=clock.now())
    adopted = adopt_abroad(row.id, now=clock.now())
    assert (adopted.name, adopted.website, adopted.domain) == ("Gieterij", "", "")


@pytest.mark.usefixtures("workspace")
def test_companies_of_other_countries_have_a_page(browser: Client, clock: VirtualClock) -> None:
    for country, name in (("BE", "Gieterij"), ("ES", "Fundición")):
        Abroad.objects.create(country=country, number=name, name=name, name_key=name.lower(), imported_at=clock.now())
    text = browser.get("/annuaire/etranger/", {"pays": "BE"}).content.decode()
    assert ("Gieterij" in text, "Fundición" in text) == (True, False)
