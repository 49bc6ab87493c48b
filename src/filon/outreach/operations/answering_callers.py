"""The message to people who called and reached nobody (MO-27), ready to be launched."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from filon.mail.models import Mailbox
from filon.outreach.audience import Audience
from filon.outreach.models import Campaign
from filon.outreach.operations.campaigns import Schedule, create_campaign, set_audience, set_schedule, set_sequence
from filon.outreach.operations.sequences import SequenceFields, create_sequence
from filon.outreach.samples import samples

MODEL = "appel-manque"


def answer_callers(*, language: str, now: datetime, by: int) -> Campaign:
    """A draft that apologises to whoever calls and reaches nobody, engaged elsewhere or not.

    Its texts are the model of this language; the site is that of the last campaign, the mailbox the only one where
    there is only one. What is missing then, and whether it starts, is for whoever launches it; the policy decides on
    each message.
    """
    model = samples(language)[MODEL]
    last = Campaign.objects.exclude(website="").order_by("-created_at").values_list("website", flat=True).first()
    mailboxes = list(Mailbox.objects.values_list("id", flat=True)[:2])
    with transaction.atomic():
        sequence = create_sequence(SequenceFields(name=model.name, steps=model.steps), now=now, by=by)
        campaign = create_campaign(name=_("Réponse aux appels manqués"), website=last or "", now=now, by=by)
        set_audience(campaign.id, Audience(callers=True, engaged_elsewhere=True), now=now, by=by)
        set_sequence(campaign.id, sequence.id, now=now, by=by)
        if len(mailboxes) == 1:
            set_schedule(campaign.id, Schedule(mailbox_id=mailboxes[0], time_zone=campaign.time_zone), now=now, by=by)
        campaign.refresh_from_db()
    return campaign
