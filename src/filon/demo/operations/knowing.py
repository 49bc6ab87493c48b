"""Software, news and notes of the sample workspace, so that sheets of companies show what they are for."""

from __future__ import annotations

from datetime import datetime, timedelta

from filon.crm import queries as crm
from filon.crm.notes.operations import NoteFields, write_note
from filon.crm.notes.states import NoteKind
from filon.demo.sample_knowledge import KNOWLEDGE, Known, SampleNote
from filon.directory.models import Company
from filon.directory.news.operations import NewsFields, add_news
from filon.directory.parks.operations import declare_park


def add_knowledge(*, by: int, now: datetime) -> None:
    """What is known of the sample's companies; those that are not there are left out."""
    companies = {row.domain: row for row in Company.objects.filter(domain__in=[each.domain for each in KNOWLEDGE])}
    for known in KNOWLEDGE:
        if company := companies.get(known.domain):
            _add(company, known, by=by, now=now)


def _add(company: Company, known: Known, *, by: int, now: datetime) -> None:
    for park in known.parks:
        declare_park(company.id, park, now=now, by=by)
    for news in known.news:
        day = (now - timedelta(days=news.days)).date()
        fields = NewsFields(title=news.title, on=day, url=news.url, kind=news.kind)
        add_news(company.id, fields, now=now, by=by)
    for note in known.notes:
        write_note(company.id, _fields(company, note), now=now - timedelta(days=note.days), by=by)


def _fields(company: Company, note: SampleNote) -> NoteFields:
    if not note.call:
        return NoteFields(text=note.text)
    person = crm.people_of(company.id).first()
    return NoteFields(text=note.text, kind=NoteKind.CALL, contact_id=person.id if person else None, phone=company.phone)
