"""The permission table of every page: each room's `rules.py`, and the pages that belong to no room.

A route that is not here answers 403 (`tenants.door`), and the suite names it.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from filon.tenants.permissions import ANYONE, MEMBER, Pages, Rule, merged
from filon.tenants.rules import ACCOUNT_PAGES

GROUND: Pages = {
    "health": ANYONE,
    "set_language": ANYONE,
    "ui:live": MEMBER,
    "ui:badges": MEMBER,
    "ui:palette": MEMBER,
    "ui:proof": MEMBER,
}


def _of(room: str) -> Pages:
    module = f"{room}.rules"
    pages: Pages = getattr(import_module(module), "PAGES", {}) if find_spec(module) else {}
    return pages


PAGES: dict[str, Rule] = merged(
    {"config": GROUND, "allauth": ACCOUNT_PAGES, **{room: _of(room) for room in settings.ROOMS}}
)
