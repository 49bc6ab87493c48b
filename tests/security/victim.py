"""A workspace with a row in every table, all of them called the same: whatever an address names, it is the victim's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction

from filon.kernel.tenancy import TenantModel, scope
from filon.tenants.models import ApiKey, EmailChange, Invitation, Member, User, Workspace
from filon.tenants.queries import token_hash

VICTIM = UUID("0198a7c2-1111-7222-8333-444455556666")
"""The identifier of every row of the victim."""

NUMBER = 987_654
"""The same for rows with a number: the user and the member."""

MARKER = "ZzVictimzZ"
"""In every text of the victim; no answer to anybody else may hold it."""

SECRET = f"filon_{MARKER}"
PHOTO = "photos/sweep.webp"
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
OWN_WAY = (Member, Invitation, ApiKey)


Fingerprint = dict[str, tuple[int, str]]
"""Table → how many rows, and their digest."""


def tenant_models() -> list[type[models.Model]]:
    """Every model whose rows belong to a workspace."""
    owned = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    return [*OWN_WAY, *owned]


def make() -> Workspace:
    """The victim: a user who manages a workspace, and one row of everything in it."""
    workspace = Workspace.objects.create(id=VICTIM, name=f"Espace {MARKER}", slug=MARKER.lower())
    user = User.objects.create_user(
        f"{MARKER}@victime.example",
        "un mot de passe solide",
        pk=NUMBER,
        first_name=MARKER,
        last_name=MARKER,
        photo=PHOTO,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    EmailChange.objects.create(
        id=VICTIM, user=user, old_email=user.email, new_email="x@victime.example", created_at=AT, expires_at=AT
    )
    with transaction.atomic(), scope(VICTIM):
        for model in tenant_models():
            model._base_manager.bulk_create([model(**_fields(model))])
    return workspace


def _fields(model: type[models.Model]) -> dict[str, Any]:
    own = {Member: {"id": NUMBER, "role": "manager", "left_at": None}, ApiKey: {"key_hash": token_hash(SECRET)}}
    open_rows = {
        Invitation: {"accepted_at": None, "cancelled_at": None, "expires_at": datetime(2099, 1, 1, tzinfo=UTC)}
    }
    found = {field.attname: _value(field) for field in model._meta.concrete_fields if not _computed(field)}
    return {**found, "workspace_id": VICTIM, **own.get(model, {}), **open_rows.get(model, {}), **_alive(model)}


def _alive(model: type[models.Model]) -> dict[str, Any]:
    return {"revoked_at": None, "scopes": ["read", "write"]} if model is ApiKey else {}


def _computed(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.GeneratedField)


def _value(field: models.Field[Any, Any]) -> Any:
    """Something valid for the field: the victim's identifier for keys, its marker in texts."""
    if isinstance(field, models.ForeignKey):
        return NUMBER if field.related_model is User else VICTIM
    if field.choices:
        return next(value for value, _label in field.flatchoices if value != "")
    for kind, value in VALUES:
        if isinstance(field, kind):
            return value(field)
    raise TypeError(f"say in VALUES what a {type(field).__name__} of the victim holds")


def _text(field: models.Field[Any, Any]) -> str:
    known = {"country": "FR", "language": "fr", "time_zone": "Europe/Paris", "zone": "Europe/Paris"}
    if field.name in known:
        return known[field.name]
    text = f"{MARKER}@victime.example" if "mail" in field.name or field.name in {"sender", "recipient"} else MARKER
    return text[: field.max_length or None]


VALUES: list[tuple[Any, Any]] = [
    (models.UUIDField, lambda field: VICTIM),
    (models.FileField, lambda field: ""),
    (models.URLField, lambda field: f"https://{MARKER}.example/"),
    (models.CharField, _text),
    (models.TextField, _text),
    (models.BooleanField, lambda field: False),
    (models.IntegerField, lambda field: 1),
    (models.FloatField, lambda field: 1.0),
    (models.DateTimeField, lambda field: AT),
    (models.DateField, lambda field: date(2026, 11, 20)),
    (models.BinaryField, lambda field: f"Subject: {MARKER}\r\n\r\n{MARKER}".encode()),
    (ArrayField, lambda field: field.get_default() or []),
    (models.JSONField, lambda field: field.get_default() if field.has_default() else {}),
]


def fingerprint() -> Fingerprint:
    """Count and digest of the victim's rows in each table, read in its scope: equal means that nothing was written."""
    tables = [model._meta.db_table for model in tenant_models()]
    parts = [
        f"select '{t}', count(*), md5(coalesce(string_agg(x::text, '|' order by x::text), '')) from {t} x"
        for t in tables
    ]
    parts.append(
        f"select 'workspace', count(*), md5(string_agg(x::text, '|')) from tenants_workspace x where id = '{VICTIM}'"
    )
    parts += [
        f"select '{t}', count(*), md5(string_agg(x::text, '|')) from {t} x where {key} = {NUMBER}"
        for t, key in (("tenants_user", "id"), ("account_emailaddress", "user_id"), ("tenants_emailchange", "user_id"))
    ]
    with scope(VICTIM), connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts))
        return {table: (count, digest) for table, count, digest in cursor.fetchall()}


def writes() -> int:
    """How many rows this transaction has inserted, changed or deleted so far, what was undone included: as many as
    before means that nothing was written since, and there is nothing to compare."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_xact_user_tables")
        return int(cursor.fetchone()[0])


def changed(before: Fingerprint) -> list[str]:
    """The tables in which the victim's rows are others than before, with how many there were and are."""
    now = fingerprint()
    return [f"{table} {before[table][0]} → {now[table][0]}" for table in before if before[table] != now[table]]


def references_from(workspace_id: UUID) -> list[str]:
    """Tables in which another workspace has a row that names a row, or the user, of the victim."""
    found = []
    with scope(workspace_id), connection.cursor() as cursor:
        for model in tenant_models():
            table = model._meta.db_table
            people = [f.column for f in model._meta.concrete_fields if f.related_model is User]
            named = " or ".join(["x::text like %s", *(f"x.{column} = {NUMBER}" for column in people)])
            cursor.execute(f"select count(*) from {table} x where {named}", [f"%{VICTIM}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found
