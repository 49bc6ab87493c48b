"""`filon keys rotate`: every stored secret encrypted anew."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from filon.config.keys import KeyRing
from filon.config.run.layout import CannotRun
from filon.config.words import either
from filon.kernel.secrets import EncryptedTextField, encrypt_anew
from filon.kernel.tenancy import TenantModel, scope
from filon.tenants.models import Workspace

ROWS_AT_A_TIME = 500
SECOND_FACTORS = ("secret", "seed", "migrated_codes")
"""Where allauth keeps what `tenants.adapters.MfaAdapter` encrypts: seeds of one-time codes, recovery codes."""


def rotate() -> tuple[int, int]:
    """Put a new key in front, encrypt every secret with it, forget the old keys.

    Returns how many secrets were written and how many keys went. Interrupted, it leaves all keys in place and may be
    run again. Raises `CannotRun` when the keys come from the environment, which this command cannot change.
    """
    ring = settings.FILON_SECRET_KEYS
    if not isinstance(ring, KeyRing):
        raise CannotRun(
            either(
                fr="Les clés viennent de FILON_SECRET_KEYS : mettez-y la nouvelle en premier, puis relancez Filon.",
                en="The keys come from FILON_SECRET_KEYS: put the new one first there, then restart Filon.",
            )
        )
    ring.put_in_front()
    written = sum(_encrypt_anew(model, names) for model, names in secret_fields()) + _second_factors()
    return written, ring.keep_newest()


def secret_fields() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Each model that stores secrets, with the names of those fields."""
    for model in apps.get_models():
        names = [field.name for field in model._meta.get_fields() if isinstance(field, EncryptedTextField)]
        if names:
            yield model, names


def _encrypt_anew(model: type[models.Model], names: list[str]) -> int:
    if not issubclass(model, TenantModel):
        return _rewrite(model, names)
    written = 0
    for workspace_id in Workspace.objects.values_list("id", flat=True):
        with scope(workspace_id):
            written += _rewrite(model, names)
    return written


def _rewrite(model: type[models.Model], names: list[str]) -> int:
    written = 0
    last = None
    while True:
        rows = model._default_manager.order_by("pk")
        page = list((rows.filter(pk__gt=last) if last else rows)[:ROWS_AT_A_TIME].values_list("pk", flat=True))
        if not page:
            return written
        with transaction.atomic():
            locked = list(model._default_manager.filter(pk__in=page).select_for_update())
            model._default_manager.bulk_update(locked, names)
        written += len(locked) * len(names)
        last = page[-1]


def _second_factors() -> int:
    """One transaction for all: they are a few rows per user, and half of them under a lost key helps nobody."""
    written = 0
    with transaction.atomic():
        for factor in Authenticator.objects.select_for_update():
            held = {name: factor.data[name] for name in SECOND_FACTORS if factor.data.get(name)}
            if held:
                factor.data = {**factor.data, **{name: _anew(value) for name, value in held.items()}}
                factor.save(update_fields=["data"])
                written += len(held)
    return written


def _anew(value: str | list[str]) -> str | list[str]:
    return [encrypt_anew(token) for token in value] if isinstance(value, list) else encrypt_anew(value)
