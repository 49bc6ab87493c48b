"""The box "Pourquoi n'a-t-elle rien reçu ?" of a contact's page, answered by ``actions.why``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from filon.actions.policy import Reason
from filon.actions.reasons import sentence
from filon.actions.states import Channel
from filon.actions.why import MENDABLE, Answer, explain
from filon.crm.models import Contact
from filon.mail.models import Message
from filon.mail.states import Direction
from filon.outreach.access import hidden
from filon.outreach.states import Outcome
from filon.tenants.middleware import WorkspaceRequest
from filon.timeline import names

Line = tuple[str, str, datetime | None]
"""Tone, sentence, and until when it holds."""


@dataclass(frozen=True)
class Told:
    """One campaign: what comes next, or what blocks."""

    title: str
    url: str
    head: Line
    reasons: tuple[Line, ...]


def why(request: HttpRequest, contact: Contact) -> SafeString:
    """What comes next for the person in each campaign, and why not sooner; or why nothing can come."""
    now = cast("WorkspaceRequest", request).clock.now()
    explanation, concealed = explain(contact.id, now=now), hidden()
    received = Message.objects.filter(contact=contact, direction=Direction.OUT).exists()
    answers = [answer for answer in explanation.answers if answer.origin_id not in concealed]
    alive = [answer for answer in answers if not answer.finished or answer.channel == Channel.CALL]
    shown = alive or answers[-1:]
    known = names.resolve("origin_id", {answer.origin_id for answer in shown})
    context = {
        "title": _("Et maintenant ?") if received else _("Pourquoi n’a-t-elle rien reçu ?"),
        "person": lines(explanation.person, tone="bad"),
        "told": [told(answer, url=known[answer.origin_id].url) for answer in shown if answer.origin_id in known],
    }
    return render_to_string("outreach/_why.html", context, request)


def told(answer: Answer, *, url: str) -> Told:
    tone = "bad" if answer.blocked else "warn"
    head = _head_of_calls(answer) if answer.channel == Channel.CALL else _head(answer)
    return Told(answer.title, url, head, tuple(lines(answer.reasons, tone=tone)))


def lines(reasons: Iterable[Reason], *, tone: str) -> list[Line]:
    """One for each reason, with the date of those that only wait."""
    said = [(reason, sentence({"code": reason.code, **reason.params})) for reason in reasons]
    return [(tone, f"{words}.", None if reason.code in MENDABLE else reason.until) for reason, words in said]


def _head(answer: Answer) -> Line:
    if answer.finished:
        won = answer.outcome == Outcome.SUCCESS
        ended = {Outcome.SUCCESS: _("réussite"), Outcome.FAILURE: _("échec")}.get(Outcome(answer.outcome))
        return (
            "ok" if won else "warn",
            _("C’est terminé : %(how)s.") % {"how": ended} if ended else _("C’est terminé."),
            None,
        )
    if answer.on_its_way:
        return ("ok", _("Un e-mail est en train de partir."), None)
    if answer.next_at:
        return ("ok", _("Prochain e-mail prévu"), answer.next_at)
    if any(reason.code == "all_steps_done" for reason in answer.reasons):
        return ("warn", _("Plus rien n’est prévu."), None)
    return ("bad", _("Rien ne partira tant que ceci n’a pas changé :"), None)


def _head_of_calls(answer: Answer) -> Line:
    """The same of a phone campaign: it calls the switchboard, and says in its own words what came of it."""
    if answer.finished:
        return ("ok", _("Standard appelé : %(result)s.") % {"result": answer.said}, None)
    if answer.on_its_way:
        return ("ok", _("Filon est au téléphone avec le standard."), None)
    if answer.next_at:
        return ("ok", _("Prochain appel du standard prévu"), answer.next_at)
    return ("bad", _("Le standard ne sera pas appelé tant que ceci n’a pas changé :"), None)
