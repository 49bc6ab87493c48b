"""The servers of common providers, so that a person types an address and a password and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.mail.states import Security


@dataclass(frozen=True)
class Preset:
    """``hint`` says what must be done at the provider before it works."""

    key: str
    name: str | Promise
    smtp_host: str = ""
    smtp_port: int = 465
    smtp_security: str = Security.TLS
    imap_host: str = ""
    imap_port: int = 993
    imap_security: str = Security.TLS
    hint: str | Promise = ""
    domains: tuple[str, ...] = ()

    def values(self) -> dict[str, object]:
        names = ("smtp_host", "smtp_port", "smtp_security", "imap_host", "imap_port", "imap_security")
        return {name: getattr(self, name) for name in names}


APP_PASSWORD = _("Créez un mot de passe d’application chez ce fournisseur et donnez-le ici, pas votre mot de passe.")
OTHER = Preset("autre", _("Autre fournisseur"), smtp_port=587, smtp_security=Security.STARTTLS)

_PROVIDERS = (
    Preset("ovh", "OVHcloud", "ssl0.ovh.net", imap_host="ssl0.ovh.net"),
    Preset(
        "gmail", "Gmail, Google Workspace", "smtp.gmail.com", imap_host="imap.gmail.com", hint=APP_PASSWORD,
        domains=("gmail.com", "googlemail.com"),
    ),
    Preset(
        "microsoft", "Microsoft 365", "smtp.office365.com", 587, Security.STARTTLS, "outlook.office365.com",
        hint=_("L’administrateur doit autoriser « SMTP authentifié » et IMAP pour cette boîte."),
        domains=("outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "live.fr"),
    ),
    Preset("ionos", "IONOS", "smtp.ionos.fr", imap_host="imap.ionos.fr"),
    Preset("gandi", "Gandi", "mail.gandi.net", imap_host="mail.gandi.net"),
    Preset("infomaniak", "Infomaniak", "mail.infomaniak.com", imap_host="mail.infomaniak.com"),
    Preset("orange", "Orange", "smtp.orange.fr", imap_host="imap.orange.fr", domains=("orange.fr", "wanadoo.fr")),
    Preset("free", "Free", "smtp.free.fr", imap_host="imap.free.fr", domains=("free.fr",)),
    Preset("zoho", "Zoho", "smtp.zoho.eu", imap_host="imap.zoho.eu", hint=APP_PASSWORD),
)  # fmt: skip


def sandbox() -> Preset:
    """The mail servers that come with Filon: real ones, from which nothing leaves the machine."""
    return Preset(
        "bac-a-sable",
        _("Bac à sable (rien ne quitte cette machine)"),
        "127.0.0.1",
        settings.FILON_SANDBOX_SMTP_PORT,
        Security.PLAIN,
        "127.0.0.1",
        settings.FILON_SANDBOX_IMAP_PORT,
        Security.PLAIN,
        _("N’importe quel mot de passe convient : chaque adresse a sa boîte."),
    )


def presets() -> dict[str, Preset]:
    """Every preset by its key, in the order of the menu."""
    offered = (*_PROVIDERS, sandbox(), OTHER)
    return {preset.key: preset for preset in offered}


def guess(email: str) -> Preset | None:
    """The provider of an address, when its domain tells."""
    domain = email.rpartition("@")[2].lower()
    return next((preset for preset in _PROVIDERS if domain in preset.domains), None)
