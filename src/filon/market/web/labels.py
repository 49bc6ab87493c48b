"""How routines and tags are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from filon.market.states import OPEN, Tag

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


@dataclass(frozen=True)
class Tile:
    """A tag of the dashboard with how many companies have it; ``under`` is the line below (A-CO-1).

    ``narrows``: the list of suspects can be narrowed to it.
    """

    tag: Tag
    n: int
    under: str = ""

    @property
    def narrows(self) -> bool:
        return self.tag in OPEN


def tiles(counts: Mapping[Tag, int]) -> list[Tile]:
    """The four tags, former clients below clients (CO-154, A-CO-1)."""
    former = counts[Tag.EX_CLIENT]
    under = ngettext("%(n)s ex-client", "%(n)s ex-clients", former) % {"n": former}
    shown = (Tag.SUSPECT, Tag.PROSPECT, Tag.CLIENT, Tag.OFF_TARGET)
    return [Tile(tag, counts[tag], under if tag is Tag.CLIENT else "") for tag in shown]
