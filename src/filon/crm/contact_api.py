"""`/contacts`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from filon.crm import operations, queries
from filon.crm.fields import ContactFields
from filon.crm.models import Contact
from filon.kernel.rest import Rows, rows
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

router = Router(tags=["contacts"])
SAME_NAME = (
    *("first_name", "last_name", "job_title", "email", "phone", "mobile", "linkedin_url", "city", "language", "note"),
    *("company_id", "owner_id"),
)
"""Members that are called the same in a request, in ``ContactFields`` and on the card."""


class ContactOut(Schema):
    """A person of the workspace; "" is unknown. ``status``: active, or left (gone from the company)."""

    id: UUID
    first_name: str
    last_name: str
    job_title: str
    email: str
    email_state: str
    phone: str
    mobile: str
    linkedin_url: str
    city: str
    language: str
    status: str
    source: str
    company_id: UUID | None
    owner_id: int | None
    created_at: datetime
    updated_at: datetime


class ContactIn(Schema):
    """A contact. The company is named by ``company_id``, else by ``company_name``: a known one, or a new one.

    ``owner_id`` is the user of the workspace who follows the person.
    """

    first_name: str = ""
    last_name: str = ""
    job_title: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    linkedin_url: str = ""
    city: str = ""
    language: str = ""
    note: str = ""
    company_id: UUID | None = None
    company_name: str = ""
    owner_id: int | None = None


@router.get("/contacts", response=Rows[ContactOut], summary="Contacts")
def contact_list(request: HttpRequest) -> dict[str, Any]:
    """Pages (``after``, ``limit``), found by words (``q``), narrowed (``status``, ``email``, ``company``, ``import``,
    ``source``), sorted (``updated``, ``name``, ``company``).
    """
    return rows(request, queries.contacts(with_bounced=True), queries.contact_list())


@router.post("/contacts", response={201: ContactOut}, summary="A new contact")
def contact_create(request: HttpRequest, payload: ContactIn) -> Status[Contact]:
    """Refused when another contact has the same address, or the owner is nobody of the workspace."""
    fields = ContactFields(**payload.dict())
    now = cast("WorkspaceRequest", request).clock.now()
    return Status(201, operations.create_contact(fields, now=now, source="api"))


@router.get("/contacts/{uuid:contact_id}", response=ContactOut, summary="One contact")
def contact_one(request: HttpRequest, contact_id: UUID) -> Contact:
    return one(queries.contacts(with_bounced=True), id=contact_id)


@router.patch("/contacts/{uuid:contact_id}", response=ContactOut, summary="Change a contact")
def contact_change(request: HttpRequest, contact_id: UUID, payload: ContactIn) -> Contact:
    """Only the members that are sent change."""
    contact = one(Contact, id=contact_id)
    sent = payload.dict(exclude_unset=True)
    known = {name: getattr(contact, name) for name in SAME_NAME}
    if "company_name" in sent and "company_id" not in sent:
        known["company_id"] = None
    fields = ContactFields(**{**known, **sent})
    return operations.update_contact(contact.id, fields, now=cast("WorkspaceRequest", request).clock.now())


@router.delete("/contacts/{uuid:contact_id}", response={204: None}, summary="Delete a contact")
def contact_delete(request: HttpRequest, contact_id: UUID) -> Status[None]:
    """For good. Nothing keeps an import from bringing the person back."""
    contact = one(Contact, id=contact_id)
    operations.delete_contacts([contact.id], now=cast("WorkspaceRequest", request).clock.now())
    return Status(204, None)
