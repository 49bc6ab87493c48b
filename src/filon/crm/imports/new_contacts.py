"""The contacts that a batch adds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from filon.crm.fields import name_key
from filon.crm.imports.records import Record
from filon.crm.states import ContactStatus, EmailState, LegalBasis
from filon.directory.operations import Upserted
from filon.kernel import bulk
from filon.kernel.tenancy import current_workspace


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The import that writes: its id, the name under which it is told, when, and the user who started it."""

    import_id: UUID
    name: str
    now: datetime
    by: int | None = None


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person nobody knew, with the company to which the row says they belong."""

    id: UUID
    record: Record
    company: Upserted | None

    @property
    def company_id(self) -> UUID | None:
        return self.company.id if self.company else None


INSERT = """
insert into crm_contact (
    workspace_id, created_by_import_id, created_at, updated_at, email_state, status, legal_basis, language, time_zone,
    id, company_id, company_key, first_name, last_name, name_key, job_title, email, phone, mobile, linkedin_url, city,
    source, note, extra, opted_out_at
)
select %b::uuid, %b::uuid, %b::timestamptz, %b::timestamptz, %b::text, %b::text, %b::text, '', '', fresh.*
from unnest(
    %b::uuid[], %b::uuid[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::text[],
    %b::text[], %b::text[], %b::text[], %b::text[], %b::text[], %b::jsonb[], %b::timestamptz[]
) as fresh
"""
COLUMNS = 16
_json = json.JSONEncoder(ensure_ascii=False).encode  # made once: it costs more than most of its texts


def insert(new: Sequence[NewContact], *, origin: Origin) -> None:
    """Write them in the caller's transaction. Raises IntegrityError when one has an address that a contact has."""
    if not new:
        return
    in_one_order = sorted(new, key=_address)  # two imports of the same people wait for each other, never in a ring
    bulk.change(
        INSERT,
        current_workspace(),
        origin.import_id,
        origin.now,
        origin.now,
        EmailState.UNKNOWN.value,
        ContactStatus.ACTIVE.value,
        LegalBasis.LEGITIMATE_INTEREST.value,
        *bulk.columns([_values(one, origin=origin) for one in in_one_order], COLUMNS),
    )


def _address(new: NewContact) -> str:
    return new.record.email.key if new.record.email else ""


def _values(new: NewContact, *, origin: Origin) -> tuple[object, ...]:
    record = new.record
    return (
        new.id,
        new.company_id,
        new.company.name_key if new.company else "",
        record.first_name,
        record.last_name,
        name_key(record.first_name, record.last_name),
        record.job_title,
        _address(new),
        record.phone,
        record.mobile,
        record.linkedin_url,
        record.city,
        record.source or origin.name[:120],
        record.note,
        _json(record.extra) if record.extra else "{}",
        origin.now if record.suppressed and record.email else None,
    )
