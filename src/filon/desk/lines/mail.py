"""Lines about mail: people who answered, filters that ask for a proof, messages that may have left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from filon.actions.calendar import Window
from filon.desk.deadlines import reply_by
from filon.desk.lines.line import Gesture, Line
from filon.desk.points import Kind, points, whole_days
from filon.desk.queries.answers import Answer
from filon.mail.models import Message
from filon.mail.states import MailKind
from filon.timeline.names import Name


@dataclass(frozen=True)
class Scene:
    """What all lines share: the moment, the working days, and the names of the campaigns they are about."""

    now: datetime
    days: Window
    campaigns: Mapping[UUID, str]


def reply_line(answer: Answer, *, scene: Scene) -> Line:
    """A person wrote: the robot stopped for the whole company, the rest is a person's work (OL-36, OL-88)."""
    message, name = answer.last, person_of(answer.last)
    until = reply_by(answer.since, days=scene.days)
    if message.kind == MailKind.CALENDAR:
        title = _("Lire la réponse à l’invitation de %(name)s") % {"name": name}
    else:
        title = _("Répondre à %(name)s") % {"name": name}
    write = Gesture(label=_("Répondre"), icon="reply", url=_mailto(message), outside=True)
    return Line(
        kind=Kind.REPLY,
        id=message.id,
        title=title,
        url=_page(message),
        context=_context(message, scene.campaigns),
        why=_why_reply(answer),
        said=answer.said,
        since=answer.since,
        until=until,
        late=scene.now > until,
        points=points(Kind.REPLY, units=whole_days(answer.since, scene.now)),
        done=_handled(message, _("Traité")),
        more=(write,) if message.sender else (),
    )


def challenge_line(answer: Answer, *, scene: Scene) -> Line:
    """A filter holds our message until somebody proves to be a person; Filon never does that by itself (OL-24)."""
    message = answer.last
    until = reply_by(answer.since, days=scene.days)
    link = str(message.verdict.get("url", ""))
    prove = Gesture(label=_("Prouver"), icon="external-link", url=link or _mailto(message), outside=True)
    return Line(
        kind=Kind.CHALLENGE,
        id=message.id,
        title=_("Débloquer votre e-mail à %(name)s") % {"name": person_of(message)},
        url=_page(message),
        context=_context(message, scene.campaigns),
        why=_where_to_prove(message, link),
        said=answer.said,
        since=answer.since,
        until=until,
        late=scene.now > until,
        points=points(Kind.CHALLENGE, units=whole_days(answer.since, scene.now)),
        done=_handled(message, _("Fait")),
        more=(prove,) if link or message.sender else (),
    )


def uncertain_line(message: Message, *, scene: Scene) -> Line:
    """The connection died while the server had the message: only a person decides."""
    settle = reverse("outreach:settle", args=[message.id])
    sent = Gesture(label=_("Il est parti"), icon="mail-check", url=settle, post=True)
    again = Gesture(
        label=_("Renvoyer"),
        icon="send",
        url=settle,
        post=True,
        vals={"sort": "renvoyer"},
        confirm=_("Si le premier est arrivé, %(name)s recevra deux fois le même message.")
        % {"name": person_of(message)},
        yes=_("Renvoyer"),
    )
    return Line(
        kind=Kind.UNCERTAIN,
        id=message.id,
        title=_("Décider du sort du message à %(name)s") % {"name": person_of(message)},
        url=_page(message),
        context=_context(message, scene.campaigns),
        why=_("Coupure pendant l’envoi. Absent du dossier Envoyés de %(mailbox)s ? Renvoyez-le.")
        % {"mailbox": message.mailbox.email},
        since=message.at,
        points=points(Kind.UNCERTAIN, units=whole_days(message.at, scene.now)),
        done=sent,
        more=(again,),
    )


def person_of(message: Message) -> str:
    """Who the message is about, by name, else by address."""
    if message.contact is not None and message.contact.name:
        return message.contact.name
    return message.sender or message.recipient or _("une personne effacée")


def campaign_ids(messages: Iterable[Message]) -> set[UUID]:
    return {message.origin_id for message in messages if message.origin_id}


def _why_reply(answer: Answer) -> str:
    if answer.count == 1:
        return _("Attend votre réponse. Plus rien ne part automatiquement vers sa société.")
    return ngettext(
        "%(n)s message, attend votre réponse. Plus rien ne part automatiquement vers sa société.",
        "%(n)s messages, attend votre réponse. Plus rien ne part automatiquement vers sa société.",
        answer.count,
    ) % {"n": answer.count}


ANSWERED = re.compile(r"\s*re\s*:", re.IGNORECASE)
FILTERS = {"mailinblack": "Mailinblack", "spamarrest": "Spam Arrest", "boxbe": "Boxbe", "altospam": "Altospam"}
"""How the filters that the classifier names are called."""


def _where_to_prove(message: Message, link: str) -> str:
    known = FILTERS.get(str(message.verdict.get("reason", "")), _("Son filtre"))
    host = urlsplit(link).hostname if link else None
    if host:
        return _("%(filter)s le retient : prouvez sur %(host)s que vous êtes une personne.") % {
            "filter": known,
            "host": host,
        }
    return _("%(filter)s le retient : répondez à son message pour prouver que vous êtes une personne.") % {
        "filter": known
    }


def _handled(message: Message, label: str) -> Gesture:
    return Gesture(label=label, icon="check", url=reverse("desk:handle", args=[message.id]), post=True)


def _page(message: Message) -> str:
    if message.contact_id is not None:
        return reverse("crm:contact", args=[message.contact_id])
    return reverse("directory:company", args=[message.company_id]) if message.company_id else ""


def _context(message: Message, campaigns: Mapping[UUID, str]) -> tuple[Name, ...]:
    """The company and the campaign, as far as they are known."""
    company = message.contact.company if message.contact else None
    about = [Name(company.name, reverse("directory:company", args=[company.id]))] if company else []
    if message.origin_id and (name := campaigns.get(message.origin_id)):
        about.append(Name(name, reverse("outreach:campaign", args=[message.origin_id])))
    return tuple(about)


def _mailto(message: Message) -> str:
    subject = message.subject if ANSWERED.match(message.subject) else f"Re: {message.subject}"
    return f"mailto:{quote(message.sender, safe='@')}?subject={quote(subject)}"
