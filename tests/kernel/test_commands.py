from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from filon.kernel import commands
from filon.kernel.commands import opened_by, with_database


def test_a_command_runs_inside_what_opens_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "_openings", list(commands._openings))
    seen: list[str] = []

    @contextmanager
    def opening() -> Iterator[None]:
        seen.append("open")
        yield
        seen.append("closed")

    @with_database
    def command(word: str) -> str:
        seen.append(word)
        return word

    opened_by(opening)
    assert command("work") == "work"
    assert seen == ["open", "work", "closed"]
