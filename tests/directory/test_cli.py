"""`filon directory changes`: what is written is in the copy, also when a later page fails."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner

from filon.directory import cli
from filon.directory.register.service import Refusal
from filon.directory.sirene import following
from filon.directory.sirene.counts import Counts

CHANGED = Counts(changed=2)


def run(monkeypatch: pytest.MonkeyPatch, *told: Counts, fails: bool, options: tuple[str, ...] = ()) -> tuple[int, int]:
    """(exit code, copies made) when the API tells of these pages and then fails or not."""
    copies = []

    def follow(*, progress: Any, **_more: Any) -> Counts:
        for counts in told:
            progress(date(2026, 11, 22), "units", counts)
        if fails:
            raise Refusal(500)
        return sum(told, Counts())

    monkeypatch.setattr(following, "follow", follow)
    monkeypatch.setattr(cli, "_copy", lambda: copies.append(1))
    return CliRunner().invoke(cli.directory_group, ["changes", *options]).exit_code, len(copies)


@pytest.mark.django_db
@pytest.mark.parametrize(("fails", "code"), [(False, 0), (True, 1)])
def test_what_was_written_is_copied_whether_the_rest_came_or_not(
    monkeypatch: pytest.MonkeyPatch, fails: bool, code: int
) -> None:
    assert run(monkeypatch, CHANGED, Counts(same=1), fails=fails) == (code, 1)


@pytest.mark.django_db
def test_nothing_new_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, Counts(same=1), fails=False) == (0, 0)
    assert run(monkeypatch, fails=True) == (1, 0)
    assert run(monkeypatch, CHANGED, fails=False, options=("--no-copy",)) == (0, 0)
