"""Lines about what is not a person: campaigns to approve or to look into, files to let in, mailboxes to mend."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filon.actions.reasons import when
from filon.calls.models import CallCampaign
from filon.crm.models import Import
from filon.crm.states import ImportState
from filon.desk.deadlines import end_of
from filon.desk.lines.line import Gesture, Line
from filon.desk.points import Kind, points, whole_days
from filon.mail.models import Mailbox
from filon.mail.states import Trouble
from filon.outreach.models import Campaign
from filon.outreach.schedule import window_of
from filon.timeline.names import Name


def campaign_line(campaign: Campaign, *, people: int, country: str, now: datetime) -> Line:
    """A campaign that waits for approval (OL-28). Its deadline is the end of today: after that it
    starts a sending day later."""
    window = window_of(campaign, country=country)
    today = window.local_day(now)
    opens = window.opening_on(max(today + timedelta(days=1), campaign.start_on or today))
    if opens is None:
        why = _("Aucun jour d’envoi n’est ouvert dans l’année qui vient.")
    else:
        why = ngettext(
            "%(n)s personne attend. Validée aujourd’hui, la campagne part %(when)s.",
            "%(n)s personnes attendent. Validée aujourd’hui, la campagne part %(when)s.",
            people,
        ) % {"n": people, "when": when(opens, zone=window.zone)}
    page = reverse("outreach:campaign", args=[campaign.id])
    since = campaign.launched_at or campaign.updated_at
    approve = Gesture(
        label=_("Valider"),
        icon="badge-check",
        url=reverse("outreach:campaign_approve", args=[campaign.id]),
        post=True,
        confirm=why,
        yes=_("Valider la campagne"),
    )
    return Line(
        kind=Kind.CAMPAIGN,
        id=campaign.id,
        title=_("Valider la campagne « %(name)s »") % {"name": campaign.name},
        url=page,
        context=(Name(campaign.mailbox.email, ""),) if campaign.mailbox else (),
        why=why,
        since=since,
        until=end_of(today, zone=window.zone) if opens else None,
        points=points(Kind.CAMPAIGN, units=people),
        done=approve,
        more=(Gesture(label=_("Relire"), icon="eye", url=page),),
    )


def alarm_line(campaign: CallCampaign, *, now: datetime) -> Line:
    """A phone campaign that Filon paused because too many of its calls were refused."""
    page = reverse("calls:campaign", args=[campaign.id])
    since = campaign.paused_at or campaign.updated_at
    return Line(
        kind=Kind.ALARM,
        id=campaign.id,
        title=_("Vérifier la campagne d’appels « %(name)s »") % {"name": campaign.name},
        url=page,
        context=(),
        why=_("%(refused)s des %(calls)s derniers appels ont été refusés : vérifiez le numéro présenté.")
        % {"refused": campaign.alarm["refused"], "calls": campaign.alarm["calls"]},
        since=since,
        points=points(Kind.ALARM, units=whole_days(since, now)),
        done=Gesture(label=_("Voir"), icon="arrow-right", url=page),
    )


def import_line(file: Import, *, now: datetime) -> Line:
    """A file that was read: what it would bring, and a look before it does (ST-37, ST-38); or one that stopped."""
    page = reverse("crm:import", args=[file.id])
    stopped = file.state == ImportState.FAILED
    if stopped:
        title = _("Reprendre l’import de « %(name)s »") % {"name": file.name}
        why = file.failure or _("L’import s’est arrêté en chemin.")
    else:
        title = _("Vérifier le fichier « %(name)s »") % {"name": file.name}
        counts = {"created": file.created, "updated": file.updated, "refused": file.refused}
        why = _("%(created)s contacts à créer, %(updated)s à compléter, %(refused)s lignes refusées.") % counts
    return Line(
        kind=Kind.IMPORT,
        id=file.id,
        title=title,
        url=page,
        context=(),
        why=why,
        since=file.created_at,
        points=points(Kind.IMPORT, units=whole_days(file.created_at, now)),
        done=Gesture(label=_("Voir") if stopped else _("Vérifier"), icon="arrow-right", url=page),
    )


def mailbox_line(mailbox: Mailbox, *, planned: int, next_at: datetime | None, now: datetime) -> Line:
    """A mailbox that stopped: ``planned`` messages should leave through it today, the next at ``next_at``."""
    page = reverse("mail:mailbox", args=[mailbox.id])
    trouble = Trouble(mailbox.trouble).label if mailbox.trouble in Trouble.values else _("Cause inconnue")
    retry = Gesture(label=_("Réessayer"), icon="refresh-cw", url=reverse("desk:retry", args=[mailbox.id]), post=True)
    return Line(
        kind=Kind.MAILBOX,
        id=mailbox.id,
        title=_("Rétablir la boîte mail %(email)s") % {"email": mailbox.email},
        url=page,
        context=(),
        why=_("%(trouble)s. Rien ne part et aucune réponse n’est lue.") % {"trouble": trouble},
        said=mailbox.state_detail,
        since=mailbox.checked_at or mailbox.created_at,
        until=next_at,
        late=next_at is not None and next_at < now,
        points=points(Kind.MAILBOX, units=planned),
        done=retry,
        more=(Gesture(label=_("Régler"), icon="settings", url=page),),
    )
