"""The real thing for journeys: web server, worker and mail sandbox on a database of their own, and a real browser.

One site for the whole run: tests that use it are kept in one process (see `conftest.pytest_collection_modifyitems`).
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect, sync_playwright

from filon.config import testing
from filon.config.env import CHECKOUT, IMAP_OFFSET, SMTP_OFFSET
from filon.config.run.checks import free_port
from filon.config.run.layout import APP_ROLE, OWNER_ROLE
from filon.config.run.lifeline import PREPARED

WRITTEN_BY_TOOLS = CHECKOUT / "var" / "browser.json"
WAIT_MS = 60_000
"""Long enough for a machine that does much else at the same time; what is there is never waited for."""
START_WITHIN_S = 240
SITES_KEPT = 8
FIRST_PORT = 21000
PORTS_EACH = 2000
"""Below those that the system hands out; two sites that start together look at ports far from each other."""

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

NOT_WIRED = "html:not([data-ready]):has(script[type=module])"
"""A page whose script has not run yet; every action waits while there is one."""


@dataclass(frozen=True)
class Site:
    """A running Filon."""

    url: str
    smtp_port: int
    imap_port: int
    database: str
    environment: dict[str, str]

    def filon(self, *arguments: str) -> str:
        """Run a `filon` command on the site's database; return what it printed."""
        command = [sys.executable, "-m", "filon.config.cli", *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    def owner(self) -> psycopg.Connection:
        """The database, without row-level security."""
        url = testing.cluster().url(role=OWNER_ROLE, database=self.database)
        return psycopg.connect(url, autocommit=True)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """Filon with its sample workspace, as `filon run` starts it."""
    made = _make_site()
    testing.copy_template(made.database)
    processes = []
    try:
        made.filon("demo", "ensure")
        for name in ("sandbox", "web", "worker"):
            command = [sys.executable, "-m", "filon.config.cli", name]
            log = (Path(made.environment["FILON_DATA"]) / f"{name}.log").open("wb")
            with log:
                processes.append(subprocess.Popen(command, env=made.environment, stdout=log, stderr=log))
        _wait_until_up(made, processes)
        _wait_until_connected(made)
        yield made
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(30)
        testing.drop(made.database)
        _forget_old_sites()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that `tools/browser.py` found."""
    found = json.loads(WRITTEN_BY_TOOLS.read_text())
    os.environ.update(found["driver"])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found["executable"], args=found["args"], env={**os.environ, **found["env"]}
        )
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Makes pages, each in a fresh browser of its own; a script error or a refused file in any fails the test."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def make(**options: object) -> Page:
        settings = {"locale": "fr-FR", "timezone_id": "Europe/Paris", "viewport": DESKTOP, **options}
        context = chromium.new_context(base_url=site.url, **settings)  # type: ignore[arg-type]  # options of Playwright
        context.set_default_timeout(WAIT_MS)
        expect.set_options(timeout=WAIT_MS)
        contexts.append(context)
        page = context.new_page()
        _listen_for_problems(page, problems)
        _wait_for_scripts(page)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not problems, problems


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A French browser on a desktop."""
    return new_page()


def sign_in(page: Page, *, email: str, password: str) -> None:
    """Sign in as a person does."""
    page.goto("/compte/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.click("form:has(input[name=password]) button[type=submit]")
    page.wait_for_url(lambda url: "/compte/login" not in url)


def _listen_for_problems(page: Page, problems: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        # A form sent back with its faults is a 422, which Chromium reports as an error of the page.
        if message.type == "error" and "status of 4" not in message.text:
            problems.append(f"{page.url}: {message.text}")

    def on_response(response: Response) -> None:
        if response.status >= 500:
            problems.append(f"{response.status} {response.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on("response", on_response)


def _wait_for_scripts(page: Page) -> None:
    """htmx wires the page a moment after it has loaded: keys and clicks before that would be lost.

    Each visit waits for it, and each action on a page that a link or a form led to.
    """
    plain_goto = page.goto

    def wait() -> None:
        page.wait_for_selector("html[data-ready]", state="attached")

    def goto(url: str, **options: object) -> Response | None:
        response = plain_goto(url, **options)  # type: ignore[arg-type]  # options of Playwright
        wait()
        return response

    page.goto = goto  # type: ignore[method-assign]  # the wait belongs to every visit
    page.add_locator_handler(page.locator(NOT_WIRED), wait)


def _make_site() -> Site:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    database = f"{testing.PREFIX}_{os.environ[testing.RUN]}_{worker}_site"
    data = CHECKOUT / "var" / "test-sites" / f"{os.environ[testing.RUN]}-{worker}"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    port = free_port(FIRST_PORT + PORTS_EACH * int(worker.removeprefix("gw")) + os.getpid() % 1000)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "FILON_TEST_TEMPLATE"},
        "DATABASE_URL": testing.cluster().url(role=APP_ROLE, database=database),
        "FILON_OWNER_DATABASE_URL": testing.cluster().url(role=OWNER_ROLE, database=database),
        "FILON_DATA": str(data),
        "FILON_PORT": str(port),
        "FILON_POOL_SIZE": "4",
        PREPARED: "1",
    }
    return Site(
        f"http://127.0.0.1:{port}",
        smtp_port=port + SMTP_OFFSET,
        imap_port=port + IMAP_OFFSET,
        database=database,
        environment=environment,
    )


def _forget_old_sites() -> None:
    """Keep the logs of the last few runs: a failure is read there."""
    sites = sorted((CHECKOUT / "var" / "test-sites").iterdir(), key=lambda folder: folder.stat().st_mtime)
    for folder in sites[:-SITES_KEPT]:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_connected(site: Site) -> None:
    """Nothing is written from a mailbox that the worker has not looked at yet."""
    deadline = time.monotonic() + START_WITHIN_S
    with site.owner() as database:
        while database.execute("select 1 from mail_mailbox where state = 'new' limit 1").fetchone():
            assert time.monotonic() < deadline, f"no mailbox, see {site.environment['FILON_DATA']}/*.log"
            time.sleep(0.1)


def _wait_until_up(site: Site, processes: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while True:
        assert all(process.poll() is None for process in processes), f"see {site.environment['FILON_DATA']}/*.log"
        try:
            urllib.request.urlopen(f"{site.url}/health", timeout=2).close()
            socket.create_connection(("127.0.0.1", site.smtp_port), 2).close()
        except OSError:
            assert time.monotonic() < deadline, f"not up, see {site.environment['FILON_DATA']}/*.log"
            time.sleep(0.1)
        else:
            return
