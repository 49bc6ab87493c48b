"""« Mettre à jour la fiche »: what the switchboard said, written to the contact's card, and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from filon.calls.events import ChangesApplied, ChangesUndone
from filon.calls.full.changes import Changes, changes_to_apply
from filon.calls.full.models import Qualification
from filon.calls.models import Prospect
from filon.calls.operations.commenting import check_version, locked
from filon.crm.fields import ContactFields, name_key
from filon.crm.models import Contact
from filon.crm.operations import create_contact, delete_contacts, mark_left, restore, update_contact
from filon.crm.states import ContactStatus, EmailState
from filon.kernel.errors import Refused
from filon.kernel.text import fold
from filon.timeline.events import TypedEvent, publish

_KEPT = tuple(each.name for each in fields(ContactFields) if each.name != "company_name")


def apply_changes(
    row_id: UUID,
    *,
    version: int,
    now: datetime,
    by: int | None = None,
    card: UUID | None = None,
    insist: bool = False,
) -> Qualification:
    """Write what was said to the row's contact, made or found where it has none; somebody else's name makes, or finds,
    another card in the company.

    Done once: the second time nothing is written. Raises Refused where there is nothing to write, when the card was
    changed since the call (code ``contact_changed``) unless the user insists, when ``card``, the one that they saw, was
    deleted meanwhile (code ``changed``), for a rehearsal, and as ``crm`` does.
    """
    with transaction.atomic():
        row = Prospect.objects.select_related("campaign", "qualification").get(id=row_id)
        if row.campaign.practice:
            raise Refused(_("Un entraînement ne change aucune fiche : ses réponses sont inventées."), code="practice")
        cards = _cards_of(row)
        said = locked(row_id)
        if said.applied_at is not None:
            return said
        check_version(said, version)
        own = cards.get("own")
        if (row.contact_id or card) and (own is None or card not in (None, own.id)):
            raise Refused(_("La fiche vient d’être supprimée : relisez cette ligne d’abord."), code="changed")
        changes = changes_to_apply(row, said)
        _check(changes, cards, said=said, insist=insist)
        journal = _write(row, changes, cards, now=now, by=by)
        said.applied, said.applied_at = journal, now
        _save(said, now=now, by=by)
        told = ChangesApplied(prospect_id=row.id, fields=tuple(sorted(journal["after"])))
        _tell(told, row, contact_id=UUID(journal["contact_id"]), now=now, by=by)
    return said


def undo_changes(row_id: UUID, *, version: int, now: datetime, by: int | None = None) -> Qualification:
    """As the cards were before; one that was made goes. Raises Refused when a card was changed since."""
    with transaction.atomic():
        row = Prospect.objects.select_related("campaign", "qualification").get(id=row_id)
        journal: dict[str, Any] = getattr(row, "qualification", Qualification()).applied
        contact = _locked_cards([journal["contact_id"]]).get(UUID(journal["contact_id"])) if journal else None
        said = locked(row_id)
        check_version(said, version)
        if not said.applied:
            raise Refused(_("Aucune mise à jour n’est à annuler."), code="nothing_applied")
        if contact is None or _is_changed(contact, said):
            raise Refused(_("La fiche a été modifiée depuis : corrigez-la directement."), code="contact_changed")
        _take_back(contact, journal, now=now, by=by)
        said.applied, said.applied_at = {}, None
        _save(said, now=now, by=by)
        gone = journal["created"]
        _tell(ChangesUndone(prospect_id=row.id), row, contact_id=None if gone else contact.id, now=now, by=by)
    return said


def _is_changed(contact: Contact, said: Qualification) -> bool:
    """Whether what was written is no longer there; of a card that was made, whether anybody has worked on it."""
    if said.applied["created"] and said.applied_at and contact.updated_at > said.applied_at:
        return True
    return any(getattr(contact, name) != value for name, value in said.applied["after"].items())


def _check(changes: Changes, cards: Mapping[str, Contact], *, said: Qualification, insist: bool) -> None:
    target = cards.get("other") if changes.replaced else cards.get("own")
    written = changes.values if target else changes.card
    if not written and not (changes.left and target):
        raise Refused(_("Le standard n’a rien dit qui change la fiche."), code="nothing_to_apply")
    if target and target.updated_at > said.created_at and not insist:
        sentence = _("La fiche de %(name)s a été modifiée depuis l’appel : relisez-la avant de la mettre à jour.")
        raise Refused(sentence % {"name": target.name}, code="contact_changed")


def _cards_of(row: Prospect) -> dict[str, Contact]:
    """The row's contact, and the one whose name or address was given instead, for this transaction alone to change.

    Cards are locked before what was said of them, as when somebody is forgotten; whoever makes one for the same company
    at once waits, and finds it.
    """
    said: Qualification | None = getattr(row, "qualification", None)
    _wait_for_turn(row)
    wanted = {"own": row.contact_id or _made_since(row), "other": _given_instead(row, said) if said else None}
    rows = _locked_cards([key for key in wanted.values() if key])
    return {role: rows[key] for role, key in wanted.items() if key and key in rows}


def _wait_for_turn(row: Prospect) -> None:
    """Until the end of the transaction, nobody else writes cards of the row's company from what was said."""
    with connection.cursor() as cursor:
        company = row.company_id or _company_key(row)
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{row.workspace_id}:{company}"])


def _company_key(row: Prospect) -> str:
    return fold(str(row.columns.get("company", "")))


def _made_since(row: Prospect) -> UUID | None:
    """The card of the row's person, where it came after the row: by hand, or from another row."""
    there = Q(company_id=row.company_id) if row.company_id else Q(company__name_key=_company_key(row))
    if row.email:
        there |= Q(email=row.email)
    people = Contact.objects.filter(there, name_key=name_key(row.first_name, row.last_name))
    ids = list(people.filter(status=ContactStatus.ACTIVE).exclude(last_name="").values_list("id", flat=True)[:2])
    return ids[0] if len(ids) == 1 else None


def _given_instead(row: Prospect, said: Qualification) -> UUID | None:
    others = Contact.objects.exclude(id=row.contact_id) if row.contact_id else Contact.objects.all()
    if said.new_email and (found := others.filter(email=said.new_email).values_list("id", flat=True).first()):
        return found
    if not (said.new_last_name and row.company_id):
        return None
    key = name_key(said.new_first_name, said.new_last_name)
    same = others.filter(company_id=row.company_id, name_key=key, status=ContactStatus.ACTIVE)
    ids = list(same.values_list("id", flat=True)[:2])
    return ids[0] if len(ids) == 1 else None


def _locked_cards(ids: Iterable[UUID | str]) -> dict[UUID, Contact]:
    rows = Contact.objects.select_for_update(of=("self",)).filter(id__in=list(ids)).order_by("id")
    return {contact.id: contact for contact in rows}


def _write(
    row: Prospect, changes: Changes, cards: Mapping[str, Contact], *, now: datetime, by: int | None
) -> dict[str, Any]:
    """Write it; answers what it takes to take it back."""
    own = cards.get("own")
    if changes.left and own:
        mark_left([own.id], now=now, by=by)
        state = {"status": str(own.status)}
        return {"contact_id": str(own.id), "created": False, "before": state, "after": {"status": ContactStatus.LEFT}}
    target = cards.get("other") if changes.replaced else own
    if target is None:
        made = _made(row, changes.card, now=now, by=by)
        if not changes.replaced:
            Prospect.objects.filter(id=row.id).update(contact=made)
        after = {name: getattr(made, name) for name in changes.card}
        return {"contact_id": str(made.id), "created": True, "before": {}, "after": after}
    if not changes.replaced and row.contact_id is None:
        Prospect.objects.filter(id=row.id).update(contact=target)
    before = {name: getattr(target, name) for name in changes.values}
    if "email" in before:
        before["email_state"] = str(target.email_state)
    update_contact(target.id, fields_of(target, **changes.values), now=now, by=by)
    after = {name: getattr(Contact.objects.get(id=target.id), name) for name in changes.values}
    return {"contact_id": str(target.id), "created": False, "before": before, "after": after}


def _made(row: Prospect, card: Mapping[str, str], *, now: datetime, by: int | None) -> Contact:
    company = str(row.columns.get("company", "")) if row.company_id is None else ""
    described = ContactFields(**card, company_id=row.company_id, company_name=company, owner_id=by)
    return create_contact(described, now=now, by=by, source=_("Standard de la société, au téléphone"))


def _take_back(contact: Contact, journal: Mapping[str, Any], *, now: datetime, by: int | None) -> None:
    if journal["created"]:
        delete_contacts([contact.id], now=now, by=by)
    elif "status" in journal["before"]:
        if journal["before"]["status"] == ContactStatus.ACTIVE:
            restore([contact.id], now=now, by=by)
    else:
        before = dict(journal["before"])
        state = before.pop("email_state", EmailState.UNKNOWN)
        update_contact(contact.id, fields_of(contact, **before), now=now, by=by, email_state=state)


def fields_of(contact: Contact, **changed: str) -> ContactFields:
    """The card as somebody would describe it, with these columns otherwise."""
    return ContactFields(**{name: getattr(contact, name) for name in _KEPT} | changed)


def _save(said: Qualification, *, now: datetime, by: int | None) -> None:
    said.version, said.changed_at, said.changed_by_id = said.version + 1, now, by
    said.save(update_fields=["applied", "applied_at", "version", "changed_at", "changed_by"])


def _tell(event: TypedEvent, row: Prospect, *, contact_id: UUID | None, now: datetime, by: int | None) -> None:
    publish(event, at=now, company_id=row.company_id, contact_id=contact_id, origin_id=row.campaign_id, actor_id=by)
