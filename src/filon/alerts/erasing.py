"""What alerts forget of a person who asked to be forgotten (RGPD, art. 17). As a source they go with their card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from filon.alerts.fields import LONGEST_TITLE, usual_title
from filon.alerts.imports.models import ProjectImport
from filon.alerts.imports.records import Entry
from filon.alerts.models import Project, ProjectUpdate
from filon.alerts.vocabulary import Vocabulary, vocabulary
from filon.crm.events import ContactErased
from filon.crm.traces import Traces, traces_of
from filon.kernel.text import fold
from filon.timeline.events import Published, subscribe


@subscribe(ContactErased)
def forget_people(batch: Sequence[Published]) -> None:
    gone, words = traces_of(batch), vocabulary()
    companies = {published.company_id for published in batch if published.company_id}
    for project in Project.objects.filter(company__in=companies).select_for_update().defer("search"):
        _forget_in_project(project, gone, words)
    for update in ProjectUpdate.objects.filter(project__company__in=companies).exclude(text=""):
        if (text := _without(update.text, gone)) != update.text:
            ProjectUpdate.objects.filter(id=update.id).update(text=text)
    _forget_in_files(gone)


def _forget_in_project(project: Project, gone: Traces, words: Vocabulary) -> None:
    """Lines that hold the address or a number of the person go; the project stays, called after its category if its
    title held one."""
    title, context, needs = (_without(text, gone) for text in (project.title, project.context, project.needs))
    title = title or usual_title(project.category, words)
    if (title, context, needs) == (project.title, project.context, project.needs):
        return
    keys = {"title_key": fold(title)[:LONGEST_TITLE], "text_key": fold(f"{context} {needs}")}
    Project.objects.filter(id=project.id).update(title=title, context=context, needs=needs, **keys)


def _forget_in_files(gone: Traces) -> None:
    """Rows of files keep their place and their problems, not what was written in them; what waits comes in without."""
    for import_ in ProjectImport.objects.exclude(refused=[], entries=[]).select_for_update().order_by("id"):
        refused = [_blank(row) if gone.are_in(repr(row)) else row for row in import_.refused]
        entries = [_anonymous(each, gone) if gone.are_in(repr(each)) else each for each in import_.entries]
        if (refused, entries) != (import_.refused, import_.entries):
            ProjectImport.objects.filter(id=import_.id).update(refused=refused, entries=entries)


def _blank(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "cells": [], "problems": [{**fault, "value": ""} for fault in row["problems"]]}


def _anonymous(values: Sequence[Any], gone: Traces) -> list[Any]:
    entry = Entry(*values)
    title, context, needs, contact = (
        _without(text, gone) for text in (entry.title, entry.context, entry.needs, entry.contact)
    )
    return list(entry._replace(title=title, context=context, needs=needs, contact=contact))


def _without(text: str, gone: Traces) -> str:
    return "\n".join(line for line in text.split("\n") if not gone.are_in(line)) if gone.are_in(text) else text
