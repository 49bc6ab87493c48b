"""Which addresses events may be sent to."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from filon.kernel import http
from filon.kernel.errors import Refused
from filon.kernel.http.addresses import Network, is_public

LONGEST = 500
LIMITS = http.Limits(total_s=15.0, connect_s=5.0, read_s=15.0, body_bytes=64 * 1024)
"""Standard Webhooks asks senders to wait 15 to 30 seconds; of the answer only its code counts."""


def opened() -> tuple[Network, ...]:
    """Inside networks that the host lets webhooks reach (FILON_WEBHOOK_NETWORKS); none by default."""
    return tuple(settings.FILON_WEBHOOK_NETWORKS)


def client() -> http.GuardedClient:
    return http.client(limits=LIMITS, allowed=opened())


def checked(url: str) -> str:
    """The address, trimmed. Refuses what could never be delivered to; names are looked up when something is sent.

    Events tell about people: without TLS they travel only where the host has opened an inside network.
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
        name, _port = parts.hostname or "", parts.port
    except ValueError:
        parts, name = urlsplit(""), ""
    if parts.scheme not in {"https", "http"} or not name or len(text) > LONGEST:
        raise Refused(
            _("Donnez une adresse complète, comme https://crm.exemple.fr/filon."), field="url", code="url_invalid"
        )
    if parts.username or parts.password:
        raise Refused(
            _("L’adresse ne doit contenir ni identifiant ni mot de passe."), field="url", code="url_credentials"
        )
    if parts.scheme == "http" and not opened():
        raise Refused(_("L’adresse doit commencer par https://."), field="url", code="url_plain")
    if _is_inside(name):
        raise Refused(
            _("Cette adresse n’est pas sur l’internet public. L’hébergeur peut ouvrir un réseau interne."),
            field="url",
            code="url_inside",
        )
    return text


def host(url: str) -> str:
    """What a sentence calls the endpoint: paths often hold a secret."""
    return urlsplit(url).hostname or ""


def _is_inside(name: str) -> bool:
    if name == "localhost":
        return not opened()
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return not (is_public(address) or any(address in network for network in opened()))
