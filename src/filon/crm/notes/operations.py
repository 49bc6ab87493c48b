"""Notes written, changed and removed: everybody writes (CO-86), their author and managers change (CO-88, CO-89)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.crm.models import Contact
from filon.crm.notes.events import CallNoted, NoteRemoved, NoteWritten
from filon.crm.notes.models import Note
from filon.crm.notes.states import NoteKind
from filon.directory.models import Company
from filon.kernel.errors import Refused
from filon.kernel.values import InvalidValue, parse_phone
from filon.tenants.reader import Reader
from filon.timeline.events import publish

LONGEST = 10_000


@dataclass(frozen=True, kw_only=True)
class NoteFields:
    """A note as somebody writes it. ``phone`` is the number that was called, of a call only."""

    text: str
    kind: str = NoteKind.NOTE
    contact_id: UUID | None = None
    phone: str = ""


def write_note(company_id: UUID, fields: NoteFields, *, now: datetime, by: int) -> Note:
    """Write a note on a company's sheet, or about a call (CO-81…84). Raises Refused, and Company.DoesNotExist."""
    text = _text(fields.text)
    with transaction.atomic():
        company = Company.objects.only("id").get(id=company_id)
        if fields.contact_id and not Contact.objects.filter(id=fields.contact_id, company=company).exists():
            raise Refused(_("Cette personne n’est plus dans cette société."), field="contact", code="contact_unknown")
        note = Note.objects.create(
            company=company,
            contact_id=fields.contact_id,
            kind=fields.kind,
            phone=_phone(fields.phone) if fields.kind == NoteKind.CALL else "",
            text=text,
            author_id=by,
            written_at=now,
        )
        event = CallNoted(note_id=note.id) if note.kind == NoteKind.CALL else NoteWritten(note_id=note.id)
        publish(event, at=now, company_id=company.id, contact_id=note.contact_id, actor_id=by)
    return note


def change_note(note_id: UUID, text: str, *, by: Reader, now: datetime) -> Note:
    """Other words for a note. The timeline shows these, and keeps no former ones. Raises Refused, Note.DoesNotExist."""
    words = _text(text)
    with transaction.atomic():
        note = Note.objects.select_for_update().get(id=note_id)
        _check_hand(note, by)
        note.text, note.changed_at = words, now
        note.save(update_fields=["text", "changed_at"])
    return note


def remove_note(note_id: UUID, *, by: Reader, now: datetime) -> None:
    """The words are gone for good; the timeline keeps that there was a note. Raises Refused, and Note.DoesNotExist."""
    with transaction.atomic():
        note = Note.objects.select_for_update().get(id=note_id)
        _check_hand(note, by)
        event = NoteRemoved(note_id=note.id)
        publish(event, at=now, company_id=note.company_id, contact_id=note.contact_id, actor_id=by.user_id)
        note.delete()


def may_change(note: Note, by: Reader) -> bool:
    """Managers all notes, others their own."""
    return by.is_manager or note.author_id == by.user_id


def _check_hand(note: Note, by: Reader) -> None:
    if not may_change(note, by):
        raise Refused(_("Seuls son auteur et les responsables modifient une note."), code="not_yours")


def _text(text: str) -> str:
    words = text.strip()
    if not words:
        raise Refused(_("Écrivez quelques mots."), field="text", code="note_empty")
    if len(words) > LONGEST:
        raise Refused(
            _("Raccourcissez cette note : %(limit)s caractères au plus.") % {"limit": LONGEST},
            field="text",
            code="note_too_long",
        )
    return words


def _phone(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return parse_phone(text).e164
    except InvalidValue as fault:
        raise Refused(str(fault.message), field="to", code=fault.code) from None
