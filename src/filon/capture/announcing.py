"""Who is told of a visit of a followed site: the sender of the message that led there (CO-178)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.capture.events import SiteVisited
from filon.capture.models import Session
from filon.mail.announcing import senders_of
from filon.notices import kinds
from filon.notices.kinds import Kind
from filon.notices.operations import Occurrence, notify
from filon.timeline.events import Published, subscribe


def register() -> None:
    kinds.register(
        Kind(
            key=SiteVisited.kind,
            label=gettext_lazy("Visite d’un site suivi"),
            hint=gettext_lazy("Par une personne à qui vous avez écrit et qui l’accepte."),
            icon="globe",
            order=40,
            tell=lambda data: _("Visite de votre site"),
            by_default=kinds.APP,
        )
    )


@subscribe(SiteVisited)
def tell_the_sender(batch: Sequence[Published]) -> None:
    ids = [published.event.session_id for published in batch if isinstance(published.event, SiteVisited)]
    messages = dict(Session.objects.filter(id__in=ids).values_list("id", "message_id"))
    senders = senders_of(set(messages.values()))
    notify(
        Occurrence(
            kind=SiteVisited.kind,
            key=session_id,
            user_ids=[senders[messages[session_id]]],
            at=published.at,
            company_id=published.company_id,
            contact_id=published.contact_id,
            origin_id=published.origin_id,
        )
        for published, session_id in zip(batch, ids, strict=True)
        if session_id in messages and messages[session_id] in senders
    )
