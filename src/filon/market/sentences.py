"""How the events of routines are told on a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from filon.market import events
from filon.market.states import Tag
from filon.timeline import words
from filon.timeline.sentences import sentence

Data = Mapping[str, Any]


@sentence(events.RoutineSaved.kind, icon="pencil")
def saved(data: Data) -> str:
    return _("Flux de suspects enregistré, version %(number)s") % {"number": data.get("version", "")}


@sentence(events.RoutineRefreshed.kind, icon="refresh-cw")
def refreshed(data: Data) -> str:
    text = _("Flux rafraîchi : %(new)s entrées, %(gone)s sorties, %(moved)s scores changés")
    return text % {name: data.get(name, 0) for name in ("new", "gone", "moved")}


@sentence(events.ScoreReached.kind, icon="trending-up", tone="good")
def reached(data: Data) -> str:
    n = int(data.get("count", 0))
    text = ngettext(
        "%(n)s société atteint un score de %(threshold)s", "%(n)s sociétés atteignent un score de %(threshold)s", n
    )
    return text % {"n": n, "threshold": data.get("threshold", "")}


@sentence(events.CompanyTagged.kind, icon="tag")
def tagged(data: Data) -> str:
    if not data.get("tag"):
        return _("Tag retiré")
    return _("Tag : %(tag)s") % {"tag": label(data.get("tag"))}


@sentence(events.TagKept.kind, icon="tag")
def kept(data: Data) -> str:
    return _("Tag conservé malgré la relance : %(tag)s") % {"tag": label(data.get("tag"))}


def label(tag: object) -> str:
    """A tag as it is shown; one that no longer exists shows its own name."""
    return str(Tag(str(tag)).label) if tag in Tag.values else str(tag or "")


words.register(
    "market",
    gettext_lazy("Marché"),
    {
        events.RoutineSaved.kind: gettext_lazy("Flux de suspects enregistré"),
        events.RoutineRefreshed.kind: gettext_lazy("Flux de suspects rafraîchi"),
        events.ScoreReached.kind: gettext_lazy("Score atteint par des sociétés"),
        events.CompanyTagged.kind: gettext_lazy("Tag d’une société changé"),
        events.TagKept.kind: gettext_lazy("Tag de client conservé"),
    },
)
