"""How projects and rules are shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from filon.alerts.models import Project
from filon.alerts.states import Standing
from filon.alerts.vocabulary import TONES, Vocabulary

STANDINGS = {Standing.ACTIVE: "ok", Standing.INCOMPLETE: "warn", Standing.NO_ROUTINE: "bad", Standing.SERVICE_OFF: ""}


class Row(NamedTuple):
    """A project with its words."""

    project: Project
    category: str
    stage: str
    tone: str


def row_of(project: Project, words: Vocabulary) -> Row:
    return Row(
        project,
        words.categories.label(project.category),
        words.stages.label(project.stage),
        TONES.get(project.stage, "info"),
    )


def shown(projects: Iterable[Project], words: Vocabulary) -> list[Row]:
    return [row_of(project, words) for project in projects]
