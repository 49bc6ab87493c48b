"""What phone campaigns forget of a person who asked to be forgotten (RGPD, art. 17).

Rows and calls stay as figures, without which a campaign would be counted and paid for anew; a row without a number is
called no more. A call that is up keeps what it takes to hang it up; ``forget_calls`` wipes it once it is over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from filon.actions.operations import cancel_for
from filon.calls import recordings
from filon.calls.full.models import Extract, Qualification
from filon.calls.full.named import Named, named
from filon.calls.imports.models import ProspectImport
from filon.calls.ivr.models import HeardMenu
from filon.calls.models import Attempt, Prospect
from filon.calls.operations.refusing import FORGOTTEN
from filon.calls.states import LIVE, ProspectState
from filon.crm.events import ContactErased
from filon.crm.imports.strict.states import ImportState
from filon.crm.traces import Traces, traces_of
from filon.kernel.text import fold
from filon.timeline.events import Published, subscribe

GIVEN = ("first_name", "last_name", "job_title", "email", "external_id", "siret", "person_key")
"""What a file of the scenario Full says of a person."""


@subscribe(ContactErased)
def forget_people(batch: Sequence[Published]) -> None:
    gone = traces_of(batch)
    people = named(gone.contact_ids)
    theirs = Q(contact_id__in=gone.contact_ids) | Q(phone__in=gone.numbers) | Q(email__in=gone.emails)
    theirs |= Q(id__in=_rows_of(people))
    ids = list(Prospect.objects.filter(theirs).order_by("id").select_for_update().values_list("id", flat=True))
    cancel_for(reason=FORGOTTEN, now=batch[0].at, subject_ids=ids)
    rows = Prospect.objects.filter(id__in=ids)
    rows.filter(state=ProspectState.WAITING).update(
        state=ProspectState.REFUSED, last_reasons=[FORGOTTEN.stored()], next_at=None, finished_at=batch[0].at
    )
    rows.update(phone="", label="", columns={}, contact=None, **dict.fromkeys(GIVEN, ""))
    HeardMenu.objects.filter(Q(attempt__prospect_id__in=ids) | Q(phone__in=gone.numbers)).delete()
    told = Q(row_id__in=ids) | Q(new_email__in=gone.emails) | Q(new_phone__in=gone.numbers)
    told |= Q(applied__contact_id__in=[*map(str, gone.contact_ids)]) | Q(row_id__in=_rows_that_speak_of(people))
    _forget_words(Qualification.objects.filter(told))
    forget_calls()
    _forget_lines(gone, people)


def _rows_of(people: Sequence[Named]) -> list[UUID]:
    """Rows of Full with their name at their company."""
    rows = Prospect.objects.filter(person_key__in=[each.key for each in people]) if people else Prospect.objects.none()
    found = rows.only("id", "person_key", "company_id", "columns")
    return [row.id for row in found if any(row.person_key == each.key and _is_at(each, row) for each in people)]


def _is_at(person: Named, row: Prospect) -> bool:
    """Whether the row is at their company; where it is at none that is known, whether the file names one alike."""
    if row.company_id is not None:
        return row.company_id == person.company_id
    return fold(str(row.columns.get("company", ""))) == person.company_key


def _rows_that_speak_of(people: Sequence[Named]) -> list[UUID]:
    """Rows of their companies at which their name was said, or noted by a user."""
    asked = Qualification.objects.filter(row__company_id__in={each.company_id for each in people})
    found = asked.select_related("row").prefetch_related("row__extracts") if people else []
    return [
        said.row_id
        for said in found
        if any(each.company_id == said.row.company_id and each.is_in(_words_of(said)) for each in people)
    ]


def _words_of(said: Qualification) -> str:
    quotes = [each.quote for each in said.row.extracts.all()]
    turns = [str(turn.get("text", "")) for turn in said.turns]
    return " ".join([said.new_first_name, said.new_last_name, said.comment, *quotes, *turns])


def forget_calls() -> int:
    """Wipe the calls of forgotten rows that are over, with what was recorded and what was said. How many."""
    calls = Attempt.objects.filter(prospect__phone="", hung_up=True).exclude(state__in=LIVE).exclude(phone="")
    with transaction.atomic():
        recordings.erase_on_commit(calls)
        _forget_words(Qualification.objects.filter(attempt__in=calls))
        return calls.update(phone="", call_id="", dialog=None, evidence=[], audio="")


def _forget_words(told: QuerySet[Qualification]) -> None:
    """What the switchboard said of people goes, in writing and in sound; the verdicts stay as figures. Whoever had the
    words before their eyes writes them no more: it is another version.
    """
    row_ids = list(told.order_by("id").select_for_update().values_list("row_id", flat=True))
    words = dict.fromkeys(("new_first_name", "new_last_name", "new_job_title", "new_email", "new_phone", "comment"), "")
    emptied = Qualification.objects.filter(row_id__in=row_ids)
    emptied.update(**words, turns=[], applied={}, version=F("version") + 1)
    extracts = Extract.objects.filter(row_id__in=row_ids)
    recordings.erase_on_commit(extracts)
    extracts.update(quote="", audio="")


def _forget_lines(gone: Traces, people: Sequence[Named]) -> None:
    """Refused rows of files keep their place and their problems, not what was written in them; numbers that wait for a
    yes go. Those of a file that is being let in go with it, minutes later."""

    def theirs(line: object) -> bool:
        text = repr(line)
        return gone.are_in(text) or any(each.is_on(text) for each in people)

    for import_ in ProspectImport.objects.exclude(refused=[], entries=[]).select_for_update().order_by("id"):
        refused = [_blank(row) if theirs(row) else row for row in import_.refused]
        entries = import_.entries
        if import_.state != ImportState.RUNNING:
            entries = [line for line in entries if not theirs(line)]
        if (refused, entries) != (import_.refused, import_.entries):
            accepted = import_.accepted - len(import_.entries) + len(entries)
            ProspectImport.objects.filter(id=import_.id).update(refused=refused, entries=entries, accepted=accepted)


def _blank(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "cells": [], "problems": [{**fault, "value": ""} for fault in row["problems"]]}
