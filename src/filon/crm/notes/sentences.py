"""How notes are told on a timeline, and their words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.crm.notes import events
from filon.crm.notes.models import Note
from filon.crm.notes.operations import may_change
from filon.kernel.ui.templatetags.ui import phone
from filon.tenants.reader import current_reader
from filon.timeline import quotes, words
from filon.timeline.models import Event
from filon.timeline.quotes import Quote
from filon.timeline.sentences import sentence


@sentence(events.NoteWritten.kind, icon="notebook-pen")
def written(data: Mapping[str, Any]) -> str:
    return _("Note écrite")


@sentence(events.CallNoted.kind, icon="phone")
def call_noted(data: Mapping[str, Any]) -> str:
    return _("Appel téléphonique")


@sentence(events.NoteRemoved.kind, icon="trash-2")
def removed(data: Mapping[str, Any]) -> str:
    return _("Note supprimée")


def said(asked: Collection[Event]) -> Mapping[UUID, Quote]:
    """By event: what the note says, and where to change it for who may. One query."""
    ids = {event.id: str(event.data.get("note_id", "")) for event in asked}
    kept = {str(note.id): note for note in Note.objects.filter(id__in=set(ids.values()))}
    gone = Quote(title=_("Cette note a été supprimée"))
    return {event_id: _quote(kept[key]) if key in kept else gone for event_id, key in ids.items()}


def _quote(note: Note) -> Quote:
    reader = current_reader()
    mine = reader is None or may_change(note, reader)
    title = [phone(note.phone)] if note.phone else []
    if note.changed_at:
        title.append(_("modifiée depuis"))
    return Quote(title=" · ".join(title), text=note.text, edit=reverse("crm:note", args=[note.id]) if mine else "")


quotes.register((events.NoteWritten.kind, events.CallNoted.kind), said)
words.register(
    "crm",
    gettext_lazy("Contacts"),
    {
        "crm.note_written": gettext_lazy("Note écrite"),
        "crm.call_noted": gettext_lazy("Appel noté"),
        "crm.note_removed": gettext_lazy("Note supprimée"),
    },
)
