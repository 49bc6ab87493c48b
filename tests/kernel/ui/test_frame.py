"""The frame of the pages in a real browser: palette, keys, menus, theme, phone, live changes, accessibility."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from tests.accessibility import violations
from tests.browser import DESKTOP, NOT_WIRED, PHONE, Site, sign_in
from tests.factories import PASSWORD

EMAIL = "frame@equipe.example"
MEMBER = f"""
from tests.factories import make_contact, make_manager
from filon.kernel.tenancy import scope
from filon.tenants.models import User, Workspace
from allauth.account.models import EmailAddress
workspace, new = Workspace.objects.get_or_create(slug="frame", defaults={{"name": "Atelier du cadre"}})
if new:
    with scope(workspace.id):
        user = make_manager(workspace, email={EMAIL!r}).user
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        for _ in range(60):
            make_contact()
"""
ONE_MORE = """
import sys
from datetime import UTC, datetime
from tests.factories import make_contact
from filon.kernel import live
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
workspace = Workspace.objects.get(slug="frame")
with scope(workspace.id):
    name, day = sys.argv[1:]
    make_contact(last_name=name, email=f"{name}@client.example", updated_at=datetime(2030, 1, int(day), tzinfo=UTC))
    live.notify(workspace.id, "contact")
"""


def run(site: Site, program: str, *given: str) -> None:
    """Run a program on the site's database, as another process of Filon would."""
    whole = f"import django; django.setup()\n{program}"
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "filon.config.settings", "PYTHONPATH": "."}
    subprocess.run([sys.executable, "-c", whole, *given], env=environment, check=True, timeout=180)


@pytest.fixture(scope="session")
def member(site: Site) -> str:
    """The address of somebody who can sign in, with sixty contacts."""
    run(site, MEMBER)
    return EMAIL


@pytest.fixture
def open_page(member: str, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Opens an address in a signed-in browser."""

    def visit(address: str = "/contacts/", **options: object) -> Page:
        made = new_page(**options)
        sign_in(made, email=member, password=PASSWORD)
        made.goto(address)
        return made

    return visit


def test_the_palette_leads_to_a_page_by_keyboard_alone(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Rechercher")).to_be_focused()
    page.keyboard.type("SOCIETES")
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text("Sociétés")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/societes/"))


def test_keys_go_to_pages_search_and_walk_rows(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-row]").nth(1).get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("?jeanne")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Raccourcis clavier")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("s")
    expect(page).to_have_url(re.compile("/societes/"))


def test_a_list_pages_and_comes_back_with_the_browser(open_page: Callable[..., Page]) -> None:
    page = open_page()
    first = page.locator("tbody strong").first
    there = first.inner_text()
    page.get_by_role("link", name="Suivant").click()
    expect(first).not_to_have_text(there)
    page.go_back()
    expect(first).to_have_text(there)


def test_the_theme_is_kept(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.get_by_role("button", name=re.compile("^Compte de")).click()
    page.get_by_role("button", name="Sombre").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_phone_has_a_tab_bar_a_drawer_and_no_sideways_scroll(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=PHONE, has_touch=True)
    expect(page.locator("#side")).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.locator("#side")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#side")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_change_elsewhere_appears_without_reload(site: Site, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.wait_for_selector("html[data-live]", state="attached")
    page.keyboard.press("j")
    kept = page.locator("[data-row] a").first.get_attribute("href")
    run(site, ONE_MORE, "Nouvelle-Venue", "1")
    expect(page.locator("tbody")).to_contain_text("Nouvelle-Venue")
    expect(page.locator(f"[data-row] a[href='{kept}']")).to_be_focused()


def answer_held(page: Page, address: re.Pattern[str], ask: Callable[[], object]) -> Callable[[], None]:
    """What asks for the address: its answer, as things stand, is held back until what this returns is called."""
    held: list[Callable[[], None]] = []

    seen: list[Route] = []

    def hold(route: Route) -> None:
        seen.append(route)
        if seen != [route]:
            route.fallback()
            return
        answer = route.fetch()
        held.append(lambda: route.fulfill(response=answer))

    page.route(address, hold)  # for good: where no route is left, Playwright lets go of every request it holds
    with page.expect_event("request", lambda request: address.search(request.url)):
        ask()
    while not held:
        page.wait_for_timeout(50)
    return held[0]


def answer_under_way(page: Page) -> Callable[[], None]:
    """The list asks again because something changed, and its answer is held back."""
    changed = "new BroadcastChannel('filon-live').postMessage({ kind: 'contact' })"
    return answer_held(page, re.compile("/contacts/$"), lambda: page.evaluate(changed))


def filter_under_way(page: Page, sought: str) -> Callable[[], None]:
    """Something is sought in the list, and its answer is held back."""
    page.locator("[data-search]").focus()
    return answer_held(page, re.compile(r"/contacts/\?.*q="), lambda: page.keyboard.insert_text(sought))


def test_a_change_is_drawn_though_an_older_answer_was_under_way(site: Site, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.wait_for_selector("html[data-live]", state="attached")
    let_come = answer_under_way(page)
    run(site, ONE_MORE, "Deuxième-Venue", "2")
    page.wait_for_timeout(1000)  # the change is heard while the older answer is still awaited
    let_come()
    expect(page.locator("tbody")).to_contain_text("Deuxième-Venue")


def test_what_was_sought_is_shown_though_the_list_was_being_drawn_anew(
    site: Site, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.wait_for_selector("html[data-live]", state="attached")
    run(site, ONE_MORE, "Cherchée-Première", "5")
    expect(page.locator("tbody")).to_contain_text("Cherchée-Première")
    draw = answer_under_way(page)
    show = filter_under_way(page, "Cherchée-Première")
    draw()
    page.wait_for_timeout(500)  # the list would be drawn, and take the place of what was sought
    show()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile("q="))


def test_a_change_heard_while_something_is_sought_is_drawn_after_it(site: Site, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.wait_for_selector("html[data-live]", state="attached")
    show = filter_under_way(page, "Cherchée-Seconde")
    run(site, ONE_MORE, "Cherchée-Seconde", "6")
    page.wait_for_timeout(1000)  # heard while the older answer is still awaited
    show()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text("Cherchée-Seconde")


def expect_drawn_once_let_go(page: Page, site: Site, box: Locator, *added: str) -> None:
    """A contact that somebody else adds is not drawn while the box is ticked, and is when it no longer is."""
    run(site, ONE_MORE, *added)
    page.wait_for_timeout(1000)
    expect(box).to_be_checked()
    expect(page.locator("tbody")).not_to_contain_text(added[0])
    box.uncheck()
    expect(page.locator("tbody")).to_contain_text(added[0])


def test_a_list_in_use_is_drawn_when_it_no_longer_is(site: Site, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.wait_for_selector("html[data-live]", state="attached")
    box = page.locator("tbody [name=id]").first
    box.check()
    expect_drawn_once_let_go(page, site, box, "Quatrième-Venue", "4")


def test_a_list_taken_into_use_waits_with_what_others_changed(site: Site, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.wait_for_selector("html[data-live]", state="attached")
    let_come = answer_under_way(page)
    box = page.locator("tbody [name=id]").first
    box.check()
    let_come()
    expect_drawn_once_let_go(page, site, box, "Troisième-Venue", "3")


MAILBOX = """
import sys
from tests.factories import make_mailbox
from filon.kernel import live
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
workspace = Workspace.objects.get(slug="frame")
with scope(workspace.id):
    make_mailbox(email=sys.argv[1])
    live.notify(workspace.id, "mailbox")
"""


def test_an_open_menu_is_not_pulled_away_by_what_others_change(site: Site, open_page: Callable[..., Page]) -> None:
    run(site, MAILBOX, "premiere@maison.example")
    page = open_page("/reglages/boites/")
    page.wait_for_selector("html[data-live]", state="attached")
    page.get_by_role("button", name="Actions").first.click()
    menu = page.locator(".menu:popover-open")
    run(site, MAILBOX, "seconde@maison.example")
    page.wait_for_timeout(1000)
    expect(menu).to_be_visible()
    expect(page.locator("#list")).not_to_contain_text("seconde@maison.example")
    page.keyboard.press("Escape")
    expect(page.locator("#list")).to_contain_text("seconde@maison.example")


def test_tabs_of_one_browser_share_one_stream_and_the_next_takes_over(open_page: Callable[..., Page]) -> None:
    first = open_page()
    first.wait_for_selector("html[data-live]", state="attached")
    second = first.context.new_page()
    second.goto("/contacts/")
    second.wait_for_selector("html[data-ready]", state="attached")
    assert second.evaluate("document.documentElement.dataset.live ?? ''") == ""
    first.close()
    second.wait_for_selector("html[data-live]", state="attached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "phone"])
def test_pages_pass_axe(open_page: Callable[..., Page], viewport: dict[str, int], scheme: str) -> None:
    page = open_page(viewport=viewport, color_scheme=scheme)
    for address in ("/contacts/", "/espace/equipe/", "/profil/"):
        page.goto(address)
        assert (address, violations(page)) == (address, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_way_in_passes_axe(new_page: Callable[..., Page], scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto("/compte/login/")
    assert violations(page) == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_st_3_the_personal_area_opens_at_the_top_right_by_keyboard(
    open_page: Callable[..., Page], size: dict[str, int]
) -> None:
    page = open_page(viewport=size)
    button = page.get_by_role("button", name="Espace personnel de")
    box = button.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] > size["width"] - 40
    assert box["y"] < 60
    button.focus()
    page.keyboard.press("Enter")
    menu = page.locator("#me-menu")
    for name in ("Accéder à mon profil", "Gérer mon abonnement", "Déconnexion"):
        expect(menu.get_by_text(name, exact=True)).to_be_in_viewport(ratio=1)
    opened = menu.bounding_box()
    assert opened is not None
    assert opened["y"] < 100
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_whoever_is_quick_stays_where_they_are_in_a_menu(open_page: Callable[..., Page]) -> None:
    """The browser tells that a menu is open after it is: a key pressed by then is for the item it was meant for."""
    page = open_page()
    page.evaluate(
        "document.querySelector('[popovertarget=me-menu]').click();"
        "[...document.querySelectorAll('#me-menu :is(a, button)')].at(-1).focus()"
    )
    expect(page.locator("[popovertarget=me-menu][aria-expanded=true]")).to_have_count(1)
    expect(page.locator("#me-menu :is(a, button)").last).to_be_focused()


def test_st_3_the_same_menu_opens_at_the_bottom_left(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.get_by_role("button", name="Compte de").click()
    menu = page.locator("#me-menu")
    expect(menu.get_by_text("Accéder à mon profil")).to_be_visible()
    page.wait_for_function(
        "() => { const box = document.querySelector('#me-menu').getBoundingClientRect();"
        " return box.left < 40 && box.top > 200 }"
    )
    menu.get_by_text("Déconnexion").click()
    page.wait_for_url("**/compte/login/")


def test_pages_open_for_hours_leave_the_database_to_others(open_page: Callable[..., Page], site: Site) -> None:
    """A live stream lasts as long as its page; the site has `FILON_POOL_SIZE` connections to the database."""
    streams = int(site.environment["FILON_POOL_SIZE"])
    page = open_page("/")
    opened = page.evaluate(
        """async (streams) => {
          const opened = [...Array(streams)].map(() => new EventSource(document.body.dataset.stream));
          await Promise.all(opened.map((stream) => new Promise((on, refused) => {
            stream.onopen = on;
            stream.onerror = () => refused(new Error("a stream was refused"));
          })));
          return (await fetch(document.body.dataset.badges)).status;
        }""",
        streams,
    )
    assert opened == 200


def test_a_file_chosen_before_the_script_ran_is_named(open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(r"/app[^/]*\.js"), hold)
    page.remove_locator_handler(page.locator(NOT_WIRED))
    page.get_by_role("link", name="Importer").click()
    chosen = tmp_path / "early.csv"
    chosen.write_text("Nom\nPetit\n")
    page.set_input_files("input[type=file]", chosen)
    held[0].continue_()
    expect(page.locator("[data-file-name]")).to_have_text("early.csv")
