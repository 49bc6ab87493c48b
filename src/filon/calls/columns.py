"""The columns of results in an export (ST-99), which a re-import knows and leaves aside."""

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
