"""Contacts: written down, changed, gone from their company, back again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from filon.crm.events import ContactAdded, ContactChanged, ContactLeft, ContactRestored, EmailRemoved
from filon.crm.fields import ContactFields
from filon.crm.models import Contact
from filon.crm.operations.opposition import is_opposed
from filon.crm.states import ContactStatus, EmailState, LegalBasis
from filon.directory.models import Company
from filon.directory.operations import CompanyDraft, upsert_companies
from filon.kernel.errors import Refused
from filon.kernel.text import fold, squash
from filon.tenants.models import Member
from filon.timeline.events import Published, TypedEvent, publish, publish_many

DERIVED = frozenset({"name_key", "company_key"})


def create_contact(fields: ContactFields, *, now: datetime, by: int | None = None, source: str = "") -> Contact:
    """Write a person down (CO-46…48). ``by`` is the user's id, ``source`` where the person comes from.

    Who is on the opposition list has a card that says so. Raises Refused for a faulty field, an address that another
    contact has, a company that is not there, or an owner who is no member of the workspace.
    """
    contact = Contact(**fields.columns(), source=source, created_at=now, updated_at=now)
    with transaction.atomic():
        _check_owner(fields)
        contact.company_id, contact.company_key = _employer(fields, now=now)
        contact.opted_out_at = now if is_opposed(contact) else None
        _save(contact)
        _publish(ContactAdded(source=source), contact, now=now, by=by)
    return contact


def update_contact(
    contact_id: UUID,
    fields: ContactFields,
    *,
    now: datetime,
    by: int | None = None,
    email_state: str = EmailState.UNKNOWN,
) -> Contact:
    """Change what differs and tell which fields did (CO-41). A new address starts unverified, but where ``email_state``
    says what was known of it.

    An owner who has left the workspace since may stay. Raises Refused as ``create_contact``, and Contact.DoesNotExist.
    """
    columns = fields.columns()
    with transaction.atomic():
        contact = Contact.objects.select_for_update().get(id=contact_id)
        if fields.owner_id != contact.owner_id:
            _check_owner(fields)
        columns["company_id"], columns["company_key"] = _employer(fields, now=now, today=contact)
        changed = [name for name, value in columns.items() if getattr(contact, name) != value]
        if not changed:
            return contact
        for name in changed:
            setattr(contact, name, columns[name])
        if "email" in changed:
            contact.email_state = email_state
        contact.updated_at = now
        _save(contact)
        told = tuple(name for name in changed if name not in DERIVED)
        _publish(ContactChanged(fields=told), contact, now=now, by=by)
        if "email" in changed and not contact.email:
            _publish(EmailRemoved(reason="user"), contact, now=now, by=by)
    return contact


def mark_informed(contact_ids: Iterable[UUID], *, now: datetime) -> None:
    """Write when these people were told what is kept of them, and from where, once (RGPD, art. 14). Whoever agreed
    beforehand was told then (art. 13), hence not by a message of ours, and is left as they are.

    Callers hold rows of actions, which come after contacts in the order of locks: a card that somebody changes at this
    moment is left out rather than waited for, and its person is told again by the next message.
    """
    untold = Contact.objects.filter(
        id__in=list(contact_ids), informed_at=None, legal_basis=LegalBasis.LEGITIMATE_INTEREST
    )
    with transaction.atomic():
        ids = list(untold.select_for_update(skip_locked=True, no_key=True).values_list("id", flat=True))
        if ids:
            Contact.objects.filter(id__in=ids).update(informed_at=now)


def mark_left(contact_ids: Iterable[UUID], *, now: datetime, by: int | None = None) -> list[UUID]:
    """[A quitté la société]: the cards turn grey and are used no more, their history stays (CO-35, CO-36, CO-39).

    Answers the contacts that were not grey already.
    """
    return _move(contact_ids, to=ContactStatus.LEFT, event=ContactLeft(), now=now, by=by)


def restore(contact_ids: Iterable[UUID], *, now: datetime, by: int | None = None) -> list[UUID]:
    """Untick the box (CO-38). Answers the contacts that were grey."""
    return _move(contact_ids, to=ContactStatus.ACTIVE, event=ContactRestored(), now=now, by=by)


def _move(
    contact_ids: Iterable[UUID], *, to: ContactStatus, event: TypedEvent, now: datetime, by: int | None
) -> list[UUID]:
    with transaction.atomic():
        rows = Contact.objects.select_for_update().filter(id__in=list(contact_ids)).exclude(status=to).order_by("id")
        moved = list(rows.only("id", "company_id"))
        Contact.objects.filter(id__in=[c.id for c in moved]).update(status=to, updated_at=now)
        publish_many(
            Published(event=event, at=now, contact_id=c.id, company_id=c.company_id, actor_id=by) for c in moved
        )
    return [c.id for c in moved]


def _publish(event: TypedEvent, contact: Contact, *, now: datetime, by: int | None) -> None:
    publish(event, at=now, contact_id=contact.id, company_id=contact.company_id, actor_id=by)


def _check_owner(fields: ContactFields) -> None:
    owner = fields.owner_id
    if owner is not None and not Member.objects.filter(user__pk=owner, left_at=None).exists():
        raise Refused(_("Cette personne ne fait pas partie de l’espace."), field="owner_id", code="owner_unknown")


def _employer(fields: ContactFields, *, now: datetime, today: Contact | None = None) -> tuple[UUID | None, str]:
    """(id, folded name) of the company the fields name; that of ``today`` when its name was left as it is."""
    name_key = fold(fields.company_name)
    if fields.company_id is None and name_key:
        if today is not None and today.company_key == name_key[:200]:
            return today.company_id, today.company_key
        (company,) = upsert_companies([CompanyDraft(name=squash(fields.company_name))], now=now)
        return company.id, company.name_key
    if fields.company_id is None:
        return None, ""
    key = Company.objects.filter(id=fields.company_id).values_list("name_key", flat=True).first()
    if key is None:
        raise Refused(_("Cette société n’existe pas ou n’existe plus."), field="company_id", code="company_unknown")
    return fields.company_id, key


def _save(contact: Contact) -> None:
    """Save, turning the unique address into a sentence that names who has it."""
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError as error:
        if "one_contact_per_email" not in str(error):
            raise
        holder = Contact.objects.filter(email=contact.email).first()
        message = _("Cette adresse est déjà celle de %(name)s.") % {"name": holder.name if holder else "…"}
        raise Refused(message, field="email", code="email_known") from None
