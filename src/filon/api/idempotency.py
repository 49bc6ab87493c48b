"""A write repeated with the same ``Idempotency-Key`` happens once and is answered the same.

The stored answer is committed with what the request wrote: after a crash either both are there or neither is. A twin
that arrives while the first one still runs is refused (409) and can be sent again; the same key with another request
is a mistake of the caller (422).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from filon.api.models import StoredAnswer
from filon.kernel.rest import problem
from filon.tenants.models import ApiKey

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
REMEMBERED = timedelta(hours=24)
TOKEN = re.compile(r"[\x21-\x7e]{1,255}")
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
FIRST_ERROR = 400
NOT_KEPT = {401, 403, 408, 409, 429}
"""Refusals that another try may change; kept answers are final ones."""

Run = Callable[[], HttpResponse]


def once(request: HttpRequest, *, key: ApiKey, now: datetime, run: Run) -> HttpResponse:
    """Run the request, or give the answer it already had."""
    token = request.headers.get(HEADER)
    if request.method in SAFE_METHODS:
        return run()
    if token is None:
        return whole(run)
    if not TOKEN.fullmatch(token):
        return problem(
            400,
            code="idempotency_key_invalid",
            title=_("En-tête Idempotency-Key illisible"),
            detail=_("Attendu : 1 à 255 caractères ASCII visibles, par exemple un UUID."),
        )
    with transaction.atomic():
        return _locked(request, key=key, token=token, now=now, run=run)


def whole(run: Run) -> HttpResponse:
    """Run a write all or nothing: an answer that is an error leaves nothing behind."""
    with transaction.atomic():
        response = run()
        if response.status_code >= FIRST_ERROR:
            transaction.set_rollback(True)
    return response


def forget(*, now: datetime) -> int:
    """Drop the open workspace's answers that are older than REMEMBERED; returns how many."""
    return StoredAnswer.objects.filter(created_at__lt=now - REMEMBERED).delete()[0]


def _locked(request: HttpRequest, *, key: ApiKey, token: str, now: datetime, run: Run) -> HttpResponse:
    if not _lock(f"{key.id}:{token}"):
        return problem(
            409,
            code="idempotency_in_progress",
            title=_("La même demande est en cours"),
            detail=_("Une demande portant cette Idempotency-Key n’est pas terminée : renvoyez-la dans un instant."),
        )
    fingerprint = fingerprint_of(request)
    StoredAnswer.objects.filter(key=key, token=token, created_at__lt=now - REMEMBERED).delete()
    known = StoredAnswer.objects.filter(key=key, token=token).first()
    if known is not None:
        return _again(known, fingerprint)
    response = whole(run)
    if response.status_code not in NOT_KEPT and response.status_code < 500:
        StoredAnswer.objects.create(
            key=key,
            token=token,
            fingerprint=fingerprint,
            status=response.status_code,
            content_type=response.headers.get("Content-Type", ""),
            location=response.headers.get("Location", ""),
            body=response.content,
            created_at=now,
        )
    return response


def fingerprint_of(request: HttpRequest) -> bytes:
    """What makes two requests the same: method, address, and body (of a form: its fields and its files)."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type != "multipart/form-data":
        digest.update(request.body)
        return digest.digest()
    for name, values in sorted(request.POST.lists()):
        digest.update(repr((name, values)).encode())
    for name, uploads in sorted(request.FILES.lists()):
        for upload in uploads:
            digest.update(repr((name, upload.name, upload.size)).encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    return digest.digest()


def _again(known: StoredAnswer, fingerprint: bytes) -> HttpResponse:
    if bytes(known.fingerprint) != fingerprint:
        return problem(
            422,
            code="idempotency_key_reused",
            title=_("Idempotency-Key déjà utilisée"),
            detail=_("Cette clé a servi à une autre demande : prenez-en une nouvelle pour chaque demande."),
        )
    response = HttpResponse(bytes(known.body), status=known.status, content_type=known.content_type)
    if known.location:
        response["Location"] = known.location
    response[REPLAYED] = "true"
    return response


def _lock(name: str) -> bool:
    """Hold the name until the end of the transaction, unless somebody does."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        held: bool = cursor.fetchone()[0]
    return held
