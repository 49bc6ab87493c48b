"""What a campaign needs before it may be launched, and what the law asks of it, as sentences (OL-28, A-OL-8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.outreach.models import Campaign
from filon.outreach.queries.sequences import step_fields
from filon.outreach.texts import StepFields, faults, markers_of


class Part(StrEnum):
    """Where in the wizard a point is mended (OL-25)."""

    SETTINGS = "reglages"
    TARGET = "cible"
    MESSAGE = "message"
    SENDING = "envoi"


@dataclass(frozen=True)
class Point:
    """One line of the list. Launching is refused while a point is not ``ok``, unless it is only ``advice``."""

    part: Part
    ok: bool
    sentence: str
    advice: bool = False


def checklist(campaign: Campaign, *, kept: int, today: date) -> list[Point]:
    """Every point, mended or not. ``kept`` is how many people would be engaged, ``today`` the campaign's day."""
    return [
        *_settings(campaign),
        *_target(kept, callers=bool(campaign.audience.get("callers"))),
        *_message(campaign),
        *_sending(campaign, today=today),
        *_law(campaign),
    ]


def blocking(points: list[Point]) -> list[Point]:
    return [point for point in points if not point.ok and not point.advice]


def _settings(campaign: Campaign) -> list[Point]:
    if campaign.website:
        site = Point(Part.SETTINGS, True, _("Le site à promouvoir est indiqué."))
    else:
        site = Point(Part.SETTINGS, False, _("Indiquez le site web à promouvoir."))
    return [site]


def _target(kept: int, *, callers: bool) -> list[Point]:
    if not kept and callers:
        return [Point(Part.TARGET, True, _("Les contacts seront engagés au fil de leurs appels manqués."))]
    if not kept:
        return [Point(Part.TARGET, False, _("Personne ne peut être engagé : choisissez une cible."))]
    words = ngettext("%(n)s personne sera engagée.", "%(n)s personnes seront engagées.", kept) % {"n": kept}
    return [Point(Part.TARGET, True, words)]


def _message(campaign: Campaign) -> list[Point]:
    if campaign.version is None:
        return [Point(Part.MESSAGE, False, _("Choisissez la séquence à envoyer."))]
    steps = step_fields(campaign.version)
    written = Point(Part.MESSAGE, True, _("Les messages sont écrits et leurs variables existent."))
    if wrong := faults(steps):
        where = _("E-mail %(n)s : %(fault)s") % {"n": wrong[0].position + 1, "fault": wrong[0].sentence}
        written = Point(Part.MESSAGE, False, where)
    return [written, *_markers(steps), *_links(campaign, steps)]


def _markers(steps: list[StepFields]) -> list[Point]:
    return [
        Point(
            Part.MESSAGE,
            False,
            _("E-mail %(n)s : complétez « %(marker)s » avant de lancer.")
            % {"n": marker.position + 1, "marker": marker.text},
        )
        for marker in markers_of(steps)
    ]


def _links(campaign: Campaign, steps: list[StepFields]) -> list[Point]:
    """The site is what the sequence leads to (OL-26): say so when no message mentions it."""
    texts = " ".join(step.body for step in steps)
    if campaign.website and "site" not in texts and campaign.website not in texts:
        return [Point(Part.MESSAGE, False, _("Aucun message ne mène au site à promouvoir."), advice=True)]
    return []


def _sending(campaign: Campaign, *, today: date) -> list[Point]:
    points = [_mailbox(campaign.mailbox)]
    if not campaign.days:
        points.append(Point(Part.SENDING, False, _("Choisissez au moins un jour d’envoi.")))
    if campaign.first_hour >= campaign.last_hour:
        points.append(Point(Part.SENDING, False, _("L’heure de fin doit suivre l’heure de début.")))
    if campaign.start_on and campaign.start_on < today:
        points.append(Point(Part.SENDING, False, _("La date de début est passée : choisissez-en une autre.")))
    return points


def _mailbox(mailbox: Mailbox | None) -> Point:
    if mailbox is None:
        return Point(Part.SENDING, False, _("Choisissez la boîte mail qui envoie."))
    name = {"mailbox": mailbox.email}
    if mailbox.state == MailboxState.CONNECTED:
        return Point(Part.SENDING, True, _("La boîte %(mailbox)s est connectée.") % name)
    if mailbox.state == MailboxState.PAUSED:
        return Point(Part.SENDING, False, _("La boîte %(mailbox)s est en pause.") % name)
    return Point(Part.SENDING, False, _("La boîte %(mailbox)s ne fonctionne pas : vérifiez sa connexion.") % name)


def _law(campaign: Campaign) -> list[Point]:
    """What every message carries whatever was written (compliance §4.1, §4.3)."""
    return [
        Point(Part.MESSAGE, True, _("Chaque message porte un lien de désinscription et son en-tête en un clic.")),
        Point(Part.TARGET, True, _("Les personnes qui se sont opposées sont écartées, jusqu’au dernier moment.")),
        Point(Part.SENDING, True, _("Aucun pixel ni lien de suivi n’est ajouté aux messages.")),
    ]
