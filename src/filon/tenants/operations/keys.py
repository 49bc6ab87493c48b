"""Keys of the API."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from filon.kernel.errors import Conflict, Refused
from filon.kernel.text import squash
from filon.tenants import audit
from filon.tenants.models import ApiKey, User, Workspace
from filon.tenants.permissions import Scope
from filon.tenants.queries import token_hash

PREFIX = "filon_"
SECRET_BYTES = 32
NOTED_EVERY = timedelta(minutes=1)
SHOWN = 12
"""Characters of the key that are kept in clear, so that a person recognises it."""


def create_api_key(*, workspace: Workspace, name: str, scopes: list[str], by: User, at: datetime) -> tuple[ApiKey, str]:
    """A new key and its secret, which is shown this once and cannot be found again."""
    label = squash(name)[:80]
    if not label:
        raise Refused(
            _("Donnez un nom à la clé : celui du programme qui s’en servira."), field="name", code="name_missing"
        )
    known = {scope.value for scope in Scope}
    if not scopes or set(scopes) - known:
        raise Refused(_("Choisissez ce que la clé permet."), field="scopes", code="scopes_unknown")
    secret = f"{PREFIX}{secrets.token_urlsafe(SECRET_BYTES)}"
    with transaction.atomic():
        key = ApiKey.objects.create(
            workspace=workspace,
            name=label,
            prefix=secret[:SHOWN],
            key_hash=token_hash(secret),
            scopes=sorted(set(scopes)),
            created_by=by,
            created_at=at,
        )
        audit.record("key.created", label, at=at, actor=by, key=str(key.id), scopes=key.scopes)
    return key, secret


def note_key_use(key: ApiKey, *, at: datetime) -> None:
    """Remember that the key is in use, to the minute: a write at each call would cost more than it tells."""
    if key.last_used_at is None or at - key.last_used_at >= NOTED_EVERY:
        ApiKey.objects.filter(id=key.id).update(last_used_at=at)


def revoke_api_key(key: ApiKey, *, by: User, at: datetime) -> None:
    """Close the key for ever, from the next request on. Raises Conflict when that was done already."""
    with transaction.atomic():
        changed = ApiKey.objects.filter(id=key.id, revoked_at=None).update(revoked_at=at)
        if not changed:
            raise Conflict(_("Cette clé était déjà révoquée."), code="already_revoked")
        audit.record("key.revoked", key.name, at=at, actor=by, key=str(key.id))
