"""Telephone numbers as people write them, in the form that networks dial (E.164)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

import phonenumbers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType, ValidationResult, shortnumberinfo

from filon.kernel.values import french_plan
from filon.kernel.values.errors import InvalidValue


class PhoneKind(StrEnum):
    """What a number reaches, and who pays for the call."""

    FIXED_LINE = "fixed_line"
    MOBILE = "mobile"
    FIXED_OR_MOBILE = "fixed_or_mobile"
    VOIP = "voip"
    TOLL_FREE = "toll_free"
    SHARED = "shared"
    COMPANY = "company"
    PERSONAL = "personal"
    PAGER = "pager"
    VOICEMAIL = "voicemail"


class Phone(NamedTuple):
    """A number that can be dialled. ``e164`` is ``+`` and digits; ``extension`` is the desk behind a switchboard."""

    e164: str
    kind: PhoneKind
    extension: str = ""


_KINDS = {
    PhoneNumberType.FIXED_LINE: PhoneKind.FIXED_LINE,
    PhoneNumberType.MOBILE: PhoneKind.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: PhoneKind.FIXED_OR_MOBILE,
    PhoneNumberType.VOIP: PhoneKind.VOIP,
    PhoneNumberType.TOLL_FREE: PhoneKind.TOLL_FREE,
    PhoneNumberType.SHARED_COST: PhoneKind.SHARED,
    PhoneNumberType.UAN: PhoneKind.COMPANY,
    PhoneNumberType.PERSONAL_NUMBER: PhoneKind.PERSONAL,
    PhoneNumberType.PAGER: PhoneKind.PAGER,
    PhoneNumberType.VOICEMAIL: PhoneKind.VOICEMAIL,
}
LONGEST = 250
"""Characters that phonenumbers looks at, too."""

_EXTENSION = re.compile(r"[\s,;(]*\b(?:poste|post|ext|extension)\b[\s.:]*(\d{1,7})\)?\s*\Z", re.IGNORECASE)
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\ufeff\u00ad"))
_PREMIUM = _("Ce numéro est surtaxé : Filon ne l’appelle pas.")


def parse_phone(text: str, region: str = "FR") -> Phone:
    """Understand ``text`` as one number, as it is dialled from ``region`` (ISO 3166) unless it names its country.

    Dots, dashes, spaces of all kinds, ``(0)``, ``00`` for ``+``, a leading zero lost by a spreadsheet and ``poste 12``
    are understood. Raises InvalidValue: ``phone_premium`` for a number that the caller pays for beyond a normal call
    (requirement ST-94: 081, 082, 089, paid 3xxx, 118xxx, any country's premium class), else ``phone_invalid``.
    """
    if region == "FR" and (quick := french_plan.read(text)):
        kind = PhoneKind(quick.kind)
        if quick.surcharged:
            raise InvalidValue("phone_premium", _PREMIUM)
        return Phone(quick.e164, kind)
    main, extension = _split_extension(text.translate(_UNSEEN).strip().removeprefix("tel:"))
    if extension and region == "FR":
        return parse_phone(main)._replace(extension=extension)
    number = _parse(main, region=region)
    kind = _kind(number, region=region)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(e164, kind, extension or number.extension or "")


def _split_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text) if len(text) <= LONGEST else None
    return (text[: found.start()], found[1]) if found else (text, "")


def _parse(text: str, *, region: str) -> PhoneNumber:
    try:
        return phonenumbers.parse(text, region)
    except NumberParseException:
        raise InvalidValue("phone_invalid", _without_number(text)) from None


def _kind(number: PhoneNumber, *, region: str) -> PhoneKind:
    """What the number reaches. Raises InvalidValue when it may not be called or does not exist."""
    kind = phonenumbers.number_type(number)
    home = phonenumbers.region_code_for_country_code(number.country_code or 0)
    if kind == PhoneNumberType.PREMIUM_RATE or french_plan.is_surcharged(number) or _costs_extra(number, region=home):
        raise InvalidValue("phone_premium", _PREMIUM)
    if kind not in _KINDS:
        raise InvalidValue("phone_invalid", _why(number, region=region))
    return _KINDS[kind]


def _costs_extra(number: PhoneNumber, *, region: str) -> bool:
    """Tell a paid short number (118 218, 3615…) from others."""
    cost = shortnumberinfo.expected_cost_for_region(number, region)
    return cost == shortnumberinfo.ShortNumberCost.PREMIUM_RATE


def _without_number(text: str) -> Promise:
    if not text:
        return _("Le numéro de téléphone est vide.")
    if not any(c.isdigit() for c in text):
        return _("Il n’y a pas de numéro dans cette case.")
    return _("Ce numéro de téléphone n’est pas lisible.")


def _why(number: PhoneNumber, *, region: str) -> Promise:
    if shortnumberinfo.is_valid_short_number_for_region(number, region):
        return _("Ce numéro court ne mène pas à une personne.")
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == ValidationResult.TOO_SHORT:
        return _("Il manque des chiffres à ce numéro de téléphone.")
    if reason == ValidationResult.TOO_LONG:
        return _("Ce numéro de téléphone a trop de chiffres ; s’il y en a plusieurs, gardez-en un.")
    return _("Ce numéro de téléphone n’existe pas : aucun numéro ne commence ainsi.")
