"""How routines and tags are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from filon.kernel.ui.templatetags.ui import thousands
from filon.market.states import OPEN, Tag

TONES = {
    Tag.SUSPECT: "info",
    Tag.PROSPECT: "accent",
    Tag.CLIENT: "ok",
    Tag.EX_CLIENT: "warn",
    Tag.OFF_TARGET: "bad",
}
CHANGES: list[tuple[str, str | Promise]] = [
    ("new", gettext_lazy("Entrés ce matin")),
    ("moved", gettext_lazy("Score changé ce matin")),
]


def tag_choices() -> list[tuple[str, str | Promise]]:
    return [(tag.value, tag.label) for tag in Tag]


@dataclass(frozen=True)
class Tile:
    """A tag of the dashboard with how many companies have it; ``under`` is the line below (A-CO-1): former clients, or
    the suspects that nobody has tagged yet.

    ``narrows``: the list of suspects can be narrowed to it.
    """

    tag: Tag
    n: int
    under: str = ""

    @property
    def narrows(self) -> bool:
        return self.tag in OPEN


def tiles(counts: Mapping[Tag, int], *, untagged: int = 0) -> list[Tile]:
    """The four tags, former clients below clients (CO-154, A-CO-1), what has no tag yet below suspects."""
    former = counts[Tag.EX_CLIENT]
    under = {Tag.CLIENT: ngettext("%(n)s ex-client", "%(n)s ex-clients", former) % {"n": former}}
    if untagged:
        under[Tag.SUSPECT] = _("%(n)s sans tag") % {"n": thousands(untagged)}
    shown = (Tag.SUSPECT, Tag.PROSPECT, Tag.CLIENT, Tag.OFF_TARGET)
    return [Tile(tag, counts[tag], under.get(tag, "")) for tag in shown]
