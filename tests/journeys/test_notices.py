"""A rule matches: the flag, the record, calm again; and an e-mail for the colleague who is not there."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.accessibility import assert_accessible
from tests.browser import DESKTOP, PHONE, Site, sign_in
from tests.desk.test_journey import run
from tests.factories import PASSWORD

HERE, AWAY = "drapeau@equipe.example", "absent@equipe.example"
PEOPLE = f"""
from allauth.account.models import EmailAddress
from tests.alerts.rows import make_rule, tagged
from tests.factories import make_manager, make_member
from filon.alerts.models import AlertService
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
workspace, new = Workspace.objects.get_or_create(slug="drapeau", defaults={{"name": "Atelier du drapeau"}})
with scope(workspace.id):
    if new:
        people = [make_manager(workspace, email={HERE!r}), make_member(workspace, email={AWAY!r})]
        for person in people:
            EmailAddress.objects.create(user=person.user, email=person.user.email, verified=True, primary=True)
        AlertService.objects.create(active=True)
        make_rule(tagged(name="Fonderie Aubry", siren="732829320")[0], *people)
"""
A_PROJECT = """
from filon.alerts.fields import ProjectFields
from filon.alerts.operations import create_project
from filon.directory.models import Company
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
with scope(Workspace.objects.get(slug="drapeau").id):
    company = Company.objects.get(name="Fonderie Aubry")
    create_project(company.id, ProjectFields(title="Remplacer l’ERP", category="erp"), now=SystemClock().now())
"""
MAILS = """
select u.email, n.mail from notices_notice n join tenants_user u on u.id = n.user_id
where u.email like '%@equipe.example' and n.kind = 'alert.matched' order by u.email
"""
WITHIN_S = 180


@pytest.fixture(scope="session")
def people(site: Site) -> None:
    """Two recipients of a rule."""
    run(site, PEOPLE)


def mails(site: Site) -> list[tuple[str, str]]:
    """What became of the e-mails, once none waits any more."""
    deadline = time.monotonic() + WITHIN_S
    while True:
        with site.owner() as connection:
            found = connection.execute(MAILS).fetchall()
        if found and not {"waiting", "sending"} & {state for _email, state in found}:
            return found
        assert time.monotonic() < deadline, found
        time.sleep(0.2)


def test_co_184_and_co_185_a_rule_matches_and_the_flag_leads_to_the_record(
    page: Page, people: None, site: Site
) -> None:
    sign_in(page, email=HERE, password=PASSWORD)
    page.goto("/")
    page.locator("html[data-live]").wait_for(state="attached")
    flag = page.locator(".side-foot .flag")
    expect(flag.locator("output")).to_be_empty()
    run(site, A_PROJECT)
    expect(page.locator(".toast", has_text="Nouveau projet")).to_contain_text("Fonderie Aubry")
    expect(flag.locator("output")).to_have_text("1")
    flag.click()
    row = page.locator("#list tr.active")
    expect(row).to_contain_text("règle « Nouveau projet ERP »")
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Fonderie Aubry")
    expect(flag.locator("output")).to_be_empty()
    assert mails(site) == [(AWAY, "sent"), (HERE, "")]


def test_the_choices_of_the_profile_are_kept(page: Page, people: None) -> None:
    sign_in(page, email=HERE, password=PASSWORD)
    page.goto("/profil/notifications/")
    box = page.get_by_label("E-mail ouvert : dans l’application")
    expect(box).not_to_be_checked()
    box.check()
    page.get_by_role("button", name="Enregistrer").first.click()
    expect(page.get_by_text("Notifications enregistrées.")).to_be_visible()
    expect(page.get_by_label("E-mail ouvert : dans l’application")).to_be_checked()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_are_accessible_and_fit(
    new_page: Callable[..., Page], people: None, viewport: dict[str, int], theme: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=theme)
    sign_in(page, email=HERE, password=PASSWORD)
    for path in ("/notifications/", "/notifications/?kind=mail.opened", "/profil/notifications/"):
        page.goto(path)
        assert_accessible(page)
