"""Lines added to the ledger, in the caller's transaction when there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import ngettext

from filon.billing.models import CreditEntry
from filon.billing.queries import available
from filon.billing.states import Entry
from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace

LEDGER_LOCK = 0x62696C6C


@dataclass(frozen=True, kw_only=True)
class Movement:
    """Credits for something. ``reference`` is unique in the workspace: the same one counts once."""

    amount: int
    reason: str
    reference: str
    origin_id: UUID | None = None
    actor_id: int | None = None

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a movement has an amount; its kind says which way it goes")


def grant(movement: Movement, *, now: datetime) -> bool:
    """Bring credits in. False: this reference is there already."""
    return _add(Entry.GRANT, movement, amount=movement.amount, now=now)


def refund(movement: Movement, *, now: datetime) -> bool:
    """Give credits back. False: this reference was given back already."""
    return _add(Entry.REFUND, movement, amount=movement.amount, now=now)


def debit(movement: Movement, *, now: datetime) -> bool:
    """Use credits. False: this reference was debited already, nothing is used.

    Raises Refused, code ``no_credit``, when credits limit and too few are left.
    """
    with transaction.atomic():
        _one_at_a_time()
        if CreditEntry.objects.filter(reference=movement.reference).exists():
            return False
        left = available()
        if left is not None and left < movement.amount:
            raise Refused(_too_few(movement.amount, left), code="no_credit")
        return _add(Entry.DEBIT, movement, amount=-movement.amount, now=now)


def _add(kind: Entry, movement: Movement, *, amount: int, now: datetime) -> bool:
    if not amount:
        return False
    entry = CreditEntry(
        kind=kind,
        amount=amount,
        reason=movement.reason,
        reference=movement.reference,
        origin_id=movement.origin_id,
        actor_id=movement.actor_id,
        at=now,
    )
    with transaction.atomic():
        _one_at_a_time()
        if CreditEntry.objects.filter(reference=movement.reference).exists():
            return False
        entry.save(force_insert=True)
    return True


def _one_at_a_time() -> None:
    """Movements of a workspace follow one another until the end of the transaction: two debits cannot both fit."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashtext(%s))", [LEDGER_LOCK, str(current_workspace())])


def _too_few(wanted: int, left: int) -> str:
    return ngettext(
        "Il faut %(wanted)s crédit et il en reste %(left)s : ajoutez des crédits ou importez moins de lignes.",
        "Il faut %(wanted)s crédits et il en reste %(left)s : ajoutez des crédits ou importez moins de lignes.",
        wanted,
    ) % {"wanted": wanted, "left": left}
