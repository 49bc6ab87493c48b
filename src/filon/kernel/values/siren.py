"""SIREN and SIRET numbers, the French identifiers of companies and of their establishments."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from filon.kernel.values.errors import InvalidValue

SIREN_DIGITS = 9
SIRET_DIGITS = 14
LA_POSTE = "356000000"  # its establishments outgrew the Luhn check: their digits add up to a multiple of five

_WRONG_SIREN = _("Ce SIREN est incomplet ou comporte une erreur : il compte neuf chiffres.")
_WRONG_SIRET = _("Ce SIRET est incomplet ou comporte une erreur : il compte quatorze chiffres.")


def parse_siren(text: str) -> str:
    """Nine digits that pass the Luhn check; spaces and lost leading zeros are mended, a French VAT number is accepted.

    Raises InvalidValue with the code ``siren_invalid``.
    """
    digits = _digits(text)
    if text.strip()[:2].upper() == "FR" and len(digits) == SIREN_DIGITS + 2:
        digits = digits[2:]
    digits = _mended(digits, SIREN_DIGITS)
    if len(digits) != SIREN_DIGITS or not _luhn(digits) or not digits.strip("0"):
        raise InvalidValue("siren_invalid", _WRONG_SIREN)
    return digits


def parse_siret(text: str) -> str:
    """Fourteen digits: a SIREN and an establishment number. Raises InvalidValue with the code ``siret_invalid``."""
    digits = _mended(_digits(text), SIRET_DIGITS)
    of_la_poste = digits.startswith(LA_POSTE) and sum(map(int, digits)) % 5 == 0
    if len(digits) != SIRET_DIGITS or not digits.strip("0") or not (_luhn(digits) or of_la_poste):
        raise InvalidValue("siret_invalid", _WRONG_SIRET)
    return digits


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")


def _mended(digits: str, length: int) -> str:
    """Give back the leading zeros that a spreadsheet takes for nothing: two at most, or it is another number."""
    return digits.zfill(length) if length - 2 <= len(digits) < length else digits


def _luhn(digits: str) -> bool:
    doubled = (int(d) * 2 for d in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0
