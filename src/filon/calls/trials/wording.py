"""The steps of a test in the reader's language, with what to do about the one that fails."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, str | Promise] = {
    "dns": _("Nom"),
    "reachable": _("Accessibilité"),
    "authentication": _("Identification"),
    "caller": _("Numéro présenté"),
    "codec": _("Codec"),
    "answer": _("Décroché"),
    "outwards": _("Son aller"),
    "inwards": _("Son retour"),
}
"""By the words of ``voice.probe.Check``, in its order."""

DOING: dict[str, str | Promise] = {
    "dns": _("recherche de l’adresse du serveur…"),
    "reachable": _("le serveur répond-il ?"),
    "authentication": _("l’opérateur nous reconnaît-il ?"),
    "caller": _("l’appel est lancé…"),
    "codec": _("ça sonne…"),
    "answer": _("ça sonne…"),
    "outwards": _("une tonalité est envoyée…"),
    "inwards": _("écoute de ce qui revient…"),
}
FOUND: dict[tuple[str, str], str | Promise] = {
    ("dns", "resolved"): _("Le nom du serveur mène à une adresse."),
    ("reachable", "answers"): _("Le serveur répond."),
    ("authentication", "accepted"): _("L’opérateur accepte nos appels."),
    ("authentication", "registered"): _("L’opérateur nous a enregistrés."),
    ("caller", "accepted"): _("L’opérateur accepte le numéro présenté."),
    ("codec", "agreed"): _("Un codec a été convenu."),
    ("answer", "answered"): _("Le numéro a décroché."),
    ("outwards", "echoed"): _("Notre son arrive : le numéro nous a renvoyé la tonalité."),
    ("outwards", "unproven"): _(
        "Impossible à prouver avec ce numéro : seul un numéro qui fait écho dit si notre son arrive."
    ),
    ("inwards", "heard"): _("Le son du numéro nous parvient."),
    ("dns", "no_address"): _("Ce nom n’a pas d’adresse : vérifiez comment il est écrit."),
    ("dns", "out_of_reach"): _(
        "Ce nom mène à cette machine ou à un réseau privé que l’hébergeur n’a pas ouvert : s’il s’agit de votre "
        "standard, demandez-lui d’ajouter son réseau à FILON_TRUNK_NETWORKS."
    ),
    ("reachable", "not_connected"): _("La connexion est refusée : vérifiez le serveur, le port et le transport."),
    ("reachable", "silent"): _("Rien ne répond : vérifiez le serveur, le port, et que le pare-feu laisse sortir SIP."),
    ("authentication", "credentials"): _("L’identifiant ou le mot de passe est refusé : saisissez-les de nouveau."),
    ("authentication", "not_registered"): _(
        "L’enregistrement est refusé : demandez à l’opérateur s’il en faut un, sinon décochez-le."
    ),
    ("authentication", "ignored"): _(
        "Le serveur répond, mais pas à un appel : demandez à l’opérateur d’autoriser l’adresse de cette machine."
    ),
    ("caller", "refused"): _(
        "Le numéro présenté est refusé, ou les appels sortants sont bloqués : voyez avec l’opérateur."
    ),
    ("codec", "none"): _("Aucun codec commun : autorisez PCMA ou PCMU, et SRTP seulement si l’opérateur l’a."),
    ("codec", "foreign_address"): _(
        "Le son viendrait d’une autre adresse : ajoutez-la aux autres réseaux de l’opérateur, sous « Avancé »."
    ),
    ("answer", "busy"): _("Le numéro est occupé : essayez-en un autre, au mieux un qui fait écho."),
    ("answer", "unassigned"): _("Ce numéro n’existe pas : vérifiez-le, ou le format que l’opérateur attend."),
    ("answer", "refused"): _("Le numéro a rejeté l’appel : essayez-en un autre, au mieux un qui fait écho."),
    ("answer", "congestion"): _("L’opérateur n’a pas de ligne libre : réessayez dans quelques minutes."),
    ("answer", "configuration"): _(
        "L’opérateur ne veut pas de cet appel : vérifiez le format du numéro et le domaine, sous « Avancé »."
    ),
    ("inwards", "deaf"): _(
        "L’appel est décroché, mais aucun son n’arrive : un pare-feu ou un routeur est en travers. Ouvrez les ports "
        "UDP du son vers l’opérateur."
    ),
}
NOBODY: str | Promise = _("Personne n’a décroché : essayez avec un numéro qui répond, au mieux un écho.")
FAULTS: dict[str, str | Promise] = {
    "stopped": _("L’arrêt d’urgence est enclenché : aucun appel ne part, pas même un essai."),
    "unusable": _("Les réglages de cette ligne ne permettent pas d’appeler : vérifiez-les et enregistrez-la."),
    "interrupted": _("L’essai a été interrompu : le processus qui appelait s’est arrêté. Recommencez."),
}
LOST = "interrupted"
OF_THE_OPERATOR = ("congestion", "configuration")
"""Answers of an operator that did not let the call through."""
UNPROVEN = "unproven"
"""As in ``voice.probe``, which is slow to load."""


@dataclass(frozen=True)
class ShownStep:
    """``state`` is ok, bad, unsure, doing or todo; ``said`` are the operator's own words."""

    name: str
    state: str
    sentence: str
    said: str = ""


def shown(steps: Collection[Mapping[str, Any]], *, under_way: bool) -> list[ShownStep]:
    """All steps in their order: those that were made, the one being made, those to come. Total over all findings."""
    found = {step["check"]: step for step in steps}
    rows, doing = [], under_way and all(step["ok"] for step in steps)
    for check, name in NAMES.items():
        if check in found:
            rows.append(
                ShownStep(str(name), _state(found[check]), _sentence(found[check]), found[check].get("said", ""))
            )
        else:
            rows.append(ShownStep(str(name), "doing" if doing else "todo", str(DOING[check]) if doing else ""))
            doing = False
    return rows


def is_of_the_number(step: Mapping[str, Any]) -> bool:
    """Whether a call ended with the number that was called: the line led as far as there."""
    return step["check"] == "answer" and step["code"] not in OF_THE_OPERATOR


def _state(step: Mapping[str, Any]) -> str:
    if not step["ok"]:
        return "bad"
    return "unsure" if step["code"] == UNPROVEN else "ok"


def _sentence(step: Mapping[str, Any]) -> str:
    return str(FOUND.get((step["check"], step["code"]), NOBODY))
