from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from filon.kernel.ids import uuid7
from filon.mail.delivery import journals
from filon.mail.delivery.verdicts import NOT_TRIED, UNCERTAIN, Fate, Verdict
from filon.mail.journal import SUFFIX, Journal


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def a_dead_writer(*, code: int | None = None, begun: bool = True) -> tuple[str, object]:
    written, action = Journal(journals.folder()), uuid7()
    if begun:
        written.ending(action)
    if code is not None:
        written.answered(action, code)
    written._open.add(action)
    written.close()
    return written.name, action


@pytest.mark.parametrize(
    ("code", "begun", "verdict"),
    [
        (250, True, Verdict(Fate.SENT, "250")),
        (550, True, Verdict(Fate.REFUSED, "550")),
        (452, True, Verdict(Fate.DEFERRED, "452")),
        (None, True, UNCERTAIN),
        (None, False, NOT_TRIED),
    ],
)
def test_what_a_dead_writer_left_says_how_its_message_ended(code: int | None, begun: bool, verdict: Verdict) -> None:
    name, action = a_dead_writer(code=code, begun=begun)
    assert journals.is_gone(name)
    assert journals.verdict(journals.read(name), action) == verdict


def test_a_living_writer_is_not_gone_and_says_nothing() -> None:
    living, action = Journal(journals.folder()), uuid7()
    assert not journals.is_gone(living.name)
    assert journals.verdict(journals.read(living.name), action) is None
    living.close()


def test_a_writer_of_another_machine_is_not_known_to_be_gone() -> None:
    assert not journals.is_gone("elsewhere-1-2-3")
    assert journals.verdict(journals.read("elsewhere-1-2-3"), uuid7()) == UNCERTAIN


def test_only_old_journals_of_dead_writers_are_removed() -> None:
    old, _ = a_dead_writer()
    fresh, _ = a_dead_writer()
    living = Journal(journals.folder())
    long_ago = time.time() - journals.KEPT_S - 1
    for name in (old, living.name):
        os.utime(journals.folder() / (name + SUFFIX), (long_ago, long_ago))
    assert journals.tidy() == 1
    left = {path.name.removesuffix(SUFFIX) for path in journals.folder().glob("*" + SUFFIX)}
    assert left == {fresh, living.name}
    living.close()
