"""Missed calls written down, and the addresses of providers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from filon.calls.missed.models import CallHook, InboundCall
from filon.calls.missed.reading import Fields
from filon.calls.models import Prospect
from filon.crm.callers import caller_of
from filon.crm.events import CallMissed
from filon.crm.tasks.operations import call_back
from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace
from filon.kernel.text import squash
from filon.kernel.values import InvalidValue, parse_phone
from filon.tenants import audit
from filon.tenants.models import User, Workspace
from filon.tenants.queries import token_hash
from filon.timeline.events import publish

TOKEN_BYTES = 32
MOST_HOOKS = 20
LONGEST_CALLED = 40


@dataclass(frozen=True, kw_only=True)
class Missed:
    """A missed call as its source tells of it; ``source`` and ``key`` make it one call however often it is told."""

    source: str
    key: str
    caller: str = ""
    called: str = ""


class Address(NamedTuple):
    """Whose hook a token opens."""

    workspace_id: UUID
    hook_id: UUID


def record_missed(call: Missed, *, now: datetime) -> InboundCall | None:
    """Write the call down, tell of it and have the caller called back (MO-27), once: None when it is known already."""
    phone = _e164(call.caller)
    who = caller_of(phone, called_for=_called_for(phone))
    with transaction.atomic():
        row, new = InboundCall.objects.get_or_create(
            source=call.source,
            call_key=call.key,
            defaults={
                "caller": phone,
                "called": call.called[:LONGEST_CALLED],
                "contact_id": who.contact_id,
                "company_id": who.company_id,
                "at": now,
            },
        )
        if not new:
            return None
        told = CallMissed(call_id=row.id, withheld=not phone)
        publish(told, at=now, contact_id=who.contact_id, company_id=who.company_id)
        call_back(phone, now=now, contact_id=who.contact_id, company_id=who.company_id)
    return row


def create_hook(label: str, fields: Fields, *, now: datetime, by: User) -> tuple[CallHook, str]:
    """A new address for a provider's notices, and its token, which is shown this once."""
    name = squash(label)[:80]
    if not name:
        raise Refused(_("Donnez un nom : celui de l’opérateur ou du standard."), field="label", code="label_missing")
    if CallHook.objects.count() >= MOST_HOOKS:
        raise Refused(_("Cet espace a déjà autant d’adresses que possible : supprimez-en une."), code="too_many")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        made = CallHook.objects.create(
            label=name, token_hash=token_hash(token), fields=_stored(fields), created_by=by, created_at=now
        )
        audit.record("call_hook.created", name, at=now, actor=by, hook=str(made.id))
    return made, token


def delete_hook(hook: CallHook, *, now: datetime, by: User) -> None:
    """Close the address for ever; the calls that it told of stay."""
    with transaction.atomic():
        CallHook.objects.filter(id=hook.id).delete()
        audit.record("call_hook.deleted", hook.label, at=now, actor=by, hook=str(hook.id))


def note_use(hook: CallHook, *, now: datetime) -> None:
    CallHook.objects.filter(id=hook.id).update(last_used_at=now)


def address_of(token: str) -> Address | None:
    """The hook that this token opens, in whichever workspace; None for no such token."""
    with connection.cursor() as cursor:
        cursor.execute("select workspace_id, hook_id from calls_call_hook_of(%s)", [token_hash(token)])
        row = cursor.fetchone()
    return Address(*row) if row else None


def _called_for(phone: str) -> list[UUID]:
    """The companies whose switchboard was called at this number, two of them at most (MO-27)."""
    rows = Prospect.objects.filter(phone=phone, company__isnull=False).order_by()
    return list(rows.values_list("company", flat=True).distinct()[:2]) if phone else []


def _stored(fields: Fields) -> dict[str, Any]:
    given = {"id": fields.id, "caller": fields.caller, "called": fields.called, "status": fields.status}
    return {name: path for name, path in given.items() if path} | ({"missed": fields.missed} if fields.missed else {})


def _e164(caller: str) -> str:
    country = Workspace.objects.values_list("country", flat=True).get(id=current_workspace())
    try:
        return parse_phone(caller, region=country).e164
    except InvalidValue:
        return ""
