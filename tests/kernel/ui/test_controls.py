"""Buttons as a pointer finds them."""

from __future__ import annotations

import pytest
from tests.accessibility import assert_accessible
from tests.browser import DESKTOP, Site

BUTTONS = """() => document.querySelector("main").insertAdjacentHTML("beforeend", ["", "primary", "danger", "ghost"]
  .map(kind => `<button type="button" class="btn ${kind}">Enregistrer</button>`).join(" "))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_button_under_the_pointer_can_be_read(new_page, site: Site, scheme: str) -> None:
    page = new_page(viewport=DESKTOP, color_scheme=scheme)
    page.goto("/connexion/")
    page.evaluate(BUTTONS)
    for button in page.get_by_role("button", name="Enregistrer").all():
        button.hover()
        assert_accessible(page)
