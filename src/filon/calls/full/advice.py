"""What to say next time: the opening that a status suggests, and what the switchboard's own words teach (ST-56)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.calls.states import Status

Words = Mapping[str, str]


def _ask(words: Words) -> str:
    return _("Demandez directement %(ask)s.") % words


def _write_to_new(words: Words) -> str:
    return _("Écrivez d’abord à %(new_email)s, puis demandez %(ask)s en rappelant votre message.") % words


def _instead(words: Words) -> str:
    return _("Demandez %(ask)s, et dites que vous cherchiez à joindre %(person)s.") % words


def _who_has_it_now(words: Words) -> str:
    if words["title"]:
        return _("Demandez qui tient aujourd’hui la fonction « %(title)s ».") % words
    return _("Demandez qui s’occupe aujourd’hui de ses dossiers.")


def _another_channel(_words: Words) -> str:
    return _("Préférez l’e-mail, LinkedIn ou un autre canal.")


def _general_mailbox(words: Words) -> str:
    return _("Écrivez à %(new_email)s en demandant le nom de la bonne personne.") % words


def _another_hour(words: Words) -> str:
    return _("Rappelez à une autre heure et demandez %(person)s par son nom.") % words


OPENINGS: Mapping[Status, Callable[[Words], str]] = {
    Status.PERSON_VALIDATED: _ask,
    Status.PERSON_EMAIL_VALIDATED: _ask,
    Status.PERSON_VALIDATED_EMAIL_INVALIDATED: _ask,
    Status.PERSON_VALIDATED_EMAIL_MODIFIED: _ask,
    Status.EMAIL_VALIDATED: _ask,
    Status.PERSON_MODIFIED: _instead,
    Status.PERSON_EMAIL_MODIFIED: _instead,
    Status.EMAIL_MODIFIED: _write_to_new,
    Status.PERSON_INVALIDATED_EMAIL_MODIFIED: _general_mailbox,
    Status.EMAIL_INVALIDATED: _another_hour,
    Status.PERSON_INVALIDATED: _who_has_it_now,
    Status.BARRIER_HUMAN: _another_hour,
    Status.BARRIER_NOT_ALLOWED: _another_channel,
    Status.NO_ANSWER: _another_channel,
    Status.IVR: _another_channel,
    Status.VOICEMAIL: _another_channel,
    Status.SILENCE: _another_channel,
    Status.UNASSIGNED: lambda _words: _("Cherchez le numéro actuel de la société."),
}
ADVICE: Mapping[str, str | Promise] = {
    "call_later": gettext_lazy("On a proposé de rappeler plus tard."),
    "hurried": gettext_lazy("La personne était pressée : soyez bref."),
    "away": gettext_lazy("Votre interlocuteur était absent : rappelez un autre jour."),
    "asked_who": gettext_lazy("On vous demandera de la part de qui vous appelez."),
    "asked_why": gettext_lazy("On vous demandera le sujet : préparez une phrase."),
    "asked_robot": gettext_lazy("L’appel automatique a surpris : présentez-vous de vive voix."),
    "kind": gettext_lazy("L’accueil a été aimable : remerciez-le."),
    "offers_transfer": gettext_lazy("Le standard transfère volontiers."),
    "direct_line": gettext_lazy("Appelez plutôt la ligne directe."),
    "generic_email": gettext_lazy("L’adresse est celle de toute la société : nommez la personne dans l’objet."),
    "email_not_known": gettext_lazy("Le standard ne connaît pas l’adresse : demandez-la à la personne."),
    "refused_email": gettext_lazy("Ne redemandez pas l’adresse au standard."),
    "uncooperative": gettext_lazy("Le standard filtre : annoncez un sujet précis."),
    "displeased": gettext_lazy("L’interlocuteur semblait ne plus vouloir être appelé : écoutez-le avant de rappeler."),
    "hostile": gettext_lazy("Le ton était agacé : laissez passer quelques semaines."),
}
"""Codes of ``voice.dialogue``. One that is not here says nothing."""
