"""The test of a line, step by step, with what to do about the step that fails."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.calls.line import settings_of
from filon.calls.models import Trunk
from filon.voice import probe
from filon.voice.probe import Check

NAMES: dict[Check, str | Promise] = {
    Check.DNS: _("Adresse"),
    Check.REACHABLE: _("Connexion"),
    Check.AUTHENTICATION: _("Identification"),
    Check.CALLER: _("Numéro présenté"),
    Check.CODEC: _("Codec"),
    Check.AUDIO: _("Son"),
}
PASSED: dict[Check, str | Promise] = {
    Check.DNS: _("Le nom du serveur mène à une adresse."),
    Check.REACHABLE: _("Le serveur répond."),
    Check.AUTHENTICATION: _("L’opérateur accepte nos appels."),
    Check.CALLER: _("L’opérateur accepte le numéro présenté."),
    Check.CODEC: _("Un codec a été convenu."),
    Check.AUDIO: _("Le son arrive."),
}
FAILED: dict[tuple[Check, str], str | Promise] = {
    (Check.DNS, "no_address"): _("Ce nom n’a pas d’adresse : vérifiez comment il est écrit."),
    (Check.REACHABLE, "not_connected"): _("La connexion est refusée : vérifiez le serveur, le port et le transport."),
    (Check.REACHABLE, "silent"): _(
        "Rien ne répond : vérifiez le serveur, le port, et que le pare-feu laisse sortir SIP."
    ),
    (Check.AUTHENTICATION, "credentials"): _("L’identifiant ou le mot de passe est refusé."),
    (Check.AUTHENTICATION, "not_registered"): _("L’enregistrement est refusé : vérifiez s’il en faut un."),
    (Check.CALLER, "refused"): _("Le numéro présenté est refusé, ou les appels sont bloqués chez l’opérateur."),
    (Check.CODEC, "none"): _("Aucun codec commun : autorisez PCMA ou PCMU, et SRTP seulement si l’opérateur l’a."),
    (Check.AUDIO, "foreign_address"): _("Le son viendrait d’une autre adresse : ajoutez le réseau de l’opérateur."),
    (Check.AUDIO, "deaf"): _(
        "L’appel est décroché, mais aucun son n’arrive : un pare-feu ou un routeur est en travers."
    ),
}
NOBODY: str | Promise = _("Personne n’a décroché : essayez avec un numéro qui répond, au mieux un écho.")
BOTH_WAYS: str | Promise = _("Le son passe dans les deux sens : notre tonalité est revenue.")


@dataclass(frozen=True)
class CheckedStep:
    """One step. ``said`` is what the engine noted, for whoever mends it."""

    name: str
    ok: bool
    sentence: str
    said: str


def try_trunk(trunk: Trunk, number: str) -> list[CheckedStep]:
    """Place one real call to ``number`` (E.164). The steps in order; the last one is the one that failed, if any.

    Takes as long as the call rings, 30 s at most. Raises ValueError for a line that cannot be used at all.
    """
    steps = asyncio.run(probe.test_trunk(settings_of(trunk), number))
    return [in_words(step) for step in steps]


def in_words(step: probe.Step) -> CheckedStep:
    """The step in the reader's language. Total over all findings."""
    if step.ok:
        sentence = BOTH_WAYS if step.code == "both_ways" else PASSED[step.check]
    else:
        sentence = FAILED.get((step.check, step.code), NOBODY)
    return CheckedStep(str(NAMES[step.check]), step.ok, str(sentence), step.sentence)
