"""Every message of the corpus is read as a person would read it (OL-24, OL-36, OL-60, A-OL-11, A-OL-13)."""

from __future__ import annotations

import pytest
from tests.mail.corpus import CASES, Case

from filon.mail.classify import Kind, classify


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_ol_36_a_mail_is_what_a_person_would_say_it_is(case: Case) -> None:
    verdict = classify(case.raw)

    assert verdict.kind == case.kind, f"{verdict.reason}: {verdict.evidence}"
    assert {name: getattr(verdict, name) for name in case.expect} == case.expected()


def test_every_kind_has_cases() -> None:
    assert {case.kind for case in CASES} == set(Kind)
