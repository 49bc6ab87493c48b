"""What may be said of a company, checked and written the one way in which it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from filon.kernel.errors import Refused
from filon.kernel.text import fold, squash
from filon.kernel.values import InvalidValue, parse_phone, parse_siren, parse_siret

LONGEST = {
    "name": 200,
    "address": 300,
    "postcode": 12,
    "city": 120,
    "website": 300,
    "agreement": 160,
    "labels": 200,
}


@dataclass(frozen=True, kw_only=True)
class CompanyFields:
    """A company as somebody describes it; ``website`` may be given without its scheme, ``siret`` gives the SIREN."""

    name: str
    siren: str = ""
    siret: str = ""
    website: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "FR"
    linkedin_url: str = ""
    agreement: str = ""
    labels: str = ""

    def columns(self) -> dict[str, str | None]:
        """Column → value to store. Raises Refused, with the field to mend."""
        name = squash(self.name)[: LONGEST["name"]]
        if not name:
            raise Refused(_("Indiquez le nom de la société."), field="name", code="name_missing")
        siret = _read("siret", self.siret)
        website, domain = web_address(self.website)
        city = squash(self.city)[: LONGEST["city"]]
        return {
            "name": name,
            "name_key": fold(name)[: LONGEST["name"]],
            "siren": _read("siren", self.siren) or siret[:9] or None,
            "siret": siret,
            "website": website,
            "domain": domain,
            "phone": _read("phone", self.phone),
            "address": squash(self.address)[: LONGEST["address"]],
            "postcode": squash(self.postcode)[: LONGEST["postcode"]],
            "city": city,
            "city_key": fold(city)[: LONGEST["city"]],
            "country": (squash(self.country) or "FR").upper()[:2],
            "linkedin_url": _address(self.linkedin_url, field="linkedin_url"),
            "agreement": squash(self.agreement)[: LONGEST["agreement"]],
            "labels": squash(self.labels)[: LONGEST["labels"]],
        }


def web_address(text: str) -> tuple[str, str]:
    """(address, domain) of a site typed with or without scheme; ("", "") for none. Raises Refused."""
    text = squash(text)
    if not text:
        return "", ""
    address = text if "://" in text else f"https://{text}"
    host = _host(address).removeprefix("www.")
    if "." not in host or len(address) > LONGEST["website"]:
        raise Refused(
            _("« %(text)s » n’est pas l’adresse d’un site : écrivez-la comme https://exemple.fr.")
            % {"text": text[:60]},
            field="website",
            code="website_invalid",
        )
    return address, host


def _host(address: str) -> str:
    """The host of a web address; "" for another kind of address, one with a user name, or none at all."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_site = parts.scheme in {"http", "https"} and "@" not in parts.netloc
    return parts.hostname or "" if is_site else ""


def _address(text: str, *, field: str) -> str:
    """As ``web_address``, of another field than the site."""
    try:
        return web_address(text)[0]
    except Refused as no:
        raise Refused(no.message, field=field, code=no.code) from None


def _read(field: str, text: str) -> str:
    """A number of the company in its stored form; "" for none."""
    if not text.strip():
        return ""
    try:
        if field == "phone":
            return parse_phone(text).e164
        return parse_siret(text) if field == "siret" else parse_siren(text)
    except InvalidValue as fault:
        raise Refused(str(fault.message), field=field, code=fault.code) from None
