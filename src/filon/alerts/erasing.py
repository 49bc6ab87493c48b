"""What alerts forget of a person who asked to be forgotten (RGPD, art. 17). As a source they go with their card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from filon.alerts.imports.models import ProjectImport
from filon.alerts.imports.records import Entry
from filon.alerts.models import Project, ProjectUpdate
from filon.crm.events import ContactErased
from filon.crm.traces import Traces, traces_of
from filon.kernel.text import fold
from filon.timeline.events import Published, subscribe


@subscribe(ContactErased)
def forget_people(batch: Sequence[Published]) -> None:
    gone = traces_of(batch)
    companies = {published.company_id for published in batch if published.company_id}
    for project in Project.objects.filter(company__in=companies).select_for_update().defer("search"):
        _forget_in_project(project, gone)
    for update in ProjectUpdate.objects.filter(project__company__in=companies).exclude(text=""):
        if (text := _without(update.text, gone)) != update.text:
            ProjectUpdate.objects.filter(id=update.id).update(text=text)
    _forget_in_files(gone)


def _forget_in_project(project: Project, gone: Traces) -> None:
    """Lines that hold the address or a number of the person go; the project stays."""
    context, needs = _without(project.context, gone), _without(project.needs, gone)
    if (context, needs) != (project.context, project.needs):
        key = fold(f"{context} {needs}")
        Project.objects.filter(id=project.id).update(context=context, needs=needs, text_key=key)


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
    context, needs = _without(entry.context, gone), _without(entry.needs, gone)
    contact = "" if gone.are_in(entry.contact) else entry.contact
    return list(entry._replace(context=context, needs=needs, contact=contact))


def _without(text: str, gone: Traces) -> str:
    return "\n".join(line for line in text.split("\n") if not gone.are_in(line)) if gone.are_in(text) else text
