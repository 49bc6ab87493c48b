"""`/companies`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from filon.directory import operations, queries
from filon.directory.fields import CompanyFields
from filon.directory.models import Company
from filon.kernel.rest import Rows, rows
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

router = Router(tags=["companies"])


class CompanyOut(Schema):
    """A company of the workspace; "" is unknown. ``domain`` is that of its web site."""

    id: UUID
    name: str
    siren: str | None
    siret: str
    website: str
    domain: str
    phone: str
    address: str
    postcode: str
    city: str
    country: str
    linkedin_url: str
    agreement: str
    labels: str
    created_at: datetime
    updated_at: datetime


class CompanyChange(Schema):
    """What to change; a member left out stays as it is."""

    name: str = ""
    siren: str = ""
    siret: str = ""
    website: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    linkedin_url: str = ""
    agreement: str = ""
    labels: str = ""


class CompanyIn(CompanyChange):
    """A new company. ``siret`` gives the SIREN; ``website`` may lack its scheme."""

    name: str


@router.get("/companies", response=Rows[CompanyOut], summary="Companies")
def company_list(request: HttpRequest) -> dict[str, Any]:
    """Pages (``after``, ``limit``), found by words (``q``), narrowed (``city``), sorted (``name``, ``updated``)."""
    return rows(request, queries.companies(), queries.COMPANIES)


@router.post("/companies", response={201: CompanyOut}, summary="A new company")
def company_create(request: HttpRequest, payload: CompanyIn) -> Status[Company]:
    """Refused when another company has the same SIREN."""
    now = cast("WorkspaceRequest", request).clock.now()
    return Status(201, operations.create_company(CompanyFields(**payload.dict()), now=now, source="api"))


@router.get("/companies/{uuid:company_id}", response=CompanyOut, summary="One company")
def company_one(request: HttpRequest, company_id: UUID) -> Company:
    return one(queries.companies(), id=company_id)


@router.patch("/companies/{uuid:company_id}", response=CompanyOut, summary="Change a company")
def company_change(request: HttpRequest, company_id: UUID, payload: CompanyChange) -> Company:
    """Only the members that are sent change."""
    company = one(queries.companies(), id=company_id)
    known = {name: getattr(company, name) or "" for name in asdict(CompanyFields(name="-"))}
    sent = payload.dict(exclude_unset=True)
    if "siret" in sent:
        known["siren"] = ""  # the new SIRET gives it, unless it is sent too
    wanted = CompanyFields(**{**known, **sent})
    return operations.update_company(company.id, wanted, now=cast("WorkspaceRequest", request).clock.now())
