"""Who answers for invented companies: the room that invents them registers itself here. No service is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Answers = Callable[[str], Any]
"""SIREN of an invented unit → an answer in the form of the public search."""

_answers: list[Answers] = []


def register(answers: Answers) -> None:
    """Let these answers be given for invented units."""
    if answers not in _answers:
        _answers.append(answers)


def answer(siren: str) -> Any:
    """The answer about an invented unit; an empty one where nobody invented any."""
    return _answers[0](siren) if _answers else {"results": []}
