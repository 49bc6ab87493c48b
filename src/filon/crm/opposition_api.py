"""`/oppositions`: who must not be contacted, asked and told by programs. Taking back is a manager's, on the page."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from filon.consent.queries import entries
from filon.crm.operations.opposition_list import LONGEST, Named, oppose_many, read_named, what_is_known
from filon.kernel.errors import Refused
from filon.kernel.text import squash, storable
from filon.tenants.middleware import WorkspaceRequest

router = Router(tags=["oppositions"])
MOST_AT_ONCE = 500
LONGEST_SOURCE = 120


class EntryOut(Schema):
    """One reason for silence. ``everywhere``: of all campaigns, else of one that was left.

    ``kind``: email, domain, phone, siren or person.
    """

    kind: str
    reason: str
    source: str
    everywhere: bool
    created_at: datetime


class OppositionOut(Schema):
    """How a value was read (``kind``, ``value``), whether it is contacted nowhere, and all that holds of it."""

    kind: str
    value: str
    opposed: bool
    entries: list[EntryOut]


class OppositionsIn(Schema):
    """``values``: addresses, domains, numbers, SIREN or SIRET.

    ``source``: who asked, and how; kept as it is, so without a name.
    """

    values: list[str] = Field(min_length=1, max_length=MOST_AT_ONCE)
    source: str = Field("", max_length=LONGEST_SOURCE)


class RefusedOut(Schema):
    """A value that names nobody. ``index`` counts from 0."""

    index: int
    value: str
    code: str
    message: str


class OppositionsOut(Schema):
    """``added`` are new on the list, ``known`` were on it already; what was refused changed nothing."""

    added: int
    known: int
    refused: list[RefusedOut]


@router.get("/oppositions", response=OppositionOut, summary="Is it on the opposition list?")
def opposition(request: HttpRequest, value: Annotated[str, Query(max_length=LONGEST)]) -> OppositionOut:
    """An address is known by its domain, and by its card's company and person, too. The list itself holds keyed hashes
    and cannot be listed (compliance §4.1)."""
    named = read_named(value, country=_country(request))
    held = entries(what_is_known(named))
    return OppositionOut(
        kind=named.kind,
        value=named.value,
        opposed=any(entry.origin_id is None for entry in held),
        entries=[
            EntryOut(
                kind=entry.kind,
                reason=entry.reason,
                source=entry.source,
                everywhere=entry.origin_id is None,
                created_at=entry.created_at,
            )
            for entry in held
        ],
    )


@router.post("/oppositions", response=OppositionsOut, summary="Contact them never again")
def oppositions_add(request: HttpRequest, payload: OppositionsIn) -> OppositionsOut:
    """Each value that names somebody is on the list, everywhere and for good, once the answer says so.

    Telling one twice is harmless, so a request that broke off is sent again. Whoever is planned to be contacted is not
    any more.
    """
    named: list[Named] = []
    refused: list[RefusedOut] = []
    for index, value in enumerate(payload.values):
        try:
            named.append(read_named(value, country=_country(request)))
        except Refused as no:
            refused.append(RefusedOut(index=index, value=value, code=no.code, message=no.message))
    now = cast("WorkspaceRequest", request).clock.now()
    added = oppose_many(named, now=now, source=squash(storable(payload.source)))
    return OppositionsOut(added=added, known=len(named) - added, refused=refused)


def _country(request: HttpRequest) -> str:
    return cast("WorkspaceRequest", request).workspace.country
