"""Why a line was paused, in the reader's language: the engine and the buttons leave a word, which is kept."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.voice.causes import Cause

BY_USER = "by_user"
OUT_OF_REACH = "out_of_reach"

_CREDENTIALS = gettext_lazy("L’opérateur refuse l’identifiant ou le mot de passe : saisissez-les de nouveau.")
_NO_CODEC = gettext_lazy("Aucun codec commun avec l’opérateur : vérifiez les codecs et SRTP de la ligne.")
REASONS: dict[str, str | Promise] = {
    BY_USER: gettext_lazy("Un utilisateur l’a mise en pause."),
    OUT_OF_REACH: gettext_lazy(
        "Le serveur mène à cette machine ou à un réseau privé que l’hébergeur n’a pas ouvert : s’il s’agit de votre "
        "standard, demandez-lui d’ajouter son réseau à FILON_TRUNK_NETWORKS."
    ),
    Cause.CREDENTIALS: _CREDENTIALS,
    Cause.REDIRECTED: gettext_lazy(
        "L’opérateur renvoie les appels vers un autre serveur : demandez-lui lequel, et saisissez-le."
    ),
    Cause.FOREIGN_ADDRESS: gettext_lazy(
        "L’opérateur fait passer les appels par une autre adresse : ajoutez-la aux autres réseaux, sous « Avancé »."
    ),
    Cause.NO_CODEC: _NO_CODEC,
    "401": _CREDENTIALS,
    "402": gettext_lazy("L’opérateur demande un paiement : vérifiez le crédit de votre compte chez lui."),
    "407": _CREDENTIALS,
    "415": _NO_CODEC,
    "488": _NO_CODEC,
    "606": _NO_CODEC,
}


def why_paused(reason: str) -> str:
    """The word kept on a line (``Trunk.state_detail``) as a sentence. What is a sentence already stays as it is."""
    if reason in REASONS:
        return str(REASONS[reason])
    if reason.isdecimal():
        return _(
            "L’opérateur ne veut pas de nos appels (réponse SIP %(code)s) : vérifiez le domaine, l’identifiant et le "
            "numéro présenté, puis testez la ligne."
        ) % {"code": reason}
    return reason
