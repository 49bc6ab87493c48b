"""All that was said of a row: verdicts, extracts, the conversation turn by turn, and why it has its status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format

from filon.calls.full.comments import comment_of
from filon.calls.full.labels import WHY_LEVEL, level_name, person_of, told
from filon.calls.full.meanings import meaning
from filon.calls.full.models import Qualification
from filon.calls.models import Prospect
from filon.calls.operations.applying_many import has_news
from filon.calls.states import Level, ProspectState
from filon.calls.web.full.extracts import heard
from filon.calls.web.full.rows import said_of, shown


@dataclass(frozen=True)
class Line:
    """A turn of the conversation. ``meant`` is what it was taken for, "" for our own sentences."""

    ours: bool
    text: str
    at: str
    meant: str
    unsure: bool


UNSURE_BELOW = 0.6
"""Confidence under which a turn says that it may have been misunderstood."""


def context_of(row: Prospect) -> dict[str, Any]:
    """What the panel of a row prints beside what it prints for Light."""
    said = said_of(row)
    over = row.state == ProspectState.DONE and row.level is not None
    return {
        "heading": person_of(row.first_name, row.last_name),
        "person": person_of(row.first_name, row.last_name, row.job_title),
        "full": shown(row),
        "said": said,
        "told": told(row, said) if said else [],
        "extracts": heard(row),
        "turns": lines(said) if said else [],
        "comment": comment_of(row),
        "may_apply": said is not None and not said.applied_at and has_news(row, said),
        "card_id": said.applied.get("contact_id") if said else None,
        "level": level_name(row),
        "why_level": WHY_LEVEL[Level(row.level)] if over and row.level else "",
    }


def lines(said: Qualification) -> list[Line]:
    """The conversation as it went; a turn of a newer dialogue is told by what it says."""
    return [_line(turn) for turn in said.turns if isinstance(turn, dict)]


def _line(turn: dict[str, Any]) -> Line:
    ours = bool(turn.get("ours"))
    return Line(
        ours=ours,
        text=str(turn.get("text", "")),
        at=number_format(float(turn.get("start") or 0), decimal_pos=0),
        meant="" if ours else meaning(str(turn.get("intent", ""))),
        unsure=not ours and float(turn.get("confidence") or 0) < UNSURE_BELOW,
    )
