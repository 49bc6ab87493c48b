"""Aujourd'hui in a real browser: worked through from the keyboard, told of changes, fit for a phone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.accessibility import assert_accessible
from tests.browser import DESKTOP, PHONE, Site, sign_in
from tests.factories import PASSWORD

EMAIL = "bureau@equipe.example"
A_DAY = f"""
from datetime import timedelta
from allauth.account.models import EmailAddress
from tests.desk.days import make_answer, make_broken, make_challenge, make_doubt, make_file, make_launched
from tests.factories import make_contact, make_manager
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.tenants.models import User, Workspace
workspace, new = Workspace.objects.get_or_create(slug="bureau", defaults={{"name": "Atelier du bureau"}})
with scope(workspace.id):
    if new:
        user = make_manager(workspace, email={EMAIL!r}).user
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        make_challenge(), make_doubt(), make_broken(), make_file(), make_launched()
        now = SystemClock().now()
        for index, name in enumerate(["Un", "Deux", "Trois"]):
            contact = make_contact(first_name="Ana", last_name=name)
            make_answer(contact, at=now - timedelta(days=9, minutes=9 - index))
"""
ONE_MORE = """
from tests.factories import make_contact, make_mailbox, make_sent
from tests.mail.corpus import build
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.mail.inbox.receiving import receive
from filon.tenants.models import Workspace
with scope(Workspace.objects.get(slug="bureau").id):
    mailbox = make_mailbox(email=build.US_ADDRESS)
    contact = make_contact(first_name="Ana", last_name="Nouvelle", email=build.THEM_ADDRESS, company=None)
    make_sent(contact, mailbox=mailbox, message_id=build.SENT_KEY)
    receive(mailbox=mailbox, raw=build.answer("Appelez-moi demain."), now=SystemClock().now())
"""


def run(site: Site, program: str) -> None:
    """Run a program on the site's database, as another process of Filon would."""
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "filon.config.settings", "PYTHONPATH": "."}
    whole = f"import django; django.setup()\n{program}"
    subprocess.run([sys.executable, "-c", whole], env=environment, check=True, timeout=60)


@pytest.fixture(scope="session")
def a_day(site: Site) -> str:
    """The address of somebody with three people to answer, oldest first, and one of everything else."""
    run(site, A_DAY)
    return EMAIL


def test_the_day_is_worked_through_from_the_keyboard(page: Page, a_day: str) -> None:
    sign_in(page, email=a_day, password=PASSWORD)
    page.goto("/")
    badge = page.locator('[data-badge="desk:today"]').first
    expect(badge).not_to_be_empty()
    before = page.locator(".task").count()
    expect(badge).to_have_text(str(before))
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_have_text("Répondre à Ana Deux")
    page.keyboard.press("e")
    expect(page.get_by_text("C’est traité.")).to_be_visible()
    expect(page.locator(".task")).to_have_count(before - 1)
    expect(page.locator(":focus")).to_have_text("Répondre à Ana Trois")
    expect(badge).to_have_text(str(before - 1))
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator(".task")).to_have_count(before)
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana")


def test_an_answer_that_comes_in_appears_by_itself_and_what_is_read_stays_open(
    page: Page, a_day: str, site: Site
) -> None:
    sign_in(page, email=a_day, password=PASSWORD)
    page.goto("/")
    page.locator("html[data-live]").wait_for(state="attached")
    page.locator(".task summary").first.click()
    run(site, ONE_MORE)
    expect(page.get_by_text("Répondre à Ana Nouvelle")).to_be_visible()
    expect(page.locator(".task details[open]")).to_have_count(1)
    expect(page.locator('[data-badge="desk:today"]').first).to_have_text(str(page.locator(".task").count()))


def test_everything_is_found_from_the_palette(page: Page, a_day: str) -> None:
    sign_in(page, email=a_day, password=PASSWORD)
    page.goto("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("ana deux")
    expect(page.get_by_role("option", name="Ana Deux").first).to_be_visible()
    page.get_by_role("option", name="Rechercher « ana deux »").click()
    expect(page.locator("#found").get_by_role("link", name="Ana Deux").first).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_are_accessible_and_fit(
    new_page: Callable[..., Page], a_day: str, viewport: dict[str, int], theme: str
) -> None:
    page = new_page(viewport=viewport, color_scheme=theme)
    sign_in(page, email=a_day, password=PASSWORD)
    for path in ("/", "/recherche/?q=ana"):
        page.goto(path)
        for summary in page.locator(".task summary").all()[:2]:
            summary.click()
        assert_accessible(page)
