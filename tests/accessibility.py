"""What a machine can say of a page: the faults that axe finds, and whether the page is as wide as its window."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AT_REST = """() => Promise.all(document.getAnimations()
  .filter(each => each.effect.getComputedTiming().iterations !== Infinity)
  .map(each => each.finished.catch(() => null))).then(() => null)"""
SHOWN = 200
"""Characters of an element that a failure tells."""


def assert_accessible(page: Page) -> None:
    """No fault that a machine finds, and nothing beside the page."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    found = violations(page)
    assert not found, (page.url, found)


def violations(page: Page) -> list[tuple[str, list[tuple[str, str]]]]:
    """What axe finds: rule, and for each element what fails and the element.

    The window is as high as the page meanwhile: a bar that stays in place would hide half of what lies under it. What
    fades in has done so: half of a colour has half of its contrast.
    """
    window = page.viewport_size
    assert window is not None, "a page of a test has a window"
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**window, "height": max(window["height"], whole)})
    page.evaluate(AT_REST)
    page.evaluate(f"{AXE.read_text(encoding='utf-8')};0")
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    page.set_viewport_size(window)
    return [(rule["id"], [(node["failureSummary"], node["html"][:SHOWN]) for node in rule["nodes"]]) for rule in found]
