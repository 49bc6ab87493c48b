"""The opposition list by hand: an address, a domain, a number or a company that is named (compliance §4.1, 4.4)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.consent.hashing import canonical, hashed
from filon.consent.operations import lift, note_wish, suppress_many
from filon.consent.queries import Target, reasons
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact
from filon.crm.operations.opposition import opt_in, opt_out, opt_out_many
from filon.directory.fields import web_address
from filon.kernel.errors import Refused
from filon.kernel.values import InvalidValue, parse_email, parse_phone, parse_siren, parse_siret
from filon.kernel.values.siren import SIREN_DIGITS, SIRET_DIGITS

LONGEST = 320
"""Characters of an address (RFC 5321): nothing that is named here is longer."""

NOBODY = UUID(int=0)


class Named(NamedTuple):
    """What somebody named, spelled as the list knows it."""

    kind: Kind
    value: str


def read_named(text: str, *, country: str = "FR") -> Named:
    """What a text names: ``a@b.fr`` an address, ``b.fr`` or ``@b.fr`` a domain, nine or fourteen digits a company, any
    other digits a number, dialled from ``country`` unless it says where. Raises Refused for what is none of these, on
    the field ``value``."""
    asked = text.strip()
    try:
        return _read(asked, country)
    except InvalidValue as fault:
        raise Refused(str(fault.message), field="value", code=fault.code) from None
    except Refused as no:
        raise Refused(no.message, field="value", code=no.code) from None


def _read(asked: str, country: str) -> Named:
    if not asked or len(asked) > LONGEST:
        raise Refused(_("Donnez une adresse e-mail, un domaine, un numéro ou un SIREN."), code="empty")
    digits = "".join(character for character in asked if character.isdecimal())
    if "@" in asked.lstrip("@"):
        return Named(Kind.EMAIL, parse_email(asked).key)
    if any(character.isalpha() for character in asked):
        return _domain_or_number(asked, country)
    if "+" not in asked and len(digits) == SIREN_DIGITS:
        return Named(Kind.SIREN, parse_siren(digits))
    if "+" not in asked and len(digits) == SIRET_DIGITS:
        return _company_or_number(asked, digits, country)
    return Named(Kind.PHONE, parse_phone(asked, country).e164)


def _domain_or_number(asked: str, country: str) -> Named:
    """``b.fr``; else ``01 99 00 00 01 poste 12`` or ``tel:+33…``."""
    try:
        return Named(Kind.DOMAIN, _domain(asked.lstrip("@")))
    except Refused:
        with suppress(InvalidValue):
            return Named(Kind.PHONE, parse_phone(asked, country).e164)
        raise


def _company_or_number(asked: str, digits: str, country: str) -> Named:
    """A SIRET; else a number abroad after ``00``."""
    try:
        return Named(Kind.SIREN, parse_siret(digits)[:SIREN_DIGITS])
    except InvalidValue:
        if not asked.startswith("00"):
            raise
        return Named(Kind.PHONE, parse_phone(asked, country).e164)


def _domain(text: str) -> str:
    """As it stands in addresses: without scheme, path and ``www.``, accents as ``xn--…``."""
    try:
        return canonical(Kind.DOMAIN, parse_email(f"nobody@{web_address(text)[1]}").domain)
    except (InvalidValue, Refused):
        said = _("« %(text)s » n’est pas un domaine : écrivez-le comme exemple.fr.") % {"text": text[:60]}
        raise Refused(said, code="domain_invalid") from None


def oppose(named: Named, *, now: datetime, source: str = "", by: int | None = None) -> bool:
    """Never contact it again, anywhere; the card of an address is opposed with its person. ``source``: who asked, and
    how. False when it was on the list already, for more than an address that does not work."""
    with transaction.atomic():
        if card := _card(named):
            return opt_out(card.id, reason=Reason.USER, now=now, source=source, by=by)
        return note_wish(*named, now=now, source=source, by=by)


def oppose_many(every: Iterable[Named], *, now: datetime, source: str = "") -> int:
    """``oppose`` for several, all or none; answers how many were not on the list yet. It takes as many queries for one
    as for five hundred, but what listens to the opposition of a card asks for each.

    Cards are locked first and by their ids, then the list in one order: two that name the same people wait for each
    other, never in a ring.
    """
    named = set(every)
    emails = [each.value for each in named if _is_address(each)]
    with transaction.atomic():
        cards = Contact.objects.select_for_update(of=("self",)).filter(email__in=emails).order_by("id")
        by_email = dict(cards.values_list("email", "id"))
        fresh = opt_out_many(by_email.values(), reason=Reason.USER, now=now, source=source)
        for kind in Kind:
            wishes = [value for each, value in named if each == kind and value not in by_email]
            fresh += len(suppress_many(kind, wishes, reason=Reason.ASKED, now=now, source=source))
    return fresh


def lift_opposition(named: Named, *, now: datetime, by: int | None = None) -> bool:
    """Take it off the list of those who are contacted nowhere, and the card of an address with it. False when it was
    not on it. Raises Refused for who was erased: an import would bring them back (A-CO-22)."""
    with transaction.atomic():
        card = _card(named)
        if reasons([(named.kind, hashed(*named))]).get((named.kind, hashed(*named))) == Reason.ERASED:
            raise Refused(
                _("Cette personne a été effacée à sa demande (RGPD) : l’entrée reste. Créez sa fiche si elle revient."),
                code="erased",
            )
        gone = opt_in(card.id, now=now, by=by) if card else False
        return lift(*named, now=now, by=by) or gone


def what_is_known(named: Named) -> Target:
    """How the list may know it: an address with its domain, and with its card's company and person."""
    card = Contact.objects.filter(email=named.value).select_related("company").first() if _is_address(named) else None
    email = f"@{named.value}" if named.kind == Kind.DOMAIN else named.value if _is_address(named) else ""
    company = card.company if card else None
    return Target(
        key=NOBODY,
        email=email,
        phone=named.value if named.kind == Kind.PHONE else "",
        siren=named.value if named.kind == Kind.SIREN else (company and company.siren) or "",
        person=card.person if card else "",
    )


def _card(named: Named) -> Contact | None:
    """The card that has this address, kept from changing until the transaction ends."""
    return Contact.objects.select_for_update().filter(email=named.value).first() if _is_address(named) else None


def _is_address(named: Named) -> bool:
    return named.kind == Kind.EMAIL
