"""How routines and tags are shown."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.market.states import Tag

TONES = {
    Tag.SUSPECT: "info",
    Tag.PROSPECT: "accent",
    Tag.CLIENT: "ok",
    Tag.EX_CLIENT: "warn",
    Tag.OFF_TARGET: "bad",
}
CHANGES: list[tuple[str, str | Promise]] = [("new", _("Entrés ce matin")), ("moved", _("Score changé ce matin"))]


def tag_choices() -> list[tuple[str, str | Promise]]:
    return [(tag.value, tag.label) for tag in Tag]
