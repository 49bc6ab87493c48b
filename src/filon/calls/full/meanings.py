"""What an utterance of the switchboard was taken for, worded (``voice.dialogue``)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: Mapping[str, str | Promise] = {
    "objection": _("ne veut plus être appelé"),
    "displeased": _("semble ne plus vouloir être appelé"),
    "insult": _("agacement"),
    "hurry": _("pas le temps"),
    "not_allowed": _("n’est pas habilité à répondre"),
    "refuses_email": _("ne donne pas d’adresse"),
    "refuses": _("refuse de répondre"),
    "voicemail": _("messagerie"),
    "asks_robot": _("demande si c’est un robot"),
    "asks_who": _("demande qui appelle"),
    "asks_why": _("demande pourquoi"),
    "repeat": _("demande de répéter"),
    "bad_line": _("entend mal"),
    "replaced": _("remplacé par quelqu’un"),
    "left": _("a quitté la société"),
    "never": _("n’a jamais travaillé ici"),
    "unknown": _("personne inconnue"),
    "other_service": _("autre service"),
    "away": _("absent pour l’instant"),
    "is_me": _("c’est la personne elle-même"),
    "present": _("en poste"),
    "title": _("autre fonction"),
    "offers": _("propose de transmettre"),
    "transfer": _("passe la personne"),
    "hold": _("fait patienter"),
    "later": _("propose de rappeler"),
    "dont_know": _("ne sait pas"),
    "wrong": _("c’est faux"),
    "no": _("non"),
    "yes": _("oui"),
    "hesitates": _("hésite"),
    "kind": _("aimable"),
    "goodbye": _("prend congé"),
    "greeting": _("accueil"),
    "named": _("un nom"),
    "address": _("une adresse e-mail"),
    "number": _("un numéro de téléphone"),
}


def meaning(code: str) -> str:
    """In the reader's language; what a newer dialogue understands is told by its name."""
    return str(WORDS.get(code, code.replace("_", " ")))
