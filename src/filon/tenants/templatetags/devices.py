"""A browser as people call it."""

from __future__ import annotations

from ipaddress import ip_address

from django import template
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import gettext as _

register = template.Library()

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
"""In this order: what comes first also claims to be what follows."""


@register.filter
def takes_passkeys(request: HttpRequest) -> bool:
    """Whether browsers allow passkeys at this address: bound to a name, never to an IP address (WebAuthn §5.1.2)."""
    host = split_domain_port(request.get_host())[0].strip("[]")
    try:
        ip_address(host)
    except ValueError:
        return True
    return False


@register.filter
def device(user_agent: str) -> str:
    """ "Firefox · Windows"; a browser that says nothing known is unknown."""
    found = [next((name for mark, name in marks if mark in user_agent), "") for marks in (BROWSERS, SYSTEMS)]
    return " · ".join(part for part in found if part) or _("Navigateur inconnu")
