"""Whether the workspace has access to alerts (CO-201). Without it rules may be written, and nothing else is shown."""

from __future__ import annotations

from django.db.models import Exists
from django.utils.translation import gettext as _

from filon.alerts.models import AlertService
from filon.kernel.errors import Refused


def is_active() -> bool:
    return AlertService.objects.filter(active=True).exists()


def active() -> Exists:
    """The same as a condition of a query."""
    return Exists(AlertService.objects.filter(active=True))


def require() -> None:
    """Raises Refused while the service is not active."""
    if not is_active():
        raise Refused(
            _("Le service d’alertes n’est pas actif : une personne responsable l’active dans les réglages."),
            code="service_off",
        )
