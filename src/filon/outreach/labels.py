"""How states and reasons of campaigns are worded on pages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.outreach.models import Campaign, Enrolment
from filon.outreach.schedule import starts_on, window_of
from filon.outreach.states import CampaignState, EnrolmentState, Outcome

LEFT_OUT: dict[str, str | Promise] = {
    "contact_left": gettext_lazy("ont quitté leur société"),
    "no_email": gettext_lazy("n’ont pas d’adresse e-mail"),
    "bounced": gettext_lazy("ont une adresse en erreur définitive"),
    "suppressed": gettext_lazy("se sont opposés à être contactés"),
    "not_public": gettext_lazy("sont d’une société qui n’est pas publique dans l’annuaire"),
    "company_excluded": gettext_lazy("sont d’une société exclue de la campagne"),
    "engaged_here": gettext_lazy("sont déjà dans cette campagne"),
    "engaged_elsewhere": gettext_lazy("sont engagés dans une autre campagne en cours"),
}
"""Why somebody of an audience is left out → the end of "12 contacts …"."""

OUTCOMES: dict[str, str | Promise] = {
    "replied": gettext_lazy("a répondu"),
    "no_reply": gettext_lazy("sans réponse"),
    "disengaged": gettext_lazy("désengagé"),
    "unsubscribed": gettext_lazy("désabonné"),
    "bounced": gettext_lazy("adresse en erreur"),
    "undeliverable": gettext_lazy("non distribuable"),
    "contact_left": gettext_lazy("a quitté la société"),
    "no_email": gettext_lazy("sans adresse"),
    "suppressed": gettext_lazy("opposition"),
    "not_public": gettext_lazy("société non publique"),
}


class Badge(NamedTuple):
    """A pill and what explains it."""

    tone: str
    label: str
    why: str = ""


def campaign_badge(campaign: Campaign, *, country: str) -> Badge:
    """The state of a campaign with its sub-reason (OL-40…42, A-OL-9). ``country`` is the workspace's."""
    state = CampaignState(campaign.state)
    if state == CampaignState.PENDING:
        return Badge("warn", str(state.label), _pending(campaign, country=country))
    if state == CampaignState.ACTIVE:
        return Badge("ok", str(state.label))
    if state == CampaignState.STOPPED:
        return Badge("bad", str(state.label))
    return Badge("", str(state.label))


def enrolment_badge(enrolment: Enrolment, *, off: Collection[tuple[UUID, UUID | None]] = ()) -> Badge:
    """Where a person stands, and how it ended. ``off`` are (campaign, company) whose automation is off: nobody there
    moves, nor in a campaign that is stopped."""
    state = EnrolmentState(enrolment.state)
    if state in {EnrolmentState.WAITING, EnrolmentState.RUNNING}:
        if enrolment.campaign.state == CampaignState.STOPPED:
            return Badge("warn", _("Suspendu"), _("campagne arrêtée"))
        if (enrolment.campaign_id, enrolment.company_id) in off:
            return Badge("warn", _("Suspendu"), _("automatisation arrêtée"))
    tone = {EnrolmentState.WAITING: "", EnrolmentState.RUNNING: "info", EnrolmentState.STOPPED: "warn"}.get(state)
    if tone is None:
        tone = "ok" if enrolment.outcome == Outcome.SUCCESS else "bad"
    return Badge(tone, str(state.label), str(OUTCOMES.get(enrolment.outcome_reason, "")))


def _pending(campaign: Campaign, *, country: str) -> str:
    if campaign.approved_at is None:
        return _("à valider par une personne responsable")
    first = starts_on(campaign)
    opens = window_of(campaign, country=country).opening_on(first) if first else None
    if opens is None:
        return _("aucun jour d’envoi à venir")
    return _("prévue pour le %(day)s") % {"day": day_in_words(opens.astimezone(ZoneInfo(campaign.time_zone)))}


def day_in_words(day: date) -> str:
    """ "mardi 24 novembre"."""
    return date_format(day, _("l j F"))
