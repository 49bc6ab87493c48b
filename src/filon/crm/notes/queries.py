"""Reads of notes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from filon.crm.notes.models import Note


def notes_of(company_id: UUID) -> QuerySet[Note]:
    """The notes of a company, newest first."""
    return Note.objects.filter(company_id=company_id).order_by("-written_at", "-id")


def last_notes(company_ids: Iterable[UUID]) -> dict[UUID, Note]:
    """The last note of each company that has one, in one query (CO-90)."""
    rows = Note.objects.filter(company_id__in=list(company_ids)).order_by("company_id", "-written_at", "-id")
    return {note.company_id: note for note in rows.distinct("company_id")}
