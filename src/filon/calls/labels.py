"""How states, natures and levels of calls are worded and coloured on pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.calls.full.statuses import WITH_SOMEBODY
from filon.calls.models import Attempt, CallCampaign, Prospect
from filon.calls.states import AttemptState, CampaignState, Level, Nature, ProspectState, Status

NOT_CALLED: str | Promise = gettext_lazy("Pas encore appelé")
TO_CALL_AGAIN: str | Promise = gettext_lazy("À rappeler")
CRITERIA: Mapping[str, str | Promise] = {
    "attempts": gettext_lazy("Tentatives avant de décrocher"),
    "hold": gettext_lazy("Attente avant une personne"),
    "nature": gettext_lazy("Nature du standard"),
    "ring": gettext_lazy("Durée de sonnerie"),
}
COLOURS: Mapping[int | None, str | Promise] = {
    Level.FIRST: gettext_lazy("vert"),
    Level.LATER: gettext_lazy("orange"),
    Level.NEVER: gettext_lazy("rouge"),
    None: gettext_lazy("gris"),
}
"""A-ST-6, in words for the export."""

_CAMPAIGN_TONES = {CampaignState.PAUSED: "warn", CampaignState.RUNNING: "ok", CampaignState.FINISHED: "info"}
LEVEL_TONES = {Level.FIRST: "ok", Level.LATER: "warn", Level.NEVER: "bad"}


class Badge(NamedTuple):
    """A pill; its tone gives it a colour and a shape of its own."""

    tone: str
    label: str


class Criterion(NamedTuple):
    """One segment of the bar of a score. ``at`` and ``width`` are in points of the whole."""

    code: str
    label: str
    points: float
    most: float
    at: float
    width: float


def campaign_badge(campaign: CallCampaign) -> Badge:
    state = CampaignState(campaign.state)
    if campaign.alarm and state == CampaignState.PAUSED:
        return Badge("bad", _("En pause : appels refusés"))
    return Badge(_CAMPAIGN_TONES[state], str(state.label))


def level_badge(prospect: Prospect) -> Badge:
    """The colour of a row (ST-46, A-ST-6): round green, orange diamond, red bar, grey dot, each with its words.

    A row that is called again has no colour yet, whatever its last call said: an open grey ring.
    """
    if prospect.state == ProspectState.CALLING:
        return Badge("info", str(ProspectState.CALLING.label))
    if prospect.state == ProspectState.REFUSED:
        return Badge("off", str(ProspectState.REFUSED.label))
    if prospect.state == ProspectState.WAITING:
        return Badge("again", str(TO_CALL_AGAIN)) if prospect.attempts_made else Badge("", str(NOT_CALLED))
    if prospect.level is None:
        return Badge("", str(NOT_CALLED))
    level = Level(prospect.level)
    return Badge(LEVEL_TONES[level], str(level.label))


def advice(prospect: Prospect) -> str:
    """What came of a finished row, in a few words: "Humain, joignabilité 88, à appeler en priorité"; "" before. In Full
    its status says it: "Prospect validé, joignabilité 88, …"."""
    if prospect.state != ProspectState.DONE or prospect.level is None:
        return ""
    level = str(Level(prospect.level).label).lower()
    what = str(Status(prospect.status).label) if prospect.status else status_of(prospect)
    told = {"nature": what, "score": prospect.score, "advice": level}
    return _("%(nature)s, joignabilité %(score)s, %(advice)s") % told


def status_of(prospect: Prospect) -> str:
    """The status column (ST-50): what was said of a person, else what answered, "" before the first call."""
    if prospect.status in WITH_SOMEBODY:
        return str(Status(prospect.status).label)
    return str(Nature(prospect.nature).label) if prospect.nature else ""


def criteria_of(prospect: Prospect) -> list[Criterion]:
    """The bar of a score: its criteria one after another, scaled as the score is (ST-43…45, ST-91)."""
    parts: list[dict[str, Any]] = prospect.parts
    most = sum(part["most"] for part in parts) or 1
    found, at = [], 0.0
    for part in parts:
        width = 100 * part["points"] / most
        label = str(CRITERIA.get(part["code"], part["code"]))
        found.append(Criterion(part["code"], label, part["points"], part["most"], round(at, 2), round(width, 2)))
        at += width
    return found


def attempt_words(attempt: Attempt) -> str:
    """What became of one call."""
    if attempt.state == AttemptState.INTERRUPTED:
        return _("Appel interrompu")
    if attempt.state != AttemptState.OVER:
        return str(AttemptState(attempt.state).label)
    if not attempt.counted:
        return _("L’opérateur n’a pas pu placer l’appel")
    return str(Nature(attempt.nature).label) if attempt.nature else _("Sans résultat")
