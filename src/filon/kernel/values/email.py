"""Email addresses as people write them, made usable."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from email_validator import EmailNotValidError, validate_email

from filon.kernel.values.errors import InvalidValue

LONGEST_ADDRESS = 254  # RFC 5321 §4.5.3.1.3, less the angle brackets
LONGEST_LOCAL_PART = 64  # RFC 5321 §4.5.3.1.1

_NAMED = re.compile(r"\A(?P<name>[^<>]*)<(?P<address>[^<>]*)>\Z")
_PLAIN_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_AROUND = " \t\r\n\u00a0;,"


class Email(NamedTuple):
    """An address that can be written on an envelope.

    ``address`` keeps the local part as it was typed (it is the receiving server's business) and has the domain in lower
    case ASCII, as SMTP wants it (an accented domain becomes ``xn--…``). ``display_name`` is what stood before ``<…>``.
    """

    address: str
    domain: str
    display_name: str = ""

    @property
    def key(self) -> str:
        """The whole address in lower case: two spellings of one mailbox have the same key."""
        return self.address.lower()


def parse_email(text: str) -> Email:
    """Understand ``text`` as one address, alone or as ``Prénom Nom <adresse>``.

    Promises syntax only, without any network: RFC 5321 and 5322 as email-validator reads them, plus the reserved
    ``.test`` and ``.example``. Raises InvalidValue with the code ``email_invalid``.
    """
    name, address = _split_name(text)
    local, at, domain_text = address.rpartition("@")
    domain = _domain(domain_text) if at else None
    if domain is None or not local:
        raise InvalidValue("email_invalid", _why(address))
    if not _PLAIN_LOCAL_PART.match(local):
        local = _unusual_local_part(local, address=address)
    if len(local) > LONGEST_LOCAL_PART or len(local) + 1 + len(domain) > LONGEST_ADDRESS:
        raise InvalidValue("email_invalid", _("L’adresse e-mail est trop longue."))
    return Email(f"{local}@{domain}", domain, name)


def _split_name(text: str) -> tuple[str, str]:
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    text = text.strip(_AROUND)
    if text.endswith(">") and (named := _NAMED.match(text)):
        return named["name"].strip(" \t'\"\u00a0"), named["address"].strip(_AROUND).removeprefix("mailto:")
    return "", text.removeprefix("mailto:")


@lru_cache(maxsize=20_000)
def _domain(text: str) -> str | None:
    """The ASCII form of a domain, or None. Remembered: the people of one file share their companies' domains."""
    try:
        checked = validate_email(f"a@{text}", check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return checked.ascii_domain.lower()


def _unusual_local_part(local: str, *, address: str) -> str:
    """Accents and other rare but legal spellings, left to the library (RFC 6531)."""
    try:
        checked = validate_email(f"{local}@a.example", check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise InvalidValue("email_invalid", _why(address)) from None
    return checked.local_part


def _why(address: str) -> Promise:
    """The sentence for the first fault that a person would see."""
    return next((sentence for is_faulty, sentence in _FAULTS if is_faulty(address)), _WRONG)


_FAULTS: tuple[tuple[Callable[[str], bool], Promise], ...] = (
    (lambda address: not address, _("L’adresse e-mail est vide.")),
    (lambda address: "@" not in address, _("Il manque l’arobase (@) dans l’adresse e-mail.")),
    (lambda address: address.count("@") > 1, _("L’adresse e-mail contient plusieurs arobases (@).")),
    (lambda address: any(c.isspace() for c in address), _("L’adresse e-mail contient une espace.")),
    (lambda address: ".." in address, _("L’adresse e-mail contient deux points de suite.")),
    (lambda address: "." not in address.rpartition("@")[2], _("Il manque la fin de l’adresse e-mail, comme « .fr ».")),
)
_WRONG = _("L’adresse e-mail n’est pas écrite correctement.")
