"""The columns of results in exports (ST-99), which a re-import knows and leaves aside."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RESULTS: dict[str, str | Promise] = {
    "state": _("Avancement"),
    "nature": _("Nature du standard"),
    "status": _("Statut"),
    "level": _("Niveau"),
    "colour": _("Couleur"),
    "score": _("Score de joignabilité"),
    "score_attempts": _("Points de tentatives"),
    "score_hold": _("Points d’attente"),
    "score_nature": _("Points de nature"),
    "attempts": _("Tentatives"),
    "ring": _("Sonnerie (s)"),
    "hold": _("Attente (s)"),
    "last_called": _("Dernier appel"),
    "next_call": _("Prochain appel"),
    "comment": _("Commentaire"),
    "new_values": _("Nouvelles valeurs"),
    "extract": _("Référence de l’extrait"),
}
CHANGES: dict[str, str | Promise] = {
    "person": _("Verdict sur le prospect"),
    "email": _("Verdict sur l’e-mail"),
    "phone": _("Verdict sur le téléphone"),
    "new_first_name": _("Nouveau prénom"),
    "new_last_name": _("Nouveau nom"),
    "new_job_title": _("Nouvelle fonction"),
    "new_email": _("Nouvel e-mail"),
    "new_phone": _("Nouveau téléphone"),
    "doubt": _("À vérifier"),
}
"""What the switchboard said of each field, in a Full campaign."""
FULL_RESULTS = RESULTS | CHANGES
