"""What the opposition list forbids an import to bring back (A-CO-22, A-OL-11).

An unsubscribed person may come in: nothing will be sent, for the list is asked before every send. But somebody who was
erased stays out, and an address that was taken off its card, or that bounced for good, does not return to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from filon.consent import queries as consent
from filon.consent.hashing import hashed
from filon.consent.states import Kind, Reason
from filon.crm.imports.hints import hint_for
from filon.crm.imports.records import Accepted, Problem, Record, Refused

STAYS_OUT = (Reason.ERASED,)
COMES_WITHOUT_ADDRESS = (Reason.BOUNCE, Reason.ASKED)

NOTHING_KEPT = ("erased", "address_removed")
"""Codes of refused rows of which nothing is repeated anywhere."""

ERASED = _("Cette personne a demandé à être effacée : un import ne la ramène pas.")
ADDRESS_REMOVED = _("Cette adresse a été retirée ou ne fonctionne plus : un import ne la ramène pas.")

Key = tuple[str, bytes]


def screened(batch: Sequence[Accepted]) -> list[Accepted | Refused]:
    """The rows of a batch after the opposition list, in order; two queries whatever their number.

    Somebody who may come in but not be written to has ``record.suppressed``. A refused row carries nothing of the
    person: neither cells nor value.
    """
    if not consent.is_anybody_suppressed():
        return list(batch)
    listed = consent.reasons({key for row in batch for key in _keys(row.record)})
    return [_screen(row, listed) for row in batch]


def _screen(row: Accepted, listed: dict[Key, str]) -> Accepted | Refused:
    reasons = {listed[key] for key in _keys(row.record) if key in listed}
    if not reasons:
        return row
    if reasons & set(STAYS_OUT):
        return _refused(row, code="erased")
    if not reasons & set(COMES_WITHOUT_ADDRESS):
        return Accepted(row.row, replace(row.record, suppressed=True), row.warnings)
    rest = replace(row.record, email=None)
    if not (rest.first_name or rest.last_name or rest.phone or rest.mobile):
        return _refused(row, code="address_removed")
    return Accepted(row.row, rest, row.warnings)


def _keys(record: Record) -> list[Key]:
    """What a person is listed under: the address, or the numbers of somebody without one (a switchboard is shared)."""
    if record.email:
        return [(Kind.EMAIL, hashed(Kind.EMAIL, record.email.key))]
    return [(Kind.PHONE, hashed(Kind.PHONE, number)) for number in (record.phone, record.mobile) if number]


def _refused(row: Accepted, *, code: str) -> Refused:
    message = ERASED if code == "erased" else ADDRESS_REMOVED
    problem = Problem(row=row.row, column="", field="", value="", code=code, message=message, hint=hint_for(code))
    return Refused(row.row, (problem,), ())
