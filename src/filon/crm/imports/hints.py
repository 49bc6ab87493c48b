"""How to mend what was refused, said to the person who holds the file."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

IDENTITY_MISSING = _("Il n’y a ni e-mail, ni téléphone, ni nom sur cette ligne.")
CELL_MISSING = _("Cette case du modèle est obligatoire, et elle est vide.")
TOO_LONG = _("Ce texte est trop long : il est gardé en entier dans les informations complémentaires.")
CELL_TOO_LONG = _("Cette case contient plus de texte qu’un tableur n’en accepte.")
NOT_A_WEBSITE = _("Ce n’est pas l’adresse d’un site web.")
NOT_LINKEDIN = _("Ce n’est pas l’adresse d’un profil LinkedIn.")
UNKNOWN_COUNTRY = _("Ce pays n’est pas reconnu.")

HINTS: dict[str, Promise] = {
    "email_invalid": _("Corrigez l’adresse (prenom.nom@societe.fr) ou videz la case."),
    "phone_invalid": _("Corrigez le numéro (01 23 45 67 89 ou +33 1 23 45 67 89) ou videz la case."),
    "phone_premium": _("Remplacez-le par un numéro ordinaire, ou videz la case."),
    "identity_missing": _("Ajoutez au moins un e-mail, un téléphone ou un nom."),
    "cell_missing": _("Remplissez cette case. Un seul moyen de joindre la personne suffit."),
    "cell_too_long": _("Raccourcissez ce texte. Il manque peut-être un guillemet de fermeture plus haut."),
}
ELSEWHERE = _("La valeur est gardée dans les informations complémentaires du contact.")


def hint_for(code: str) -> Promise:
    """What to do about a problem; for a mere warning, what became of the value."""
    return HINTS.get(code, ELSEWHERE)
