"""An official person of the public directory becomes a contact of the workspace, for good."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.consent.hashing import hashed, person_of
from filon.consent.queries import reasons
from filon.consent.states import Kind
from filon.crm.events import PersonUnlocked
from filon.crm.fields import ContactFields, name_key
from filon.crm.models import Contact, Unlocking
from filon.crm.states import LegalBasis
from filon.directory.models import Company
from filon.directory.public.models import Officer
from filon.kernel.errors import Refused
from filon.timeline.events import publish

SOURCE = "annuaire public"
"""``Contact.source`` of those who were unlocked; the register itself is on the unlocking."""


def unlock_person(*, person_id: int, company_id: UUID, actor_id: int | None, now: datetime) -> Contact:
    """Make a person of the public directory a contact of the workspace's company (OL-63, OL-64, CO-40).

    Once only: again, or by two users at the same moment, it answers the contact there is. Somebody whom the workspace
    knows in this company already keeps their card. The contact says where it comes from, on which legal basis, and
    that the person has not been informed yet (RGPD art. 14): the first message does it.

    Raises Refused when the person is not in the directory any more, belongs to another company or is itself a company,
    when the company is not public (art. R. 123-232-1 C. com.), and when the person or the company asked for silence.
    """
    with transaction.atomic():
        company = Company.objects.select_for_update().filter(id=company_id).first()
        officer = Officer.objects.select_related("unit").filter(id=person_id, unit__diffusible=True).first()
        if company is None or officer is None or company.siren != officer.unit_id:
            raise Refused(
                _("Cette personne n’est plus dans l’annuaire public de cette société."), code="person_unknown"
            )
        if officer.company_siren or not officer.last_name:
            raise Refused(_("Ce dirigeant est une société : ouvrez plutôt sa fiche."), code="not_a_person")
        person = _hash(officer)
        known = Unlocking.objects.select_related("contact").filter(person=person).first()
        if known:
            return known.contact
        _check_wishes(officer)
        contact = _already_there(company, officer) or _written(company, officer, actor_id=actor_id, now=now)
        Unlocking.objects.create(
            contact=contact,
            person=person,
            siren=officer.unit_id,
            source=officer.source,
            learnt_at=officer.learnt_at,
            unlocked_at=now,
            unlocked_by_id=actor_id,
        )
        event = PersonUnlocked(source=officer.source)
        publish(event, at=now, contact_id=contact.id, company_id=company.id, actor_id=actor_id)
    return contact


def unlocked(officers: Collection[Officer]) -> dict[int, UUID]:
    """Contact of each of these people whom the workspace has unlocked, in one query; the others are absent."""
    persons = {o.id: _hash(o) for o in officers if not o.company_siren}
    rows = Unlocking.objects.filter(person__in=set(persons.values())).values_list("person", "contact_id")
    contacts = {bytes(person): contact_id for person, contact_id in rows}
    return {key: contacts[person] for key, person in persons.items() if person in contacts}


def opposed(officers: Collection[Officer]) -> set[int]:
    """Those of these people who may not be unlocked, because they or their company asked for silence; in one query."""
    keys = {o.id: {(Kind.PERSON, _hash(o)), (Kind.SIREN, hashed(Kind.SIREN, o.unit_id))} for o in officers}
    listed = reasons({key for wanted in keys.values() for key in wanted}).keys()
    return {key for key, wanted in keys.items() if wanted & listed}


def _hash(officer: Officer) -> bytes:
    return hashed(Kind.PERSON, person_of(officer.unit_id, officer.first_name, officer.last_name))


def _check_wishes(officer: Officer) -> None:
    if opposed([officer]):
        raise Refused(
            _("Cette personne, ou sa société, a demandé à ne plus être contactée : sa fiche reste fermée."),
            code="opposed",
        )


def _already_there(company: Company, officer: Officer) -> Contact | None:
    key = name_key(officer.first_name, officer.last_name)
    return Contact.objects.filter(company=company, name_key=key).order_by("created_at", "id").first()


def _written(company: Company, officer: Officer, *, actor_id: int | None, now: datetime) -> Contact:
    fields = ContactFields(first_name=officer.first_name, last_name=officer.last_name, job_title=officer.role)
    return Contact.objects.create(
        **fields.columns(),
        company=company,
        company_key=company.name_key,
        source=SOURCE,
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        created_at=now,
        updated_at=now,
    )
