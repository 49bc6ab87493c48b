"""The opposition list by hand: an address, a domain, a number or a company that is named (compliance §4.1, 4.4)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.consent.hashing import canonical
from filon.consent.operations import lift, note_wish
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact
from filon.crm.operations.opposition import opt_in, opt_out
from filon.directory.fields import web_address
from filon.kernel.errors import Refused
from filon.kernel.values import InvalidValue, parse_email, parse_phone, parse_siren, parse_siret
from filon.kernel.values.siren import SIREN_DIGITS, SIRET_DIGITS


class Named(NamedTuple):
    """What somebody named, spelled as the list knows it."""

    kind: Kind
    value: str


def read_named(text: str) -> Named:
    """What a text names: ``a@b.fr`` an address, ``b.fr`` or ``@b.fr`` a domain, nine or fourteen digits a company, any
    other digits a number. Raises Refused for what is none of these, on the field ``value``."""
    asked = text.strip()
    try:
        return _read(asked)
    except InvalidValue as fault:
        raise Refused(str(fault.message), field="value", code=fault.code) from None
    except Refused as no:
        raise Refused(no.message, field="value", code=no.code) from None


def _read(asked: str) -> Named:
    if not asked:
        raise Refused(_("Donnez une adresse e-mail, un domaine, un numéro ou un SIREN."), code="empty")
    if "@" in asked.lstrip("@"):
        return Named(Kind.EMAIL, parse_email(asked).key)
    if any(character.isalpha() for character in asked):
        return Named(Kind.DOMAIN, _domain(asked.lstrip("@")))
    digits = "".join(character for character in asked if character.isdigit())
    dialled = asked.startswith(("+", "00")) and len(digits) != SIREN_DIGITS
    if not dialled and len(digits) == SIREN_DIGITS:
        return Named(Kind.SIREN, parse_siren(digits))
    if not dialled and len(digits) == SIRET_DIGITS:
        return Named(Kind.SIREN, parse_siret(digits)[:SIREN_DIGITS])
    return Named(Kind.PHONE, parse_phone(asked).e164)


def _domain(text: str) -> str:
    """As it stands in addresses: without scheme, path and ``www.``, accents as ``xn--…``."""
    try:
        return canonical(Kind.DOMAIN, parse_email(f"nobody@{web_address(text)[1]}").domain)
    except (InvalidValue, Refused):
        said = _("« %(text)s » n’est pas un domaine : écrivez-le comme exemple.fr.") % {"text": text[:60]}
        raise Refused(said, code="domain_invalid") from None


def oppose(named: Named, *, now: datetime, source: str = "", by: int | None = None) -> bool:
    """Never contact it again, anywhere; the cards of an address are opposed with their person. ``source``: who asked,
    and how. False when it was on the list already."""
    with transaction.atomic():
        fresh = note_wish(*named, now=now, source=source, by=by)
        for contact in _cards(named):
            fresh |= opt_out(contact, reason=Reason.ASKED, now=now, source=source, by=by)
    return fresh


def lift_opposition(named: Named, *, now: datetime, by: int | None = None) -> bool:
    """Take it off the list of those who are contacted nowhere, and the cards of an address with it. False when it was
    not on it."""
    with transaction.atomic():
        gone = [opt_in(contact, now=now, by=by) for contact in _cards(named)]
        return lift(*named, now=now, by=by) or any(gone)


def _cards(named: Named) -> list[UUID]:
    """The cards that have this address."""
    if named.kind != Kind.EMAIL:
        return []
    return list(Contact.objects.filter(email=named.value).values_list("id", flat=True))
