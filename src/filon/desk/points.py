"""Why a line stands where it does: one table of points, and no other order than their sum. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class Kind(StrEnum):
    """What there is to do."""

    MAILBOX = "mailbox"
    ALARM = "alarm"
    CALL_BACK = "call_back"
    REPLY = "reply"
    CHALLENGE = "challenge"
    CAMPAIGN = "campaign"
    UNCERTAIN = "uncertain"
    OPPORTUNITY = "opportunity"
    FOLLOW_UP = "follow_up"
    PROJECT = "project"
    SUSPECTS = "suspects"
    WEBHOOK = "webhook"
    IMPORT = "import"


@dataclass(frozen=True)
class Growth:
    """``points`` more for each ``per`` units, ``most`` at most. ``told`` says of n units what they are."""

    per: int
    points: int
    most: int
    rule: str | Promise
    told: Callable[[int], str]

    def of(self, units: int) -> int:
        return min(self.most, units // self.per * self.points)


@dataclass(frozen=True)
class Weight:
    """What a kind is worth, why, what makes it worth more, and how many minutes it usually takes."""

    base: int
    label: str | Promise
    because: str | Promise
    growth: Growth
    minutes: int


@dataclass(frozen=True)
class Point:
    """One addend of a line's sum."""

    value: int
    because: str | Promise


def _days(n: int) -> str:
    return ngettext("Attend depuis %(n)s jour", "Attend depuis %(n)s jours", n) % {"n": n}


def _sends(n: int) -> str:
    return ngettext(
        "%(n)s message devait partir aujourd’hui", "%(n)s messages devaient partir aujourd’hui", n
    ) % {"n": n}  # fmt: skip


def _people(n: int) -> str:
    return ngettext(
        "%(n)s personne attend son premier message", "%(n)s personnes attendent leur premier message", n
    ) % {"n": n}


def _late(n: int) -> str:
    return ngettext("En retard de %(n)s jour", "En retard de %(n)s jours", n) % {"n": n}


BY_DAY = Growth(1, 10, 30, _("10 points de plus par jour d’attente, 30 au plus"), _days)
BY_SEND = Growth(1, 1, 20, _("1 point de plus par message prévu aujourd’hui, 20 au plus"), _sends)
BY_TEN_PEOPLE = Growth(10, 1, 20, _("1 point de plus pour dix personnes qui attendent, 20 au plus"), _people)
BY_DAY_LATE = Growth(1, 1, 3, _("4 points de plus par degré de priorité, 1 par jour de retard, 3 au plus"), _late)
BY_DAY_UNSEEN = Growth(1, 1, 5, _("1 point de plus par jour d’attente, 5 au plus"), _days)
"""A suspect never comes before a follow-up (CO-175)."""

WEIGHTS: dict[Kind, Weight] = {
    Kind.MAILBOX: Weight(
        70, _("Boîte mail coupée"), _("Rien ne part et aucune réponse n’arrive tant qu’elle est coupée"), BY_SEND, 3
    ),
    Kind.ALARM: Weight(
        68, _("Campagne d’appels arrêtée"), _("À continuer, l’opérateur bloquerait votre numéro"), BY_DAY, 5
    ),
    Kind.CALL_BACK: Weight(65, _("Appel manqué"), _("Une personne a voulu vous parler"), BY_DAY, 5),
    Kind.REPLY: Weight(60, _("Réponse reçue"), _("Une personne attend votre réponse"), BY_DAY, 3),
    Kind.CHALLENGE: Weight(
        50, _("Vérification demandée"), _("Votre e-mail n’est pas remis tant que son filtre attend"), BY_DAY, 1
    ),
    Kind.CAMPAIGN: Weight(
        40, _("Campagne à valider"), _("La campagne ne commence pas sans votre accord"), BY_TEN_PEOPLE, 5
    ),
    Kind.UNCERTAIN: Weight(
        30, _("Envoi incertain"), _("Rien ne repart pour cette personne sans votre décision"), BY_DAY, 1
    ),
    Kind.OPPORTUNITY: Weight(
        48,
        _("Opportunité à relancer"),
        _("Une société en opportunité attend que vous reveniez vers elle"),
        BY_DAY_LATE,
        5,
    ),
    Kind.FOLLOW_UP: Weight(36, _("Relance"), _("Vous aviez prévu de revenir vers elle"), BY_DAY_LATE, 5),
    Kind.PROJECT: Weight(35, _("Alerte"), _("Une société de votre marché prépare un projet"), BY_DAY, 3),
    Kind.SUSPECTS: Weight(
        28, _("Suspects à voir"), _("Des sociétés ont atteint le score que vous surveillez"), BY_DAY_UNSEEN, 5
    ),
    Kind.WEBHOOK: Weight(25, _("Webhook désactivé"), _("Un de vos outils n’apprend plus rien de Filon"), BY_DAY, 3),
    Kind.IMPORT: Weight(20, _("Fichier à importer"), _("L’import attend votre décision"), BY_DAY, 3),
}


def points(kind: Kind, *, units: int = 0) -> tuple[Point, ...]:
    """The addends of a line: its kind, then what there are ``units`` of (days, messages, people), when it counts."""
    weight = WEIGHTS[kind]
    base = Point(weight.base, weight.because)
    more = weight.growth.of(units)
    return (base, Point(more, weight.growth.told(units))) if more else (base,)


def whole_days(since: datetime, now: datetime) -> int:
    """How many times 24 hours have passed."""
    return max(0, (now - since) // timedelta(days=1))
