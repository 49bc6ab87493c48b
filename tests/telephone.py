"""Phone campaigns in a browser: the practice switchboards, the dialer, and the pages on the way to the first call."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser import Site

from filon.demo.sample_calls import TALKS

HEARD_MS = 90_000
"""Until the slowest of the switchboards was recognised, on a busy machine too."""

PAUSED = "UPDATE calls_callcampaign SET state = 'paused' WHERE name = %s"


@pytest.fixture(scope="module")
def telephone(site: Site) -> Iterator[None]:
    """The practice switchboards and the dialer, as `filon run` starts them.

    The sample's own conversations rest meanwhile: the lines and the processor are for what is tested.
    """
    with site.owner() as owner:
        owner.execute(PAUSED, [TALKS])
    processes = []
    try:
        for name in ("switchboards", "dialer"):
            with (Path(site.environment["FILON_DATA"]) / f"{name}.log").open("wb") as log:
                command = [sys.executable, "-m", "filon.config.cli", name]
                processes.append(subprocess.Popen(command, env=site.environment, stdout=log, stderr=log))
        yield
        assert all(process.poll() is None for process in processes)
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(30)


def make_campaign(page: Page, *, name: str, empty: str, talks: bool = False) -> None:
    """The steps of the wizard, calling at any hour of any day, until the page of the campaign says that it is empty."""
    page.goto("/appels/")
    page.get_by_role("link", name="Nouvelle campagne").click()
    if talks:
        page.get_by_role("radio", name="Qualification du standard et du prospect").check()
    page.get_by_role("button", name="Suivant").click()
    page.get_by_label("Nom de la campagne").fill(name)
    page.get_by_role("button", name="Suivant").click()
    page.get_by_text("Avancé : choisir d’autres heures").click()
    page.get_by_label("samedi").check(force=True)
    page.get_by_label("dimanche").check(force=True)
    page.locator("#id_morning_from").select_option("0")
    page.locator("#id_morning_to").select_option("24")
    page.locator("#id_afternoon_from").select_option("")
    page.locator("#id_afternoon_to").select_option("")
    page.get_by_label("N’appeler personne les jours fériés").uncheck()
    page.get_by_role("button", name="Valider").click()
    expect(page.get_by_text(empty)).to_be_visible()


def import_file(page: Page, file: Path) -> None:
    """From the campaign's page to the report of its checks."""
    page.get_by_role("link", name="Importer").first.click()
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Importer", exact=True).click()
